"""How soon a mentor replies, with the requests that stayed silent counted as infinite."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import bdtr

from mentor_matching.checks import column, share
from mentor_matching.errors import InvalidRecordError
from mentor_matching.forecast.reply_rate import FEWEST_REQUESTS


@dataclass(frozen=True)
class ReplyTime:
    """Days within which half of all requests are answered, with a band around that median.

    Infinity is meant: half of the requests, or the upper end of the band, got no reply.
    """

    median: float
    low: float
    high: float


def reply_time(days: npt.ArrayLike, *, coverage: float = 0.8) -> ReplyTime | None:
    """The median time to a reply of one mentor; None below 5 requests.

    `days` (n,) holds one value for every counted request, infinity where no reply came: a
    median over the replies alone would make the mentor who answers one in ten look fast.
    The band joins order statistics whose binomial(n, 1/2) coverage is at least `coverage`
    (David and Nagaraja, Order Statistics, 3rd ed., 7.1), the whole range if none is.

    Raises InvalidRecordError for what is no list of times, for NaN and times below 0, and for a
    coverage that does not lie above 0 and below 1.
    """
    tail = (1.0 - share("coverage", coverage, InvalidRecordError)) / 2.0
    t = np.sort(column("days", days, InvalidRecordError))
    if not np.all(t >= 0):
        raise InvalidRecordError("times to a reply must be numbers of at least 0, or infinity")
    n = t.size
    if n < FEWEST_REQUESTS:
        return None
    # The largest rank whose lower binomial tail still fits in half of what is not covered.
    tails = bdtr(np.arange(n), n, 0.5)
    rank = int(np.count_nonzero(tails <= tail))
    low = max(rank - 1, 0)
    # The lower middle value: an average of a number and infinity would say nothing.
    return ReplyTime(float(t[(n - 1) // 2]), float(t[low]), float(t[n - 1 - low]))
