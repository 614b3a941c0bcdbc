"""What a story asks for before any business, and which needs read in it stand on firm ground."""

import re
from collections.abc import Sequence
from typing import Final

from tequio.domain.people.search_text import searchable

LEAST_SUPPORT: Final = 0.5
MOST_MARKED: Final = 3
IN_DANGER: Final = re.compile(
    r"\b(?:quiero morir(?:me)?|me quiero morir|no quiero (?:vivir|seguir viviendo)|suicid\w*"
    r"|matarme|quitarme la vida|me (?:pega|golpea|maltrata|viola|amenaza)\w*"
    r"|violencia (?:en casa|domestica|intrafamiliar)|me quiere matar|amenaza de muerte"
    r"|extorsion\w*|secuestr\w*"
    r"|kill myself|end my life|want to die|hurt myself|hits me|beats me|abuses me"
    r"|threaten(?:s|ed)? to kill|extort\w*|kidnap\w*)\b"
)


def may_be_in_danger(text: str) -> bool:
    """Whether somebody writes of violence or of not wanting to live: then numbers come first."""
    return bool(IN_DANGER.search(searchable(text)))


def well_supported(scores: Sequence[float]) -> int:
    """How many of the needs found, best first, are marked beforehand: the rest is only offered.

    The first is; others, three in all, if they are likelier right than wrong.
    """
    likely = sum(score >= LEAST_SUPPORT for score in scores[:MOST_MARKED])
    return max(likely, min(len(scores), 1))
