"""What is expected of a mentor before anything is known: fitted from all mentors each night."""

from datetime import datetime
from typing import Final

from mentor_matching.forecast.prior import FIRST_WEEKS, BetaPrior, fit_prior
from tequio.records.people import ReplyPrior, ReplyRecord

THE_ROW: Final = 1


def fit_again(*, now: datetime) -> BetaPrior:
    """Fits acceptance across mentors to the records of all of them, and keeps the result.

    An ask that is open after a question back is no acceptance here: there are few at a time.
    """
    counted = ReplyRecord.objects.filter(received__gt=0)
    records = list(counted.values_list("accepted", "received"))
    prior = fit_prior([yes for yes, _ in records], [of for _, of in records])
    ReplyPrior.objects.update_or_create(
        pk=THE_ROW,
        defaults={"a": prior.a, "b": prior.b, "mentors": len(records), "fitted_at": now},
    )
    return prior


def current() -> BetaPrior:
    """The prior of last night; that of the first weeks before there was one."""
    row = ReplyPrior.objects.filter(pk=THE_ROW).first()
    return BetaPrior(row.a, row.b) if row else FIRST_WEEKS
