"""What need detection answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NeedMatch:
    """One expertise area that a text seems to ask for.

    `score` runs from 0 to 1. `because` says why in the person's language: the words or the
    example that matched.
    """

    area_id: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class NeedDetection:
    """The likeliest areas, best first, and whether they are worth proposing.

    `sure=False` means: show the whole list of areas instead of guessing. `cut` is the number of
    characters at the end of the text that were not read, because it is longer than any story.
    """

    areas: tuple[NeedMatch, ...]
    sure: bool
    cut: int = 0
