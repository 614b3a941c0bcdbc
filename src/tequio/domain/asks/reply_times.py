"""How long a mentor held an ask until the first reply, by the clock that both of them see."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Case, DurationField, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from tequio.records.asks import Ask

WAITED: Final = ExpressionWrapper(F("answered_at") - F("sent_at"), DurationField())
UNTIL_ASKED_BACK: Final = ExpressionWrapper(F("paused_at") - F("sent_at"), DurationField())
TIME_GIVEN: Final = ExpressionWrapper(F("due_at") - F("sent_at"), DurationField())


def held_for(asks: "QuerySet[Ask]") -> Iterator[tuple[int, timedelta | None]]:
    """Mentor and time of each ask, mentor by mentor; None without a reply in the ask's time.

    The clock stands while a question back waits, so that nobody holds an ask for longer than its
    time. The moment of a question back is stored only while it waits. Later the rest of the
    mentor's time until the answer stands for it, or all of the time where no answer came: the
    reply was no later than that.
    """
    life = timedelta(days=settings.DAYS_TO_ANSWER)
    all_of_it = Value(life, DurationField())
    more_time = ExpressionWrapper(TIME_GIVEN - all_of_it, DurationField())
    stood = Greatest(more_time, Value(timedelta(), DurationField()))
    held = ExpressionWrapper(WAITED - stood, DurationField())
    asked_back = Least(Coalesce(UNTIL_ASKED_BACK, held, all_of_it), all_of_it)
    times = asks.annotate(waited=WAITED).annotate(
        held=Case(
            When(~Q(question_back=""), then=asked_back),
            When(waited__lte=life, then=F("waited")),
            default=None,
            output_field=DurationField(),
        )
    )
    yield from times.order_by("mentor_id").values_list("mentor_id", "held").iterator()
