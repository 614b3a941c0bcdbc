"""The whole made-up study: a community, its frame, and the field work on whoever was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from community_simulation.study.answering import answer
from community_simulation.study.attempts import ANSWERED, Try, more_tries, tries
from community_simulation.study.choices import Flags, Texts
from community_simulation.study.community import (
    Funnel,
    SignUps,
    frame_columns,
    funnel,
    logged_tier,
    sign_ups,
)
from community_simulation.study.mentors import AnsweredMentor, ask_mentors
from community_simulation.study.outcomes import Effects, business
from community_simulation.study.presets import Preset
from community_simulation.study.responding import Sampled, followed_up, outcomes
from community_simulation.study.telling import answers_of_all

QUARTERS = 8  # from the first cohort to the survey


@dataclass(frozen=True, eq=False)
class StudiedCommunity:
    """Everybody, what is true of them, and what the platform knows.

    Attributes:
        preset: what it was made from.
        people: sign-ups (N,).
        true: how far each really got (N,).
        shown: the tier that the logs show (N,).
        frame: the frame's columns as text (N,).
        told: what each would truthfully answer, by variable (N,).
    """

    preset: Preset
    people: SignUps
    true: Funnel
    shown: NDArray[np.int64]
    frame: Mapping[str, Texts]
    told: Mapping[str, Texts]

    def frame_rows(self) -> list[dict[str, str]]:
        """One dictionary a person."""
        return _rows(self.frame)


@dataclass(frozen=True)
class DrawnCase:
    """A case as the study drew it: whose it is, and which form it got."""

    key: str
    form: str


@dataclass(frozen=True)
class Worked:
    """What the field brought back for one case; `values` is None without an answer."""

    key: str
    form: str
    attempts: tuple[Try, ...]
    values: Mapping[str, str] | None
    language: str
    is_partial: bool


def make_community(
    rng: np.random.Generator, preset: Preset, effects: Effects | None = None
) -> StudiedCommunity:
    """Make a community up.

    Args:
        rng: source of chance.
        preset: how large, how many are mentored.
        effects: what mentoring changes; those of `outcomes` and of the preset without them.
    """
    people = sign_ups(rng, preset)
    true = funnel(rng, people, preset)
    shown = logged_tier(rng, true, preset)
    made = business(rng, people, true, effects or Effects(ahead=preset.ahead))
    return StudiedCommunity(
        preset=preset,
        people=people,
        true=true,
        shown=shown,
        frame=frame_columns(rng, people, true, shown),
        told=answers_of_all(rng, people, true, made),
    )


def work_the_field(
    rng: np.random.Generator, community: StudiedCommunity, cases: Sequence[DrawnCase]
) -> list[Worked]:
    """Try every case, and write down what those say who answer.

    Raises:
        NotEnoughPeople: the preset's exact counts cannot be had from the cases drawn.
        KeyError: a case is not in the frame.
    """
    at = _places(community, [case.key for case in cases])
    detailed = np.array([case.form == "detailed" for case in cases], dtype=bool)
    sampled = _sampled(community, at, detailed)
    ends = outcomes(rng, sampled, community.preset)
    return [
        Worked(
            key=case.key,
            form=case.form,
            attempts=tuple(tries(rng, end, detailed=case.form == "detailed")),
            values=_values(rng, community, row, case.form, end),
            language=str(community.people.language[row]),
            is_partial=end == "unfinished",
        )
        for case, row, end in zip(cases, at, ends, strict=True)
    ]


def follow_up(
    rng: np.random.Generator,
    community: StudiedCommunity,
    drawn: Sequence[str],
    earlier: Mapping[str, int],
) -> list[Worked]:
    """Try the drawn silent ones again by telephone, with the short form.

    Args:
        rng: source of chance.
        community: whose truth decides what they say.
        drawn: keys of the subsample.
        earlier: number of attempts so far, by key.
    """
    at = _places(community, drawn)
    mentored = community.true.reached(2)[at]
    answered = followed_up(rng, mentored, community.people.eligible[at], community.preset)
    return [
        Worked(
            key=key,
            form="short",
            attempts=tuple(more_tries(rng, earlier[key], answered=bool(yes))),
            values=_values(rng, community, row, "short", "complete" if yes else "silence"),
            language=str(community.people.language[row]),
            is_partial=False,
        )
        for key, row, yes in zip(drawn, at, answered, strict=True)
    ]


def mentors_asked(rng: np.random.Generator, community: StudiedCommunity) -> list[AnsweredMentor]:
    """Ask the mentors, who share out the requests that everybody wrote in an average quarter."""
    preset = community.preset
    requests = float(community.true.asks.sum()) / QUARTERS / preset.mentors
    return ask_mentors(
        rng, asked=preset.mentors, response=preset.mentor_response, requests=requests
    )


def _sampled(community: StudiedCommunity, at: NDArray[np.intp], detailed: Flags) -> Sampled:
    direction = community.told["g_rev_dir"][at]
    return Sampled(
        mentored=community.true.reached(2)[at],
        shown=community.shown[at],
        early=np.isin(community.people.stage[at], ["idea", "operational"]),
        grown=np.isin(direction, ["4", "5"]),
        eligible=community.people.eligible[at],
        country=community.people.country[at],
        detailed=detailed,
    )


def _values(
    rng: np.random.Generator, community: StudiedCommunity, row: int, form: str, end: str
) -> dict[str, str] | None:
    if end not in ANSWERED:
        return None
    return answer(
        rng,
        community.told,
        row,
        detailed=form == "detailed",
        finished=end == "complete",
        refusal=community.preset.item_refusal,
    )


def _places(community: StudiedCommunity, keys: Sequence[str]) -> NDArray[np.intp]:
    place = {str(key): row for row, key in enumerate(community.people.key)}
    return np.array([place[key] for key in keys], dtype=np.intp)


def _rows(columns: Mapping[str, Texts]) -> list[dict[str, str]]:
    names = list(columns)
    return [
        dict(zip(names, map(str, row), strict=True)) for row in zip(*columns.values(), strict=True)
    ]
