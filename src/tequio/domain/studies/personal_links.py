"""Personal links to the short form: 128 random bits, of which only the hash is kept."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import OuterRef, Subquery

from tequio.domain.site import survey_address
from tequio.survey_records.models import Case, PersonalLink, RespondentWish

BYTES: Final = 16
LIFETIME: Final = timedelta(days=60)
_READ: Final = (
    "case_id",
    "case__study_id",
    "case__form",
    "case__study__title_es",
    "case__study__title_en",
    "case__study__programme",
    "case__study__funder",
    "case__study__evaluator",
    "case__study__contact",
    "case__study__contacts_kept_until",
    "case__study__data_locked_at",
    "expires_at",
    "withdrawn_at",
)


class Standing(StrEnum):
    """What a known link leads to."""

    OPEN = "open"  # the form
    ANSWERED = "answered"  # the receipt; the answers can still be removed
    FINAL = "final"  # the receipt; the data are locked
    REMOVED = "removed"  # the answers were taken back
    CLOSED = "closed"  # nothing: expired, refused, or never answered before the lock


@dataclass(frozen=True)
class OpenLink:
    """What a known link leads to: a case without a name, and what the notice must say."""

    case_id: int
    study_id: int
    form: str
    standing: Standing
    study: Mapping[str, Any]


def make(*, case: Case, now: datetime) -> str:
    """A link's secret; the letter carries it, the database its hash."""
    token = secrets.token_urlsafe(BYTES)
    PersonalLink.objects.create(
        case=case, token_hash=hash_of(token), made_at=now, expires_at=now + LIFETIME
    )
    return token


def hash_of(token: str) -> bytes:
    """SHA-256 of any text, also of what no token can be."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def address_of(token: str) -> str:
    """The full address of a link, on the respondents' own surface."""
    return survey_address(f"/r/{token}/")


def look(*, token: str, now: datetime) -> OpenLink | None:
    """What a link leads to; nothing where there is no such link.

    One query whatever the case, so that the time it takes does not tell which it was.
    """
    wishes = RespondentWish.objects.filter(case=OuterRef("case_id")).order_by("made_at")
    removal = wishes.filter(kind=RespondentWish.Kind.REMOVE).values("made_at")
    refusal = wishes.exclude(kind=RespondentWish.Kind.REMOVE).values("made_at")
    found = (
        PersonalLink.objects.filter(token_hash=hash_of(token))
        .annotate(removed_at=Subquery(removal[:1]), refused_at=Subquery(refusal[:1]))
        .values(*_READ, "removed_at", "refused_at")
        .first()
    )
    if found is None:
        return None
    named = {name.removeprefix("case__study__"): value for name, value in found.items()}
    standing = _standing(named, now)
    return OpenLink(found["case_id"], found["case__study_id"], named["case__form"], standing, named)


def read(*, token: str, now: datetime) -> OpenLink | None:
    """A link that opens a form; nothing where it is unknown or leads to anything else."""
    link = look(token=token, now=now)
    return link if link is not None and link.standing is Standing.OPEN else None


def _standing(link: Mapping[str, Any], now: datetime) -> Standing:
    """A link is withdrawn when its answer is sent, and when somebody says no before that."""
    withdrawn, refused = link["withdrawn_at"], link["refused_at"]
    is_locked = link["data_locked_at"] is not None
    if withdrawn is not None and (refused is None or refused > withdrawn):
        if link["removed_at"] is not None:
            return Standing.REMOVED
        return Standing.FINAL if is_locked else Standing.ANSWERED
    is_over = refused is not None or is_locked or link["expires_at"] <= now
    return Standing.CLOSED if is_over else Standing.OPEN


def withdraw_all(*, case_id: int, now: datetime) -> int:
    """Closes every link of a case."""
    return PersonalLink.objects.filter(case_id=case_id, withdrawn_at__isnull=True).update(
        withdrawn_at=now
    )
