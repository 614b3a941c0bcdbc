"""How a stored result is written: value, interval and denominator, with the dial turned if asked.

This is the one place where a number of a report becomes text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.report.decimals import percent, places_of_share, rounded, whole
from tequio.domain.studies.report.turning import turned

REFERENCE: Final = re.compile(r"\{([\w.@]+)(?:\|(\w+))?\}")
TO: Final = {"es": "a", "en": "to"}
HIDDEN: Final = {
    "es": "no se muestra (muy pocas personas, o se podría calcular un grupo más pequeño)",
    "en": "not shown (too few people, or a smaller group could be worked out)",
}
"""One reason for both: which cell is hidden for another's sake narrows down the small one."""
NONE: Final = "–"
LARGEST_K: Final = 1.25
AS_WEIGHTED: Final = "as_weighted"  # in a sentence about the weights, which no dial moves


@dataclass(frozen=True)
class Reader:
    """Who reads: the language, the definition of mentored, and the dial.

    Attributes:
        language: es or en.
        definition: M0 to M4.
        k: the share among the silent over that among those who answered; None is as weighted.
        planned: the definition of the plan; nothing where no other can be chosen.
        plan: the plan, for the names of its indicators.
    """

    language: str = "es"
    definition: str = "M2"
    k: float | None = None
    planned: str = ""
    plan: Mapping[str, Any] = field(default_factory=dict)

    def text(self, pair: Mapping[str, Any], name: str) -> str:
        """The text of a pair `name_es`, `name_en`."""
        return str(pair.get(f"{name}_{self.language}") or pair.get(f"{name}_es") or "")

    def identifier(self, reference: str) -> str:
        """The identifier that a reference names under this definition."""
        return reference.replace("@", self.definition)


def named(results: Mapping[str, Content], reference: str, reader: Reader) -> str:
    """The identifier under the reader's definition: `M0.F11` where F11 is another under M0."""
    name = reader.identifier(reference)
    other = f"{reader.definition}.{name}"
    return other if other in results else name


def beginning(results: Mapping[str, Content], prefix: str, reader: Reader) -> list[str]:
    """References that begin so, those that are held under the reader's definition alone too."""
    own = f"{reader.definition}."
    names = [name for name in results if name.startswith(prefix)]
    names += [name.removeprefix(own) for name in results if name.startswith(own + prefix)]
    return list(dict.fromkeys(names))


def find(results: Results, reference: str, reader: Reader) -> Content | None:
    """The result that a reference names, moved by the dial; None where it is not held."""
    found = results.get(named(results, reference, reader))
    return None if found is None else turned(found, reader.k)


def write(content: Content | None, how: str, reader: Reader) -> str | None:
    """A result as text; None where it has nothing to show in this way.

    `how` is value, interval, low, high, lower, upper, n, count, per_hundred,
    per_hundred_interval, level, or "" for value and interval where there is one.
    """
    if content is None:
        return None
    if content.get("suppressed"):  # "of every hundred, too few" is no sentence: it is left out
        return None if how.startswith("per_hundred") else HIDDEN[reader.language]
    unit, currency = str(content.get("unit") or "share"), str(content.get("currency") or "")
    if how == "interval":
        how = ""
    if how == "count_of":
        return None if content.get("value") is None else whole(content["value"])
    if how == "level":
        return None if content.get("value") is None else level(float(content["value"]))
    if how.startswith("per_hundred"):
        return _per_hundred(content, how, reader)
    if how in ("n", "count", "treated", "control"):
        value = content.get(how)
        return None if value is None else whole(value)
    name = how or "value"
    value = content.get(name)
    if value is None:
        return None
    text = quantity(float(value), unit, currency, places_of(content))
    if how or content.get("low") is None or content.get("high") is None:
        return text
    return f"{text} ({span(content, unit, currency, reader)})"


def _per_hundred(content: Content, how: str, reader: Reader) -> str | None:
    """A share as people of every hundred, with the limits of its interval where they are asked."""
    names = ("value", "low", "high") if how == "per_hundred_interval" else ("value",)
    held = [content[name] for name in names if content.get(name) is not None]
    if len(held) < len(names):
        return None
    value, *ends = (whole(100 * float(one)) for one in held)
    return f"{value} ({ends[0]} {TO[reader.language]} {ends[1]})" if ends else value


def level(confidence: float) -> str:
    """A level of confidence in per cent, without decimals that say nothing.

    >>> level(0.95), level(0.995)
    ('95%', '99.5%')
    """
    return f"{float(rounded(100 * confidence, 1)):g}%"


def places_of(content: Mapping[str, Any]) -> int | None:
    """Decimals of a share with its ends: those of what is read first, so that they agree.

    >>> places_of({"value": 0.264, "low": 0.09}), places_of({"lower": 0.0595, "upper": 0.8345})
    (1, 2)
    """
    for name in ("lower", "share", "value", "low"):
        if content.get(name) is not None:
            return places_of_share(float(content[name]))
    return None


def span(content: Content, unit: str, currency: str, reader: Reader) -> str:
    """The limits of an interval: `13.0 to 17.5`."""
    places = places_of(content)
    low, high = (
        quantity(float(content[name]), unit, "", places).removesuffix("%")
        for name in ("low", "high")
    )
    return f"{low} {TO[reader.language]} {high}"


def quantity(value: float, unit: str, currency: str = "", places: int | None = None) -> str:
    """A number in its unit; `places` are the decimals of a share that stands beside others.

    >>> quantity(0.1517, "share"), quantity(1213.3, "people"), quantity(82.4, "money", "USD")
    ('15.2%', '1,213', 'USD 82')
    >>> quantity(0.068, "points_of_share"), quantity(0.4875, "ratio"), quantity(-41.1, "points")
    ('+6.8', '0.49', '-41')
    """
    if unit == "share":
        return percent(value, places)
    if unit == "points_of_share":
        return f"{rounded(float(f'{100 * value:.10g}'), 1):+}"
    if unit in ("people", "count") or (unit == "jobs" and abs(value) >= 10):
        return whole(value)
    if unit == "money":
        return f"{currency} {whole(value)}".strip()
    if unit == "points":
        return whole(value)
    if unit == "p_value":
        return "<0.001" if value < 0.001 else str(rounded(value, 3))
    return whole(value) if abs(value) >= 1000 else str(rounded(value, 2))


def sentence(text: str, results: Results, reader: Reader) -> str | None:
    """A sentence with its references written out; None where one of them is not held.

    >>> held = {"T13.M2.naive": {"value": 0.25, "unit": "share"}}
    >>> sentence("{T13.@.naive} said yes", held, Reader("en")), sentence("{T9.R}", held, Reader())
    ('25.0% said yes', None)
    """
    missing = False

    def written(match: re.Match[str]) -> str:
        nonlocal missing
        how, by = match[2] or "", reader
        if how == AS_WEIGHTED:
            how, by = "", replace(reader, k=None)
        found = write(find(results, match[1], by), how, by)
        missing = missing or found is None
        return found or NONE

    whole = REFERENCE.sub(written, text)
    return None if missing else whole


def references(text: str) -> set[str]:
    """The identifiers that a sentence refers to, without those that no dial moves."""
    return {match[1] for match in REFERENCE.finditer(text) if match[2] != AS_WEIGHTED}
