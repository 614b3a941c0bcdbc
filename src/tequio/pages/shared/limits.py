"""How often one may do what: the table in limits.toml decides; past it the answer is 429."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tequio.domain.people import standing
from tequio.domain.submissions import queries as submissions
from tequio.pages.shared import access_table, errors, kept_form, ways_back
from tequio.records import prepared
from tequio.records.audit import RecentUses
from tequio.records.people import Person

TABLE_FILE: Final = Path(__file__).with_name("limits.toml")
ACCOUNT_PAUSE: Final = 300
TAKEN: Final = "limit_taken"  # the attribute of a request that took a place
LONGEST_SUBJECT: Final = 64  # no identifier of ours is longer; an address may be
# One statement: who comes second waits for the row, then sees what the first has made of it.
TAKE: Final = """
INSERT INTO records_recentuses AS kept (key, moments, subjects, wait, used_at)
VALUES (%(key)s, ARRAY[%(now)s::float8], ARRAY[%(subject)s::text], 0, to_timestamp(%(now)s))
ON CONFLICT (key) DO UPDATE SET (moments, subjects, wait, used_at) = (
    SELECT CASE WHEN is_free AND NOT has_place THEN moments || %(now)s::float8 ELSE moments END,
           CASE WHEN is_free AND NOT has_place THEN subjects || %(subject)s::text
                ELSE subjects END,
           CASE WHEN is_free OR has_place THEN 0 ELSE earliest + %(seconds)s - %(now)s END,
           to_timestamp(%(now)s)
    FROM (SELECT coalesce(array_agg(moment), '{}') AS moments,
                 coalesce(array_agg(subject), '{}') AS subjects,
                 min(moment) AS earliest,
                 count(*) < %(most)s AS is_free,
                 %(subject)s <> '' AND coalesce(bool_or(subject = %(subject)s), false) AS has_place
          FROM unnest(kept.moments, kept.subjects) AS held (moment, subject)
          WHERE moment > %(now)s - %(seconds)s) AS counted)
RETURNING wait
"""
GIVE_BACK: Final = """
UPDATE records_recentuses
SET moments = moments[:cardinality(moments) - 1], subjects = subjects[:cardinality(subjects) - 1]
WHERE key = %s
"""


@dataclass(frozen=True)
class Limit:
    """How many uses of one page a window of time holds, and which requests count."""

    methods: str
    newcomer: int
    known: int
    hours: float
    distinct: str = ""
    searching: bool = False
    step: str = ""

    def counts(self, request: HttpRequest) -> bool:
        """Whether this request uses up one of the places."""
        searched = not self.searching or bool(request.GET)
        stepped = not self.step or request.POST.get("step") == self.step
        return request.method in self.methods.split() and searched and stepped


@cache
def table() -> dict[str, Limit]:
    """View name -> its limit, as written in limits.toml."""
    written = tomllib.loads(TABLE_FILE.read_text("utf-8"))
    return {name: Limit(**line) for name, line in written.items()}


class Limits:
    """Refuses, after the access table and before the view, what comes too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What a form refused as it was filled in has changed nothing and uses nothing up."""
        response = self.get_response(request)
        taken = getattr(request, TAKEN, "")
        if taken and response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
            give_back(taken)
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        limit = table().get(name)
        if limit is None or not request.user.is_authenticated or not limit.counts(request):
            return None
        if _is_repeat(request):
            return None
        now = timezone.now()
        subject = str(request.resolver_match.kwargs.get(limit.distinct, ""))[:LONGEST_SUBJECT]
        key = f"limit:{name}:{request.user.public_id}"
        wait = take(
            key,
            most=_most(limit, request.user, now),
            seconds=limit.hours * 3600,
            now=now.timestamp(),
            subject=subject,
        )
        if wait:
            return _refused(request, name, wait)
        if not limit.distinct:  # a subject that had a place took none: there is none to give back
            setattr(request, TAKEN, key)
        return None


def _refused(request: HttpRequest, name: str, wait: int) -> HttpResponse:
    """The text waits for who opens the page again: the same, or the one that the form stood on."""
    if request.method != "POST":
        return errors.too_many(request, retry_after=wait)
    is_page = "GET" in (access_table.rule_for(name) or {})
    is_kept = kept_form.keep(request) and is_page
    back = request.get_full_path() if is_page else ways_back.form_stood_on(request)
    return errors.too_many(request, retry_after=wait, back=back, is_kept=is_kept)


def _is_repeat(request: HttpRequest) -> bool:
    """Whether this form was carried out before: it gets the first answer and changes nothing."""
    key = request.POST.get("idempotency_key", "") if request.method == "POST" else ""
    return bool(key) and submissions.was_carried_out(by=request.user, key=key)


def _most(limit: Limit, person: Person, now: datetime) -> int:
    """Where the two are equal nobody's standing is asked for."""
    is_known = limit.known == limit.newcomer or standing.is_known(person, now=now)
    return limit.known if is_known else limit.newcomer


def take(key: str, *, most: int, seconds: float, now: float, subject: str = "") -> int:
    """Takes one of `most` places in the last `seconds`; 0, or whole seconds until one is free.

    A `subject` that has a place already takes no other. Processes take turns at the row, so
    that two of them never give the last place twice.
    """
    asked = {"key": key, "most": most, "seconds": seconds, "now": now, "subject": subject}
    [(wait,)] = prepared.rows(TAKE, asked)
    return max(1, round(wait)) if wait else 0


def give_back(key: str) -> None:
    """Frees the place taken last."""
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, [key])


def forget(keys: Iterable[str]) -> None:
    """Gives every place back: who got it right starts anew."""
    RecentUses.objects.filter(pk__in=keys).delete()


def too_fast(request: HttpRequest) -> HttpResponse:
    """The answer of django-allauth's limits (and handler429 of the site)."""
    return errors.too_many(request, retry_after=ACCOUNT_PAUSE)
