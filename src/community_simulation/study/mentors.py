"""The mentors of a made-up community, and what they say when the study asks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from community_simulation.study.choices import Flags, Texts, some_of, weighted
from community_simulation.study.telling import TOPICS

WITHIN_DAYS: Final = 60
DELAYS: Final = {"day": 0.34, "three_days": 0.38, "week": 0.19, "later": 0.09}
WHY_SILENT: Final = {
    **{"busy": 0.62, "field": 0.34, "unclear": 0.41, "automated": 0.12, "inactive": 0.18},
    **{"failed": 0.05},
}
ASKED_ABOUT: Final = 1.6  # a mentor is asked about more topics than one person works on
UNEVEN: Final = 0.9  # standard deviation of the logarithm of the load


@dataclass(frozen=True)
class AnsweredMentor:
    """One mentor who was asked; `values` is None without an answer, `day` counts from the first."""

    key: str
    language: str
    values: Mapping[str, str] | None
    day: int


def ask_mentors(
    rng: np.random.Generator, *, asked: int, response: float, requests: float
) -> list[AnsweredMentor]:
    """Ask mentors with the questionnaire of ten questions.

    Args:
        rng: source of chance.
        asked: mentors who are asked.
        response: chance that one of them answers.
        requests: requests that a mentor got in 90 days, on average.
    """
    keys = [rng.bytes(16).hex() for _ in range(asked)]
    languages = np.where(rng.random(asked) < 0.15, "en", "es")
    answered = rng.random(asked) < response
    days = rng.integers(0, WITHIN_DAYS // 2, asked)
    told = _told(rng, asked, requests)
    return [
        AnsweredMentor(
            key=key,
            language=str(language),
            values=_of(told, row) if yes else None,
            day=int(day),
        )
        for row, (key, language, yes, day) in enumerate(
            zip(keys, languages, answered, days, strict=True)
        )
    ]


def _told(rng: np.random.Generator, n: int, requests: float) -> dict[str, Texts]:
    """What every mentor would say, by variable (n,); empty where a question does not apply.

    The load is uneven, and who has much of it answers a smaller share.
    """
    load = np.exp(UNEVEN * rng.standard_normal(n) - UNEVEN**2 / 2)
    asked = np.minimum(rng.poisson(requests * load), 1000)
    answered = rng.binomial(asked, np.clip(0.78 - 0.09 * load, 0.2, 0.95))
    mentees = np.minimum(rng.binomial(answered, 0.35), 200)
    hours = np.round(0.5 + mentees * rng.lognormal(0, 0.4, n), 1)
    silent: Flags = asked > answered
    why = some_of(rng, tuple(WHY_SILENT), list(WHY_SILENT.values()), n)
    topics = some_of(rng, tuple(TOPICS), np.clip(ASKED_ABOUT * _shares(), 0, 0.9), n)
    content = np.clip(np.rint(7.9 + 0.8 * (asked > 0) + 1.8 * rng.standard_normal(n)), 0, 10)
    goes_on = rng.random(n) < 0.7 + 0.15 * (answered > 0)
    return {
        "a_consent": np.full(n, "1", dtype=object),
        "m_requests_n": _texts(asked),
        "m_answered_n": np.where(asked > 0, _texts(answered), "").astype(object),
        "m_delay": np.where(answered > 0, weighted(rng, DELAYS, n), "").astype(object),
        "m_why_not": _joined(silent, [each or ["busy"] for each in why]),
        "m_mentees_n": _texts(mentees),
        "m_hours": np.array([f"{hour:g}" for hour in hours], dtype=object),
        "m_topics": _joined(np.ones(n, dtype=bool), [each or ["T01"] for each in topics]),
        "m_continue": _texts(goes_on.astype(int)),
        "i_nps": _texts(content.astype(int)),
    }


def _shares() -> np.ndarray:
    return np.array(list(TOPICS.values()))


def _texts(numbers: np.ndarray) -> Texts:
    return np.array([str(number) for number in numbers], dtype=object)


def _joined(condition: Flags, choices: list[list[str]]) -> Texts:
    return np.array(
        [" ".join(each) if yes else "" for yes, each in zip(condition, choices, strict=True)],
        dtype=object,
    )


def _of(told: Mapping[str, Texts], row: int) -> dict[str, str]:
    return {name: str(values[row]) for name, values in told.items() if values[row]}
