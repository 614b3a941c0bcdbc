"""A questionnaire as a value: items in both languages, lists of choices, conditions and checks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Final

NOT_APPLICABLE: Final = ".n"
DONT_KNOW: Final = ".d"
REFUSED: Final = ".r"
MISSING: Final = frozenset({DONT_KNOW, REFUSED, NOT_APPLICABLE, ""})
NUMBERS: Final = frozenset({"integer", "decimal", "money"})
CONSENT: Final = "a_consent"


@dataclass(frozen=True)
class Choice:
    """One possible answer: its code, its words, and for cascades the columns that choose it."""

    code: str
    es: str
    en: str
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Item:
    """One variable and the words that ask for it.

    `number` is the question it belongs to; `kind` is one, many, integer, decimal, money, text,
    note, calculate or another type of XLSForm that is kept as it is; `relevant` and `constraint`
    are XPath; `implied` is the value of somebody who was not asked because the answer follows;
    `publish` is empty, `never`, `decade`, `group`, `top` or `three_digits` (`coarse_answers`).
    """

    number: int
    name: str
    kind: str
    text_es: str = ""
    text_en: str = ""
    choices: str = ""
    hint_es: str = ""
    hint_en: str = ""
    relevant: str = ""
    constraint: str = ""
    message_es: str = ""
    message_en: str = ""
    implied: str = ""
    exclusive: str = ""
    publish: str = ""
    core: bool = False
    page: str = ""
    may_skip: bool = True
    calculation: str = ""
    choice_filter: str = ""
    group: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the answer is in the person's own words."""
        return self.kind == "text"

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number."""
        return self.kind in NUMBERS

    def text(self, language: str) -> str:
        """The question in a language; in the other one where this one lacks it."""
        first, second = (
            (self.text_en, self.text_es) if language == "en" else (self.text_es, self.text_en)
        )
        return first or second

    def hint(self, language: str) -> str:
        """The help below the question, or nothing."""
        return self.hint_en if language == "en" else self.hint_es

    def message(self, language: str) -> str:
        """What to say where the check fails, or nothing."""
        return self.message_en if language == "en" else self.message_es


@dataclass(frozen=True)
class Questionnaire:
    """One version of one form."""

    form: str
    version: str
    title_es: str
    title_en: str
    items: tuple[Item, ...]
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    missing: tuple[Choice, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Item]:
        """Items by the name of their variable."""
        return {item.name: item for item in self.items}

    @cached_property
    def codes(self) -> dict[str, frozenset[str]]:
        """List of choices to its codes."""
        return {name: frozenset(c.code for c in rows) for name, rows in self.choices.items()}

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """Items that have an answer: no notes and no calculations."""
        return tuple(item for item in self.items if item.kind not in ("note", "calculate"))

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The variables of the core items, without the consent."""
        return tuple(item.name for item in self.asked if item.core and item.name != CONSENT)

    def as_content(self) -> dict[str, Any]:
        """The value as JSON; `from_content` brings it back."""
        content = asdict(self)
        content["items"] = [asdict(item) for item in self.items]
        content["choices"] = {
            name: [asdict(choice) | {"columns": dict(choice.columns)} for choice in rows]
            for name, rows in self.choices.items()
        }
        content["missing"] = [asdict(c) | {"columns": dict(c.columns)} for c in self.missing]
        return content


def from_content(content: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire that JSON stands for."""
    return Questionnaire(
        form=content["form"],
        version=content["version"],
        title_es=content["title_es"],
        title_en=content["title_en"],
        items=tuple(Item(**item) for item in content["items"]),
        choices={
            name: tuple(_choice(row) for row in rows) for name, rows in content["choices"].items()
        },
        missing=tuple(_choice(row) for row in content["missing"]),
    )


def _choice(row: Mapping[str, Any]) -> Choice:
    columns = tuple(sorted(dict(row.get("columns") or {}).items()))
    return Choice(row["code"], row["es"], row["en"], columns)
