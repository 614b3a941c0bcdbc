"""Everybody who signed up, with what is true of them and what the platform's logs show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from community_simulation.study.choices import (
    Flags,
    Floats,
    Texts,
    banded,
    likeliest,
    texts,
    weighted,
)
from community_simulation.study.presets import Preset

STAGES: Final = {"idea": 0.29, "operational": 0.23, "earning": 0.30, "profitable": 0.18}
COUNTRIES: Final = {"MX": 0.55, "GT": 0.35, "CO": 0.06, "US": 0.04}
GENDERS: Final = {"f": 0.55, "m": 0.43, "x": 0.02}
COHORTS: Final = {"2023-H2": 0.15, "2024-H1": 0.2, "2024-H2": 0.3, "2025-H1": 0.35}
ENGLISH: Final = {"MX": 0.12, "GT": 0.08, "CO": 0.1, "US": 0.7}
ASKS: Final = ((0, "0"), (1, "1"), (2, "2-3"), (4, "4+"))
CONVERSATIONS: Final = ((0, "0"), (1, "1"), (2, "2+"))
EXCHANGES: Final = ((0, "0"), (1, "1"), (2, "2-4"), (5, "5+"))
TIERS: Final = 5

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SignUps:
    """Who signed up, (N,) each; `drive` is what nobody records and everything depends on."""

    key: Texts
    permanent_number: Floats
    stage: Texts
    country: Texts
    gender: Texts
    language: Texts
    cohort: Texts
    drive: Floats
    eligible: Flags

    def __len__(self) -> int:
        return len(self.key)


@dataclass(frozen=True, eq=False)
class Funnel:
    """How far each got, (N,): mentors written to, who replied, exchanges with advice, and so on.

    `tier` is -1 for those who wrote to nobody, else the highest of M0 to M4 that is true.
    """

    asks: Integers
    replies: Integers
    exchanges: Integers
    hours: Floats
    months: Floats
    tier: Integers

    def reached(self, tier: int) -> Flags:
        """Who got at least as far."""
        return self.tier >= tier


def sign_ups(rng: np.random.Generator, preset: Preset) -> SignUps:
    """The people of the frame.

    Args:
        rng: source of chance.
        preset: size of the frame and share of accounts that are no entrepreneur's.
    """
    n = preset.people
    country = weighted(rng, COUNTRIES, n)
    english = rng.random(n) < np.array([ENGLISH[each] for each in country])
    eligible = np.ones(n, dtype=bool)
    eligible[rng.permutation(n)[: round(n * preset.ineligible)]] = False
    return SignUps(
        key=texts([rng.bytes(16).hex() for _ in range(n)]),
        permanent_number=rng.random(n),
        stage=weighted(rng, STAGES, n),
        country=country,
        gender=weighted(rng, GENDERS, n),
        language=np.where(english, "en", "es").astype(object),
        cohort=weighted(rng, COHORTS, n),
        drive=rng.standard_normal(n),
        eligible=eligible,
    )


def funnel(rng: np.random.Generator, people: SignUps, preset: Preset) -> Funnel:
    """How far everybody got; exactly round(N p) of all people reach M2.

    Whoever writes, is answered and goes on does so with log-odds that grow with drive, with time
    on the platform, and with a business that already runs.
    """
    n = len(people)
    running = np.isin(people.stage, ["earning", "profitable"])
    early = np.isin(people.cohort, ["2023-H2", "2024-H1"])
    pull = 0.35 * people.drive + 0.25 * early + 0.1 * running + 0.1 * (people.gender == "f")
    mentored = round(n * preset.mentored_share)
    wrote = min(round(n * (0.35 + 0.9 * preset.mentored_share)), n)
    answered = min(round(mentored / 0.8), wrote)
    m0 = likeliest(rng, pull, people.eligible, wrote)
    m1 = likeliest(rng, pull, m0, answered)
    m2 = likeliest(rng, pull, m1, mentored)
    m3 = likeliest(rng, pull, m2, round(0.55 * mentored))
    m4 = likeliest(rng, pull, m3, round(0.18 * mentored))
    asks = np.where(m0, 1 + rng.poisson(1.3 + 0.6 * m1, n), 0)
    replies = np.where(m1, np.minimum(1 + rng.poisson(0.4, n), asks), 0)
    exchanges = np.where(m3, 3 + rng.poisson(2.5, n), np.where(m2, 1 + (rng.random(n) < 0.4), 0))
    hours = np.where(m2, np.maximum(0.2, 0.4 * exchanges * rng.lognormal(0, 0.3, n)), 0.0)
    hours = np.where(m2 & ~m3, np.minimum(hours, 0.9), hours)
    months = np.where(m4, 3 + rng.exponential(2.0, n), np.where(m2, rng.uniform(0, 2.9, n), 0))
    tier = m0.astype(np.int64) + m1 + m2 + m3 + m4 - 1
    return Funnel(asks, replies, exchanges.astype(np.int64), hours, months, tier)


def logged_tier(rng: np.random.Generator, true: Funnel, preset: Preset) -> Integers:
    """The tier that the logs show: some met elsewhere, and some messages were no advice."""
    n = len(true.tier)
    unseen = true.reached(2) & (rng.random(n) < preset.unseen)
    misseen = (true.tier == 1) & (rng.random(n) < preset.misseen)
    shown = np.where(unseen, 1, np.where(misseen, 2, true.tier))
    return shown.astype(np.int64)


def frame_columns(
    rng: np.random.Generator, people: SignUps, true: Funnel, shown: Integers
) -> dict[str, Texts]:
    """The frame as text, column by column: facts of the sign-up and bands of the log."""
    n = len(people)
    seen = shown >= 2
    exchanges = np.where(seen, np.maximum(true.exchanges, 1), 0)
    met = seen & (true.hours > 0.5) & (rng.random(n) < 0.6)
    columns = {
        "key": people.key,
        "permanent_number": texts([repr(float(number)) for number in people.permanent_number]),
        "stage": people.stage,
        "country": people.country,
        "gender": people.gender,
        "language": people.language,
        "cohort": people.cohort,
        "log_asks": banded(true.asks, ASKS),
        "log_replies": banded(true.replies, ASKS),
        "log_conversations": banded(np.where(shown >= 1, true.replies, 0), CONVERSATIONS),
        "log_exchanges": banded(exchanges, EXCHANGES),
        "log_met": texts(met.astype(int)),
    }
    for tier in range(TIERS):
        columns[f"log_m{tier}"] = texts((shown >= tier).astype(int))
    columns["log_first_ask"] = np.where(true.reached(0), people.cohort, "").astype(object)
    return columns
