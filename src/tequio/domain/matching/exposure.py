"""How evenly asks fall on mentors."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from mentor_matching.congestion.concentration import gini, top_share
from tequio.records.people import Mentor


@dataclass(frozen=True)
class Exposure:
    """Shares of all asks of the period that went to the most asked mentors; NaN without asks."""

    asks: int
    mentors: int
    asked_mentors: int
    top_1: float
    top_10: float
    gini: float


def exposure(*, since: datetime, until: datetime) -> Exposure:
    """Over everybody who offers help today, those nobody asked included."""
    in_period = Q(
        person__asks_received__sent_at__gte=since, person__asks_received__sent_at__lt=until
    )
    asks = list(
        Mentor.objects.filter(person__is_active=True, person__is_mentor=True)
        .exclude(areas=[])
        .annotate(asks=Count("person__asks_received", filter=in_period))
        .values_list("asks", flat=True)
    )
    return Exposure(
        asks=sum(asks),
        mentors=len(asks),
        asked_mentors=sum(number > 0 for number in asks),
        top_1=top_share(asks, 0.01),
        top_10=top_share(asks, 0.1),
        gini=gini(asks),
    )
