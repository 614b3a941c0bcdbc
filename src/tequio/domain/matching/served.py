"""Whether every group of people who ask finds somebody about as often."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Case, F, Max, Value, When
from django.db.models.functions import Coalesce

from mentor_matching.congestion.served import ServedRate, served_rates
from tequio.records.asks import Ask, AskState

GROUPS: Final = ("language", "gender", "country", "stage")
IS_ACCEPTED: Final = Case(When(state=AskState.ACCEPTED, then=1), default=0)


def served(*, since: datetime, until: datetime) -> dict[str, tuple[ServedRate, ...]]:
    """Of those who asked in the period, the share with an accepted ask, by each grouping.

    Asks that may still be answered, and those withdrawn, do not count.
    """
    old_enough = until - timedelta(days=settings.DAYS_TO_ANSWER)
    rows = (
        Ask.objects.filter(sent_at__gte=since, sent_at__lt=old_enough)
        .exclude(state=AskState.WITHDRAWN)
        .values("asker")
        .annotate(
            accepted=Max(IS_ACCEPTED),
            language=Max(Coalesce(F("asker__languages__0"), F("asker__language"))),
            gender=Max("asker__gender"),
            country=Max("asker__country"),
            stage=Max(Coalesce("asker__business__stage", Value(""))),
        )
        .values_list("accepted", *GROUPS)
    )
    people = list(rows)
    was_served = [bool(row[0]) for row in people]
    return {
        group: served_rates([str(row[place]) for row in people], was_served)
        for place, group in enumerate(GROUPS, start=1)
    }
