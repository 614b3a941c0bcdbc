"""How an ask ended that counts as taken back: by its asker, or because something else did."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from tequio.records.asks import Ask, AskState
from tequio.records.audit import AuditEvent
from tequio.records.people import Person

TAKEN_BACK: Final = "taken_back"
ACCOUNT_CLOSED: Final = "account_closed"
LOOKS_BACK: Final = timedelta(days=settings.DAYS_TO_ANSWER)


def cause(ask: Ask) -> str:
    """A code, of the file of changes; empty where another thing ended it or the file is gone."""
    ended = _steps().filter(subject_id=ask.pk).order_by("-pk").first()
    if ended is None:
        return ""
    return TAKEN_BACK if ended.action == "asks.withdraw" else str(ended.detail.get("cause", ""))


def taken_back_lately(mentor: Person, now: datetime) -> QuerySet[Ask]:
    """Asks that a mentor held until their asker took them back in these days, the latest first."""
    lately = _steps().filter(
        subject_id=OuterRef("pk"), action="asks.withdraw", happened_at__gt=now - LOOKS_BACK
    )
    held = Ask.objects.of(mentor).filter(mentor=mentor, state=AskState.WITHDRAWN)
    return held.filter(Exists(lately)).order_by("-sent_at")


def _steps() -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(
        subject_type=Ask._meta.model_name, action__in=("asks.withdraw", "asks.end")
    )
