"""What a season came to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from community_simulation.market.season.season import Season
from mentor_matching.congestion.concentration import gini, top_share
from mentor_matching.forecast.calibration import calibration


@dataclass(frozen=True)
class SeasonResult:
    """One rule's season; rates are NaN where nothing was asked.

    `reply_rate` is the share of requests that ended in a match; `without_room` the requests sent
    to mentors without a free place; `brier` and `calibration_error` judge the reply forecast on
    requests that were read.
    """

    rule: str
    matches_a_week: float
    by_week: tuple[int, ...]
    served: float
    reply_rate: float
    requests: int
    without_room: int
    asked_top_1_percent: float
    load_gini: float
    forecast_error: float
    brier: float
    calibration_error: float


def result_of(season: Season) -> SeasonResult:
    """The figures of a season that has been played."""
    requests, setting = season.requests, season.setting
    by_week = season.matches_by_week
    asked = np.bincount(requests.mentor, minlength=setting.n_mentors)
    judged = calibration(requests.forecast[requests.is_read], requests.replied[requests.is_read])
    served = len(np.unique(requests.person[requests.accepted]))
    gap = season.beliefs.mean - season.mentors.reply_rate
    return SeasonResult(
        rule=season.rule.name,
        matches_a_week=float(np.mean(by_week)) if by_week else float("nan"),
        by_week=tuple(by_week),
        served=served / season.n_people if season.n_people else float("nan"),
        reply_rate=float(requests.accepted.mean()) if len(requests) else float("nan"),
        requests=len(requests),
        without_room=int(np.count_nonzero(~requests.had_room)),
        asked_top_1_percent=top_share(asked, 0.01),
        load_gini=gini(asked),
        forecast_error=float(np.sqrt(np.mean(gap**2))) if gap.size else float("nan"),
        brier=judged.brier,
        calibration_error=judged.expected_error,
    )
