"""Who of the platform belongs into a frame, why the others do not, and what the logs say of them.

One query for all people: 20,000 take seconds. A person who is out has the first reason that holds.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from tequio.domain.studies.errors import WrongStage
from tequio.records.people import Person
from tequio.survey_records.models import Study

COLUMNS: Final = (
    "stage",
    "country",
    "gender",
    "language",
    "cohort",
    "log_asks",
    "log_replies",
    "log_conversations",
    "log_exchanges",
    "log_met",
    "log_m0",
    "log_m1",
    "log_m2",
    "log_m3",
    "log_m4",
    "log_first_ask",
)
REASONS: Final = (
    "account_closed",
    "not_entrepreneur",
    "staff",
    "test_account",
    "not_confirmed",
    "works_on_study",
    "not_adult",
    "do_not_contact",
    "other_country",
    "joined_outside",
    "asked_recently",
)
PEOPLE: Final = """
WITH asks AS (
    SELECT asker_id AS id, count(*) AS asks, min(sent_at) AS first_ask,
           count(*) FILTER (WHERE state IN ('accepted', 'declined') OR question_back <> '')
               AS replies
    FROM records_ask WHERE state <> 'withdrawn' AND sent_at <= %(now)s GROUP BY 1
), heard AS (
    SELECT k.id, k.entrepreneur_id, count(m.id) FILTER (WHERE m.author_id = k.mentor_id) AS advice,
           max(m.sent_at) - min(m.sent_at) AS span
    FROM records_conversation k
    LEFT JOIN records_message m ON m.conversation_id = k.id AND m.sent_at <= %(now)s
    WHERE k.opened_at <= %(now)s GROUP BY k.id
), talks AS (
    SELECT h.entrepreneur_id AS id, count(*) AS talks, sum(h.advice) AS exchanges,
           bool_or(h.advice > 0 AND h.span >= interval '90 days') AS lasted
    FROM heard h GROUP BY 1
), met AS (
    SELECT DISTINCT k.entrepreneur_id AS id
    FROM records_checkin i JOIN records_conversation k ON k.id = i.conversation_id
    WHERE i.person_id = k.entrepreneur_id AND i.talked IN ('yes', 'partly')
      AND i.answered_at <= %(now)s
), asked AS (
    SELECT DISTINCT l.person_id AS id
    FROM survey_records_study s
    JOIN survey_records_case c ON c.study_id = s.id
    JOIN records_studylink l ON l.study = s.public_id AND l.key = c.key
    WHERE s.drawn_at > %(a_year_ago)s AND NOT s.is_rehearsal AND s.public_id <> %(study)s
)
SELECT p.id, CASE
    WHEN NOT p.is_active OR p.erased_at IS NOT NULL THEN 'account_closed'
    WHEN NOT p.is_entrepreneur THEN 'not_entrepreneur'
    WHEN p.staff_role <> '' OR p.is_superuser THEN 'staff'
    WHEN split_part(lower(p.email), '@', 2) = ANY(%(test_domains)s) THEN 'test_account'
    WHEN NOT EXISTS (SELECT FROM account_emailaddress e WHERE e.user_id = p.id AND e.verified)
        THEN 'not_confirmed'
    WHEN EXISTS (SELECT FROM records_studymember w WHERE w.person_id = p.id
                 AND w.study = %(study)s) THEN 'works_on_study'
    WHEN p.adult_confirmed_at IS NULL THEN 'not_adult'
    WHEN EXISTS (SELECT FROM records_donotcontact d WHERE d.person_id = p.id
                 OR d.address_hash = sha256(convert_to(lower(btrim(p.email)), 'UTF8')))
        THEN 'do_not_contact'
    WHEN %(countries)s::text[] <> '{}' AND NOT p.country = ANY(%(countries)s)
        THEN 'other_country'
    WHEN p.joined_at < %(joined_from)s OR p.joined_at >= %(joined_until)s THEN 'joined_outside'
    WHEN %(leave_out_asked)s AND asked.id IS NOT NULL THEN 'asked_recently'
    ELSE '' END AS reason,
    coalesce(b.stage, ''), p.country, p.gender, p.language, p.joined_at,
    coalesce(asks.asks, 0), coalesce(asks.replies, 0), coalesce(talks.talks, 0),
    coalesce(talks.exchanges, 0), met.id IS NOT NULL, coalesce(talks.lasted, false), asks.first_ask
FROM records_person p
LEFT JOIN records_business b ON b.person_id = p.id
LEFT JOIN asks ON asks.id = p.id
LEFT JOIN talks ON talks.id = p.id
LEFT JOIN met ON met.id = p.id
LEFT JOIN asked ON asked.id = p.id
"""


@dataclass(frozen=True)
class Rule:
    """Who is eligible: entrepreneurs of these countries (all if none) who joined in a period."""

    countries: tuple[str, ...] = ()
    joined_from: date = date(2000, 1, 1)
    joined_until: date = date(2100, 1, 1)
    test_domains: tuple[str, ...] = ()
    leave_out_asked_recently: bool = False

    def as_content(self) -> dict[str, Any]:
        """For the record of the frame."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class Eligible:
    """The people of a frame with their facts, and how many are out for which reason."""

    people: tuple[int, ...]
    facts: tuple[dict[str, str], ...]
    out: dict[str, int]
    all: int


def eligible(*, study: Study, rule: Rule, now: datetime) -> Eligible:
    """Everybody whom the rule lets in; raises WrongStage where the period is turned round."""
    if rule.joined_from >= rule.joined_until:
        raise WrongStage("period")
    out: Counter[str] = Counter()
    people: list[int] = []
    facts: list[dict[str, str]] = []
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, _values(study, rule, now))
        for person, reason, *known in cursor.fetchall():
            if reason:
                out[reason] += 1
            else:
                people.append(person)
                facts.append(_facts(*known))
    counted = {reason: out[reason] for reason in REASONS if out[reason]}
    return Eligible(tuple(people), tuple(facts), counted, len(people) + out.total())


def entrepreneurs_today() -> int:
    """How many people a list of this platform could hold today at the very most."""
    return Person.objects.present().confirmed().filter(is_entrepreneur=True).count()


def _values(study: Study, rule: Rule, now: datetime) -> dict[str, Any]:
    zone = timezone.get_default_timezone()
    return {
        "now": now,
        "a_year_ago": now - timedelta(days=365),
        "study": study.public_id,
        "test_domains": [domain.lower() for domain in rule.test_domains],
        "countries": list(rule.countries),
        "joined_from": datetime.combine(rule.joined_from, datetime.min.time(), zone),
        "joined_until": datetime.combine(rule.joined_until, datetime.min.time(), zone),
        "leave_out_asked": rule.leave_out_asked_recently,
    }


def _facts(
    stage: str,
    country: str,
    gender: str,
    language: str,
    joined: datetime,
    asks: int,
    replies: int,
    talks: int,
    exchanges: int,
    met: bool,
    lasted: bool,
    first_ask: datetime | None,
) -> dict[str, str]:
    return {
        "stage": stage,
        "country": country,
        "gender": gender,
        "language": language,
        "cohort": half_year(joined),
        "log_asks": band(asks, (0, 1, 2, 4)),
        "log_replies": band(replies, (0, 1, 2, 4)),
        "log_conversations": band(talks, (0, 1, 2)),
        "log_exchanges": band(exchanges, (0, 1, 2, 5)),
        "log_met": str(int(met)),
        "log_m0": str(int(asks > 0)),
        "log_m1": str(int(replies > 0 or talks > 0)),
        "log_m2": str(int(exchanges >= 1)),
        "log_m3": str(int(exchanges >= 3)),
        "log_m4": str(int(lasted)),
        "log_first_ask": half_year(first_ask) if first_ask else "",
    }


def band(count: int, beginnings: tuple[int, ...]) -> str:
    """The band of a count: 0, 1, 2-3, 4+ for beginnings 0, 1, 2, 4."""
    place = max(n for n, beginning in enumerate(beginnings) if beginning <= count)
    since = beginnings[place]
    if place == len(beginnings) - 1:
        return f"{since}+"
    until = beginnings[place + 1] - 1
    return str(since) if until == since else f"{since}-{until}"


def half_year(moment: datetime) -> str:
    """2026-H1 or 2026-H2, in the time zone of the site."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{local.year}-H{1 if local.month <= 6 else 2}"


def countries_of_people() -> list[str]:
    """Codes of the countries that people named."""
    found = Person.objects.exclude(country="").values_list("country", flat=True).distinct()
    return sorted(found)
