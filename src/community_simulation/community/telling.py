"""Which problem somebody has, and how it is told."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from community_simulation.community.chance import Chance
from community_simulation.community.people import Need
from community_simulation.community.tables import (
    STAGES,
    WITHIN_FIELD,
    Problem,
    Trade,
    areas,
    lines,
    problems,
)
from community_simulation.community.writing import Voice, fill

DEMAND: Final[Mapping[str, float]] = {
    "marketing": 3.0,
    "sales": 3.0,
    "pricing": 2.5,
    "credit": 2.2,
    "social": 2.0,
    "validation": 2.0,
    "accounting": 1.8,
    "pitching": 1.6,
    "networking": 1.6,
    "cashflow": 1.5,
    "taxes": 1.3,
    "export": 1.3,
    "procurement": 1.3,
    "ip": 1.3,
    "tourism": 4.0,
    "agriculture": 4.0,
    "foodservice": 2.5,
    "retail": 2.0,
}
OF_THE_TRADE: Final = 1.6
SCARCE: Final = 0.5
LONGEST_REASON: Final = 160


@dataclass(frozen=True)
class Teller:
    """What decides which problems somebody can have."""

    speaker: Voice
    trade: Trade
    stage: str
    speaks_indigenous: bool

    @property
    def tags(self) -> frozenset[str]:
        further = {
            "woman": self.speaker.gender == "f",
            "indigenous": self.speaks_indigenous,
            "team": self.stage == "profitable",
        }
        return self.trade.tags | {tag for tag, holds in further.items() if holds}


@cache
def possible(
    language: str, country: str, stage: str, tags: frozenset[str]
) -> Mapping[str, tuple[Problem, ...]]:
    """The problems that make sense for such a business, by area."""
    letter = next(letter for letter, name in STAGES.items() if name == stage)
    found: dict[str, list[Problem]] = {}
    for problem in problems():
        fits = (
            problem.language == language
            and problem.country in ("*", country)
            and letter in problem.stages
            and _suits(problem.trades, tags)
        )
        if fits:
            found.setdefault(problem.area, []).append(problem)
    return {area: tuple(rows) for area, rows in found.items()}


def _suits(wanted: str, tags: frozenset[str]) -> bool:
    """Whether a trade has all wanted tags and none of those marked with `!`."""
    return wanted == "*" or all(
        (tag[1:] not in tags) if tag.startswith("!") else (tag in tags) for tag in wanted.split("+")
    )


class ProblemBook:
    """Hands out problems so that none is told much more often than the others."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._told: Counter[int] = Counter()

    def choose(
        self, teller: Teller, *, avoid: Collection[int] = (), areas_not: Collection[str] = ()
    ) -> Problem:
        """A problem of a new area; those to avoid only when there is no other."""
        by_area = self._possible(teller)
        left = [area for area in by_area if area not in areas_not] or list(by_area)
        weights = [_demand(area, by_area[area]) for area in left]
        return self.within(
            teller, area=self._chance.weighted(left, weights), avoid=avoid
        ) or self._chance.pick(by_area[left[0]])

    def choose_scarce(self, teller: Teller) -> Problem:
        """A problem that few mentors know about, if this business can have one."""
        scarce = [area for area in self._possible(teller) if areas()[area].able_mentors <= SCARCE]
        found = self.within(teller, area=self._chance.pick(scarce)) if scarce else None
        return found or self.choose(teller)

    def within(self, teller: Teller, *, area: str, avoid: Collection[int] = ()) -> Problem | None:
        """The least told problem of one area, outside those to avoid if possible."""
        rows = self._possible(teller).get(area, ())
        if not rows:
            return None
        left = [row for row in rows if row.key not in avoid] or list(rows)
        fewest = min(self._told[row.key] for row in left)
        chosen = self._chance.pick([row for row in left if self._told[row.key] == fewest])
        self._told[chosen.key] += 1
        return chosen

    @staticmethod
    def _possible(teller: Teller) -> Mapping[str, tuple[Problem, ...]]:
        speaker = teller.speaker
        return possible(speaker.language, speaker.country, teller.stage, teller.tags)


def _demand(area: str, rows: tuple[Problem, ...]) -> float:
    belongs = any(row.trades not in ("*", "team") for row in rows)
    return DEMAND.get(area, 1.0) * (OF_THE_TRADE if belongs else 1.0)


def opening(teller: Teller, chance: Chance) -> str:
    """Who somebody is and where, in one sentence or two."""
    kinds = lines(teller.speaker.language)
    return fill(chance.pick(kinds[f"open_{teller.stage}"]), teller.speaker, chance)


def tell(teller: Teller, told: list[Problem], chance: Chance) -> tuple[str, tuple[Need, ...]]:
    """The story of one or two problems, and the needs with the words that show them."""
    kinds, speaker = lines(teller.speaker.language), teller.speaker
    parts, needs = [opening(teller, chance)], []
    for number, problem in enumerate(told):
        context = fill(problem.context, speaker, chance)
        if number:
            parts.append(fill(chance.pick(kinds["link"]), speaker, chance))
        parts.append(context)
        needs.append(Need(problem.area, reason(context)))
    if chance.happens(0.6):
        parts.append(fill(chance.pick(kinds["wish"]), speaker, chance))
    return " ".join(parts), tuple(needs)


def reason(context: str) -> str:
    """The first sentence, shortened at a word: the person's own words."""
    first = context.split(". ", 1)[0].rstrip(".")
    if len(first) <= LONGEST_REASON:
        return first
    return first[:LONGEST_REASON].rsplit(" ", 1)[0] + "…"


def fitting(kind: str, language: str, stage: str) -> tuple[str, ...]:
    """The lines of a kind that make sense for a business of this stage."""
    group = "selling" if stage in ("earning", "profitable") else "starting"
    return (*lines(language)[kind], *lines(language).get(f"{kind}_{group}", ()))


def pairs(kind: str, language: str, stage: str) -> list[tuple[str, str]]:
    """Questions, each with the answer that belongs to it."""
    found = []
    for line in fitting(kind, language, stage):
        question, answer = line.split(WITHIN_FIELD)
        found.append((question, answer))
    return found
