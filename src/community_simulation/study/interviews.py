"""Made-up interviews, coded: which theme was heard in which, and what may be quoted.

How often a theme is heard follows from the community: its chance is the share of those for whom
what the theme says is true. The quotes are made up, as everybody here is, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from community_simulation.study.making import StudiedCommunity
from community_simulation.study.truth import true_share

ENTREPRENEURS: Final = 15
MENTORS: Final = 15
BUSINESSES: Final = "personas emprendedoras · entrepreneurs"
ADVISERS: Final = "mentores · mentors"


@dataclass(frozen=True)
class Quote:
    """What one person said, in the language they said it, and in the other one."""

    text: str
    translation: str
    who: str


@dataclass(frozen=True)
class Theme:
    """What a code stands for, and in how many interviews it and its contrary were heard."""

    code: str
    name_es: str
    name_en: str
    who: str
    cases: int
    negative_cases: int
    interviews: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class _Asked:
    """A theme before it is counted: of whom it is true by a formula, or with a fixed chance."""

    code: str
    name_es: str
    name_en: str
    who: str
    formula: str
    among: str | None
    chance: float
    quotes: tuple[Quote, ...]


_MX = "mujer, México, ya vende · woman, Mexico, selling (inventada, made up)"
_GT = "hombre, Guatemala, idea · man, Guatemala, idea (inventado, made up)"
_MENTOR = "mentora, México · mentor, Mexico (inventada, made up)"
THEMES: Final = (
    _Asked(
        "ACCESS",
        "No saber cómo empezar a escribir",
        "Not knowing how to write the first message",
        BUSINESSES,
        "c_why_main == 'R01' or c_why_main == 'R02'",
        "mentored == 0",
        0.0,
        (
            Quote(
                "Abrí el mensaje tres veces y no supe qué pedir.",
                "I opened the message three times and did not know what to ask for.",
                _GT,
            ),
        ),
    ),
    _Asked(
        "SUPPLY",
        "Escribir y no recibir respuesta",
        "Writing and getting no reply",
        BUSINESSES,
        "tier_1 == 0",
        "tier_0 == 1",
        0.0,
        (
            Quote(
                "Escribí a cuatro personas y ninguna me contestó.",
                "I wrote to four people and none of them answered.",
                _MX,
            ),
        ),
    ),
    _Asked(
        "CONTENT",
        "Una duda puntual, resuelta en una conversación",
        "One precise question, settled in one conversation",
        BUSINESSES,
        "tier_3 == 0",
        "mentored == 1",
        0.0,
        (
            Quote(
                "Me ayudó a ponerle precio a mis bolsas; con una llamada bastó.",
                "She helped me to price my bags; one call was enough.",
                _MX,
            ),
        ),
    ),
    _Asked(
        "LOAD",
        "Más mensajes de los que se pueden contestar",
        "More messages than can be answered",
        ADVISERS,
        "",
        None,
        0.6,
        (
            Quote(
                "Contesto primero a quien me dice qué necesita y para cuándo.",
                "I answer first those who tell me what they need and by when.",
                _MENTOR,
            ),
        ),
    ),
)


def coded_themes(rng: np.random.Generator, community: StudiedCommunity) -> list[Theme]:
    """Count each theme in the interviews with those whom it is about.

    Args:
        rng: source of chance.
        community: whose truth decides how often a theme is heard.
    """
    return [_counted(rng, community, asked) for asked in THEMES]


def _counted(rng: np.random.Generator, community: StudiedCommunity, asked: _Asked) -> Theme:
    of = ENTREPRENEURS if asked.who == BUSINESSES else MENTORS
    chance = asked.chance
    if asked.formula:
        chance = true_share(community, asked.formula, among=asked.among).value
    cases = max(int(rng.binomial(of, chance)), len(asked.quotes))
    contrary = int(rng.binomial(of - cases, 0.4))
    return Theme(
        asked.code,
        asked.name_es,
        asked.name_en,
        asked.who,
        cases,
        contrary,
        of,
        asked.quotes,
    )
