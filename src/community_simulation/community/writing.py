"""Turns a written line with slots into what one person would say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from community_simulation.community.chance import Chance
from community_simulation.community.tables import Town, Trade

SLOT: Final = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")
CONTRACTED: Final = re.compile(r"\b(a|de) el\b")
BY_GENDER: Final = re.compile(r"\[([^\[\]/]*)/([^\[\]/]*)\]")
PESOS_FOR_A_QUETZAL: Final = 2.3
STEPS: Final = ((20, 1), (200, 5), (2_000, 50), (20_000, 500), (1_000_000, 1_000))
ROUND: Final = ((31, 1), (200, 5), (1_000, 50), (1_000_000, 100))
WEEKDAYS: Final = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
}
LOCAL_WORDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "es_GT": {
        "tanda": ("el cuchubal",),
        "cooperativa": ("la cooperativa",),
        "muni": ("la municipalidad", "la muni"),
        "salud": ("el centro de salud",),
        "seguro": ("IGSS",),
        "departamentos": ("departamentos",),
        "pais_vecino": ("El Salvador", "Honduras"),
        "mes_bueno": ("diciembre", "noviembre"),
        "mes_malo": ("febrero", "junio"),
        "paisaje": ("volcán", "lago", "cerro"),
    },
    "es_MX": {
        "tanda": ("la tanda",),
        "cooperativa": ("la caja popular",),
        "muni": ("el ayuntamiento", "el municipio"),
        "salud": ("la oficina de regulación sanitaria",),
        "seguro": ("IMSS",),
        "departamentos": ("estados",),
        "pais_vecino": ("Estados Unidos", "Guatemala"),
        "mes_bueno": ("diciembre", "mayo"),
        "mes_malo": ("enero", "septiembre"),
        "paisaje": ("cerro", "valle", "volcán"),
    },
    "en": {"cooperativa": ("the credit union", "a cooperative")},
}
CAPITALS: Final = {
    ("Ciudad de Guatemala", "es"): "la Ciudad de Guatemala",
    ("Ciudad de México", "es"): "la Ciudad de México",
    ("Ciudad de Guatemala", "en"): "Guatemala City",
    ("Ciudad de México", "en"): "Mexico City",
    ("Antigua Guatemala", "es"): "Antigua",
    ("Antigua Guatemala", "en"): "Antigua",
}


@dataclass(frozen=True)
class Voice:
    """Who speaks: what decides words, currency and endings."""

    language: str
    country: str
    gender: str
    town: str
    slots: Mapping[str, str]


def voice(
    *, language: str, gender: str, town: Town, trade: Trade | None = None, **slots: str
) -> Voice:
    """The voice of a person; `slots` are further words to put into lines."""
    spoken = dict(slots)
    spoken["lugar"] = CAPITALS.get((town.name, language), town.name)
    spoken["esposo"] = {"es": {"f": "esposo", "m": "esposa"}, "en": {"f": "husband", "m": "wife"}}[
        language
    ][gender]
    if trade is not None:
        spoken |= _words_of(trade, language, town.country)
    return Voice(language, town.country, gender, town.name, spoken)


def _words_of(trade: Trade, language: str, country: str) -> dict[str, str]:
    """The trade in the words of its country, with and without articles."""
    place = trade.place["en" if language == "en" else f"es_{country}"]
    article, noun = place.split(" ", 1)
    goods = trade.goods[language]
    return {
        "place": place,
        "offer": trade.offer[language],
        "g": goods,
        "b": goods.split(" ", 1)[1],
        "mi": f"{'my' if language == 'en' else 'mi'} {noun}",
        "el": f"{'la' if article == 'una' else 'el'} {noun}",
        "abrir": _verb_of_starting(trade),
    }


def _verb_of_starting(trade: Trade) -> str:
    if "tech" in trade.tags:
        return "crear"
    return "abrir" if "shop" in trade.tags else "empezar"


def fill(line: str, speaker: Voice, chance: Chance) -> str:
    """The line with every slot and ending decided; raises KeyError for an unknown slot.

    A slot with a capital letter gives its word with a capital letter.
    """

    def word(match: re.Match[str]) -> str:
        name, low, high = match.groups()
        if low is not None:
            number = chance.between(int(low), int(high))
            return money(number, speaker.country) if name == "m" else _as_told(number)
        return _slot(name, speaker, chance)

    chosen = BY_GENDER.sub(lambda match: match.group(1 + (speaker.gender == "f")), line)
    filled = SLOT.sub(word, chosen)
    return CONTRACTED.sub(r"\1l", filled) if speaker.language == "es" else filled


def _slot(name: str, speaker: Voice, chance: Chance) -> str:
    lower = "g" if name == "Gm" else name[0].lower() + name[1:]
    if lower == "day":
        found = chance.pick(WEEKDAYS[speaker.language])
    elif lower in speaker.slots:
        found = speaker.slots[lower]
    else:
        found = chance.pick(_local_words(speaker)[lower])
    return found if name[0].islower() else found[0].upper() + found[1:]


def _local_words(speaker: Voice) -> Mapping[str, tuple[str, ...]]:
    key = "en" if speaker.language == "en" else f"es_{speaker.country}"
    return LOCAL_WORDS[key]


def _as_told(number: int) -> str:
    """Nobody says 5,466 followers: larger numbers are round."""
    step = next(step for limit, step in ROUND if number < limit)
    return f"{round(number / step) * step:,}"


def money(quetzales: int, country: str) -> str:
    """A round amount in the money of the country.

    >>> money(1234, "GT"), money(1234, "MX")
    ('Q1,250', '$3,000')
    """
    amount = quetzales * (PESOS_FOR_A_QUETZAL if country == "MX" else 1)
    step = next(step for limit, step in STEPS if amount < limit)
    return f"{'$' if country == 'MX' else 'Q'}{max(step, round(amount / step) * step):,}"
