"""Personal links to the short form: 128 random bits, of which only the hash is kept."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef

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


@dataclass(frozen=True)
class OpenLink:
    """What a usable link opens: a case without a name, and what the notice must say."""

    case_id: int
    study_id: int
    form: str
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


def read(*, token: str, now: datetime) -> OpenLink | None:
    """What a link opens; nothing where it is unknown, expired, withdrawn, used or too late.

    One query whatever the case, so that the time it takes does not tell which it was. A link
    whose answer was sent was withdrawn with the sending.
    """
    wishes = RespondentWish.objects.filter(case=OuterRef("case_id"))
    found = (
        PersonalLink.objects.filter(token_hash=hash_of(token))
        .annotate(is_refused=Exists(wishes))
        .values(*_READ, "is_refused")
        .first()
    )
    if found is None or found["is_refused"]:
        return None
    is_over = found["case__study__data_locked_at"] is not None or found["expires_at"] <= now
    if is_over or found["withdrawn_at"] is not None:
        return None
    named = {name.removeprefix("case__study__"): value for name, value in found.items()}
    return OpenLink(found["case_id"], found["case__study_id"], found["case__form"], named)


def withdraw_all(*, case_id: int, now: datetime) -> int:
    """Closes every link of a case."""
    return PersonalLink.objects.filter(case_id=case_id, withdrawn_at__isnull=True).update(
        withdrawn_at=now
    )
