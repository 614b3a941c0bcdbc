"""What a rehearsal is about: how large, how many are mentored, and who keeps silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SEED_SAMPLED: Final = 4000
SEED_ANSWERED: Final = 900
SEED_MENTORED: Final = 238


class UnknownPreset(ValueError):
    """There is no rehearsal of that name."""


@dataclass(frozen=True)
class ExactCounts:
    """Counts that the field work must end with, whatever is true of the silent.

    `early` is how many of the mentored who answered had an idea or no sales when they signed up,
    `grown` how many of them say that their sales grew. The `follow_up` numbers are drawn,
    reached, and mentored among the reached; None leaves the last to chance.
    """

    detailed: int = 400
    short: int = 494
    unfinished: int = 6
    mentored: int = SEED_MENTORED
    early: int = 119
    grown: int = 48
    follow_up_reached: int = 186
    follow_up_mentored: int | None = None

    @property
    def answered(self) -> int:
        """Everybody who is called a respondent."""
        return self.detailed + self.short + self.unfinished


@dataclass(frozen=True)
class Preset:
    """One community and its field work.

    Attributes:
        name: as typed.
        people: sign-ups in the frame, N.
        sampled: cases drawn, n.
        mentored_share: true share of the frame with an exchange (M2).
        response: share of the eligible who answer.
        leaning: change in the log-odds of answering for those whom the logs show as mentored;
            half of it already for those whom they show with a reply.
        ahead: how far ahead of the others the mentored were anyway (`Effects.ahead`).
        ineligible: share of the frame that turns out not to be an entrepreneur's account.
        unseen: share of the mentored whom the logs do not show (they met elsewhere).
        misseen: share of those with a reply and no advice whom the logs show as mentored.
        item_refusal: share of sensitive answers that are refused.
        detailed_share: share of cases with the detailed form.
        follow_up_share: of the silent, tried again.
        follow_up_response: share of them who then answer.
        mentors: mentors who are asked, and who take the requests of everybody.
        mentor_response: share of them who answer.
        exact: counts to end with, or None for chance alone.
    """

    name: str
    people: int = 10_000
    sampled: int = 2_500
    mentored_share: float = 0.15
    response: float = 0.35
    leaning: float = 0.0
    ahead: float = 0.0
    ineligible: float = 0.01
    unseen: float = 0.06
    misseen: float = 0.04
    item_refusal: float = 0.03
    detailed_share: float = 0.45
    follow_up_share: float = 0.10
    follow_up_response: float = 0.60
    mentors: int = 240
    mentor_response: float = 0.5
    exact: ExactCounts | None = None


def seed_2020(k: float = 0.5) -> Preset:
    """The counts 4,000 / 900 / 238 with a truth behind them that they do not show.

    Args:
        k: share mentored among the silent over the share among those who answered.

    The true share is p = 238/4000 + (3100/4000) k (238/900).

    >>> [round(seed_2020(k).mentored_share, 4) for k in (0.10, 0.25, 0.50, 1.0)]
    [0.08, 0.1107, 0.162, 0.2644]
    """
    if not 0.1 <= k <= 1.25:
        raise UnknownPreset(f"k is {k}; the counts were made for 0.1 to 1.25.")
    among_answered = SEED_MENTORED / SEED_ANSWERED
    silent = 1 - SEED_ANSWERED / SEED_SAMPLED
    return Preset(
        name="seed-2020",
        sampled=SEED_SAMPLED,
        mentored_share=SEED_MENTORED / SEED_SAMPLED + silent * k * among_answered,
        response=SEED_ANSWERED / SEED_SAMPLED,
        ineligible=0.0,
        detailed_share=400 / 894,
        exact=ExactCounts(follow_up_mentored=28 if k == 0.5 else None),
    )


def preset_named(name: str, *, truth: float = 0.5) -> Preset:
    """The preset of a name; `truth` is k, which only `seed-2020` has.

    Raises:
        UnknownPreset: naming the ones there are.

    >>> preset_named("biased").leaning > preset_named("honest").leaning
    True
    """
    if name == "seed-2020":
        return seed_2020(truth)
    if name == "honest":
        return Preset(name="honest")
    if name == "biased":
        return Preset(name="biased", leaning=1.8, ahead=1.0)
    raise UnknownPreset(f"There is no preset {name!r}; there are seed-2020, honest and biased.")
