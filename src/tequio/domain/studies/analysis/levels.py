"""In which order the levels of a fact stand: stages as a business goes through them."""

from collections.abc import Iterable
from typing import Final

STAGES: Final = ("idea", "operational", "earning", "profitable")


def in_order(fact: str, levels: Iterable[str]) -> list[str]:
    """Levels without repeats: of the stage by the life of a business, of others by the alphabet.

    Examples:
        >>> in_order("stage", ["profitable", "earning", "other", "idea", "operational"])
        ['idea', 'operational', 'earning', 'profitable', 'other']
        >>> in_order("country", ["MX", "GT", "MX"])
        ['GT', 'MX']
    """
    places = {level: place for place, level in enumerate(STAGES)} if fact == "stage" else {}
    return sorted(set(levels), key=lambda level: (places.get(level, len(places)), level))
