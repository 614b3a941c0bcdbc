"""Names as small numbers, and sets of names as the bits of one word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from mentor_matching.errors import TooManyCodesError, UnknownAreaError
from mentor_matching.index.mentor import Mentor

WORD = 64


@dataclass(frozen=True)
class CodeList:
    """An ordered list of names; the position of a name is its number. Grows, never shrinks."""

    names: tuple[str, ...]
    numbers: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", {name: i for i, name in enumerate(self.names)})

    def extended(self, names: Iterable[str]) -> CodeList:
        """The list with the names it did not hold added at the end, in alphabetical order."""
        missing = sorted(set(names) - self.numbers.keys())
        return CodeList(self.names + tuple(missing)) if missing else self

    def mask(self, names: Iterable[str]) -> int:
        """The set of `names` as bits; names not in the list are left out."""
        numbers = self.numbers
        return sum({1 << numbers[name] for name in names if name in numbers})

    def masks(self, sets: Sequence[tuple[str, ...]]) -> npt.NDArray[np.uint64]:
        """One word of bits per set of names. Raises TooManyCodesError past 64 names."""
        if len(self.names) > WORD:
            raise TooManyCodesError(f"{len(self.names)} names, at most {WORD}: {self.names[:3]}...")
        known = {names: self.mask(names) for names in set(sets)}
        return np.fromiter((known[names] for names in sets), np.uint64, len(sets))

    def members(self, mask: int) -> tuple[str, ...]:
        """The names whose bits are set in `mask`."""
        return tuple(name for i, name in enumerate(self.names) if mask >> i & 1)


@dataclass(frozen=True)
class Codebook:
    """The code lists of one index. Areas are fixed by the vocabulary; the others grow."""

    areas: CodeList
    languages: CodeList = CodeList(())
    industries: CodeList = CodeList(())
    stages: CodeList = CodeList(())
    countries: CodeList = CodeList(())
    genders: CodeList = CodeList(())

    def extended(self, mentors: Sequence[Mentor]) -> Codebook:
        """The codebook with every language, industry, stage, country and gender of `mentors`."""
        industries = {m.industries for m in mentors} | {m.wished_industries for m in mentors}
        return replace(
            self,
            languages=self.languages.extended(_names({m.languages for m in mentors})),
            industries=self.industries.extended(_names(industries)),
            stages=self.stages.extended(_names({m.wished_stages for m in mentors})),
            countries=self.countries.extended({m.country for m in mentors} - {""}),
            genders=self.genders.extended({m.gender for m in mentors} - {""}),
        )

    def area_number(self, area: str) -> int:
        """The number of an expertise area. Raises UnknownAreaError."""
        try:
            return self.areas.numbers[area]
        except KeyError:
            raise UnknownAreaError(area) from None


def _names(sets: Iterable[tuple[str, ...]]) -> set[str]:
    return {name for names in sets for name in names}
