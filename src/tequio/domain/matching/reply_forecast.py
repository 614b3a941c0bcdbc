"""Whether the forecast of acceptance keeps its word."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.db.models import Q

from mentor_matching.forecast.calibration import Calibration, calibration
from mentor_matching.forecast.reply_rate import reply_rates
from mentor_matching.forecast.running_record import running_record
from tequio.domain.mentors import reply_prior
from tequio.records.asks import Ask, AskState

LOOKS_BACK: Final = timedelta(days=365)
SECONDS_A_DAY: Final = 86_400.0
Floats = npt.NDArray[np.float64]


def reply_forecast(*, since: datetime, until: datetime) -> Calibration:
    """Each ask of the period beside what its mentor's record said the day it was sent.

    The record is that of asks old enough by then; only the prior is of today, fitted with what
    came later too. Counted as for the record: with room, old enough, not withdrawn, decided.
    """
    prior = reply_prior.current()
    forecasts, outcomes = [np.empty(0)], [np.empty(0)]
    for sent, accepted in _by_mentor(since - LOOKS_BACK, until):
        asked = sent >= since.timestamp() / SECONDS_A_DAY
        yes, of = running_record(sent, accepted, old_enough_days=settings.DAYS_TO_ANSWER)
        forecasts.append(reply_rates(yes[asked], of[asked], prior).mean)
        outcomes.append(accepted[asked])
    return calibration(np.concatenate(forecasts), np.concatenate(outcomes))


def _by_mentor(since: datetime, until: datetime) -> Iterator[tuple[Floats, Floats]]:
    """For each mentor the days on which decided asks came, and which of them were accepted."""
    old_enough = until - timedelta(days=settings.DAYS_TO_ANSWER)
    undecided = Q(state=AskState.QUESTION_BACK) | Q(state=AskState.WAITING, due_at__gt=until)
    rows = (
        Ask.objects.filter(arrived_with_room=True, sent_at__gte=since, sent_at__lt=old_enough)
        .exclude(undecided | Q(state=AskState.WITHDRAWN))
        .order_by("mentor_id", "sent_at")
        .values_list("mentor_id", "sent_at", "state")
    )
    for _, asks in groupby(rows.iterator(), key=itemgetter(0)):
        told = [
            (at.timestamp() / SECONDS_A_DAY, state == AskState.ACCEPTED) for _, at, state in asks
        ]
        sent, accepted = np.array(told, float).T
        yield sent, accepted
