"""Names as small numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

import numpy as np

from mentor_matching.errors import UnknownAreaError
from mentor_matching.index.bits import Bits, packed
from mentor_matching.index.mentor import Mentor

DIVISION = 2


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

    def known(self, names: Iterable[str]) -> tuple[int, ...]:
        """The numbers of `names`, in their order; names not in the list are left out."""
        return tuple(self.numbers[name] for name in names if name in self.numbers)

    def bits(self, sets: Sequence[tuple[str, ...]]) -> Bits:
        """One row of bits for each set of names, all of them in the list."""
        sizes = np.fromiter(map(len, sets), np.int64, len(sets))
        names = chain.from_iterable(sets)
        numbers = np.fromiter(map(self.numbers.__getitem__, names), np.int64, int(sizes.sum()))
        return packed(sizes, numbers, len(self.names))


@dataclass(frozen=True)
class Codebook:
    """The code lists of one index. Areas are fixed by the vocabulary; the others grow."""

    areas: CodeList
    languages: CodeList = CodeList(())
    industries: CodeList = CodeList(())
    divisions: CodeList = CodeList(())
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
            divisions=self.divisions.extended(_names(set(map(divisions, industries)))),
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


@lru_cache(maxsize=10_000)
def divisions(industries: tuple[str, ...]) -> tuple[str, ...]:
    """The ISIC divisions of industry classes: the first two signs (1071 and 1079 are both 10)."""
    return tuple(industry[:DIVISION] for industry in industries)


def _names(sets: Iterable[tuple[str, ...]]) -> set[str]:
    return {name for names in sets for name in names}
