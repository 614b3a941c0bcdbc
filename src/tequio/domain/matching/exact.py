"""The same suggestions by one exact query: the yardstick of the index, and what stands in for it.

Rules and scores are those of `mentor_matching.ranking`, with its weights. What only a programme
or an explicit wish asks for (gender, programmes, named mentors) is not part of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from mentor_matching import vocabulary
from mentor_matching.forecast.prior import BetaPrior
from mentor_matching.forecast.reply_rate import FEWEST_REQUESTS
from mentor_matching.index.codes import DIVISION
from mentor_matching.ranking import Nobody, Seeker, Suggestion
from mentor_matching.ranking.spread import (
    Candidate,
    fill_places,
    have_a_seat,
    needs_covered,
    spread,
)
from mentor_matching.reasons.explain import Evidence, reasons_from
from mentor_matching.scores.weights import ACCEPTANCE, INTEREST
from tequio.domain.asks import rules
from tequio.domain.matching.index import employer_number, reply_days, room_of
from tequio.domain.matching.loads import USUAL_ACCEPTANCE
from tequio.records.people import Mentor

FINALISTS: Final = 40
SCORES: Final = """
WITH permitted AS (
    SELECT m.person_id AS id, m.employer, m.areas, m.industries, m.stages, p.country,
           coalesce(r.received, 0) AS received,
           coalesce(r.weighted_accepted, 0) + %(a)s AS yes,
           coalesce(r.weighted_received, 0) + %(a)s + %(b)s AS asked,
           coalesce(l.waiting, 0) * %(usual_acceptance)s AS load,
           m.places_a_month - coalesce(l.waiting, 0) - CASE
               WHEN l.month = date_trunc('month', t.today)::date THEN l.used ELSE 0 END AS free
    FROM records_mentor m
    JOIN records_person p ON p.id = m.person_id
    LEFT JOIN records_mentorload l ON l.mentor_id = m.person_id
    LEFT JOIN records_replyrecord r ON r.mentor_id = m.person_id
    CROSS JOIN LATERAL (SELECT (%(now)s AT TIME ZONE p.time_zone)::date AS today) t
    WHERE m.areas && %(areas)s::varchar[] AND m.areas <@ %(known_areas)s::varchar[]
      AND p.languages && %(languages)s::varchar[]
      AND p.is_active AND p.is_mentor AND p.adult_confirmed_at IS NOT NULL
      AND (m.paused_until IS NULL OR t.today >= m.paused_until)
      AND (NOT %(same_country_only)s OR p.country = %(country)s)
      AND m.person_id <> ALL(%(excluded)s::bigint[])
), factors AS (
    SELECT id, employer, areas, received,
           1 / (1 + exp(-(%(f_base)s + %(f_needs)s * least(1, n.fit)
               + %(f_industry)s * (0.5 * i.same + 0.5 * i.near)
               + %(f_country)s * (country <> '' AND country = %(country)s)::int))) AS f,
           least(1, q.rate + sqrt(q.rate * (1 - q.rate) / (asked + 1)))
               / (1 + exp(-(%(g_base)s + %(g_industry)s
               + %(g_stage)s * (stages = '{}' OR %(stage)s = ANY(stages))::int))) AS g,
           exp(-load) * (SELECT sum(power(load, k) / factorial(k)::float8)
                         FROM generate_series(0, free - 1) k) AS pi
    FROM permitted
    CROSS JOIN LATERAL (SELECT yes / asked AS rate) q
    CROSS JOIN LATERAL (
        SELECT sum(need.strength) AS fit
        FROM unnest(%(areas)s::varchar[], %(strengths)s::float8[]) need(area, strength)
        WHERE need.area = ANY(areas)) n
    CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(class = %(industry)s), false)::int AS same,
               coalesce(bool_or(left(class, %(division)s) = left(%(industry)s, %(division)s)),
                        false)::int AS near
        FROM unnest(industries) class WHERE %(industry)s <> '') i
    WHERE free > 0
), ranked AS (SELECT *, f * g * pi AS score FROM factors)
(SELECT * FROM ranked ORDER BY score DESC, id LIMIT %(count)s)
UNION
(SELECT * FROM ranked WHERE received < %(fewest)s ORDER BY score DESC, id LIMIT %(fresh)s)
UNION
(SELECT * FROM ranked WHERE received >= %(fewest)s ORDER BY score DESC, id LIMIT %(fresh)s)
UNION
(SELECT covering.* FROM unnest(%(strongest)s::varchar[]) need
 CROSS JOIN (VALUES (true), (false)) kind (is_new)
 CROSS JOIN LATERAL (
    SELECT * FROM ranked WHERE need = ANY(areas) AND (received < %(fewest)s) = kind.is_new
    ORDER BY score DESC, id LIMIT %(fresh)s) covering)
ORDER BY score DESC, id
"""


@dataclass(frozen=True)
class _Row:
    id: int
    employer: str
    areas: list[str]
    received: int
    f: float
    g: float
    pi: float
    score: float


def suggest(
    seeker: Seeker, *, prior: BetaPrior, now: datetime, limit: int
) -> tuple[Suggestion, ...]:
    """What `mentor_matching.ranking.suggest` gives over an index of this very moment."""
    count = FINALISTS
    while True:
        rows = _best(seeker, prior, now, count, limit)
        candidates = [_candidate(row, seeker) for row in rows]
        if _are_enough(candidates, count, limit):
            return _explained([rows[i] for i in spread(candidates, limit)], seeker, now)
        count *= 4


def _are_enough(candidates: list[Candidate], count: int, limit: int) -> bool:
    """Whether everybody who could be chosen was read: of each kind, and for each of the needs.

    Employers are compared here, as the index does, however they are written. The first
    `count // 4` of a kind and of a need are surely the best of theirs; fewer are all there are.
    """
    if len(candidates) < count:
        return True
    for is_new in (True, False):
        of_kind = [c for c in candidates if c.is_newcomer == is_new]
        if not _reach(of_kind, count, limit, fill_places):
            return False
        for need in range(needs_covered(limit)):
            who = [c for c in of_kind if need in c.covers]
            if not _reach(who, count, limit, have_a_seat):
                return False
    return True


def _reach(
    candidates: list[Candidate],
    count: int,
    limit: int,
    are_enough: Callable[[Iterable[int], int], bool],
) -> bool:
    best = candidates[: count // 4]
    return len(best) < count // 4 or are_enough([c.employer for c in best], limit)


def why_nobody(seeker: Seeker) -> Nobody:
    """The first rule that leaves this person without a mentor."""
    there = Mentor.objects.filter(
        person__is_active=True, person__is_mentor=True, person__adult_confirmed_at__isnull=False
    )
    offering = there.filter(areas__overlap=list(seeker.needs))
    helping = offering.filter(person__languages__overlap=list(seeker.languages))
    steps: tuple[tuple[QuerySet[Mentor], Nobody], ...] = (
        (there, Nobody.NO_MENTORS),
        (offering, Nobody.NO_SHARED_AREA),
        (helping, Nobody.NO_SHARED_LANGUAGE),
        (helping.exclude(pk__in=seeker.excluded), Nobody.NOT_PERMITTED),
    )
    return next((why for mentors, why in steps if not mentors.exists()), Nobody.ALL_FULL)


def _candidate(row: _Row, seeker: Seeker) -> Candidate:
    covers = frozenset(i for i, area in enumerate(_areas(seeker)) if area in row.areas)
    is_newcomer = row.received < FEWEST_REQUESTS
    return Candidate(row.score, employer_number(row.employer), is_newcomer, covers)


def _areas(seeker: Seeker) -> list[str]:
    """What is needed, the strongest first."""
    return sorted(seeker.needs, key=lambda area: (-seeker.needs[area], area))


def _best(seeker: Seeker, prior: BetaPrior, now: datetime, count: int, limit: int) -> list[_Row]:
    strongest = _areas(seeker)[: needs_covered(limit)]
    with connection.cursor() as cursor:
        cursor.execute(SCORES, {**_values(seeker, prior, now, count), "strongest": strongest})
        return [_Row(*row) for row in cursor.fetchall()]


def _values(seeker: Seeker, prior: BetaPrior, now: datetime, count: int) -> dict[str, Any]:
    areas = _areas(seeker)
    total = sum(seeker.needs[area] for area in areas)
    asked = seeker.preferences
    return {
        "areas": areas,
        "strengths": [seeker.needs[area] / total for area in areas],
        "known_areas": [area.id for area in vocabulary.areas()],
        "languages": list(seeker.languages),
        "country": seeker.country,
        "same_country_only": asked.same_country_only,
        "industry": seeker.industry,
        "division": DIVISION,
        "stage": seeker.stage,
        "excluded": sorted(seeker.excluded),
        "f_base": INTEREST.base,
        "f_needs": INTEREST.needs,
        "f_industry": INTEREST.industry * asked.industry_importance,
        "f_country": INTEREST.country * asked.country_importance,
        "g_base": ACCEPTANCE.base,
        "g_stage": ACCEPTANCE.stage,
        "g_industry": ACCEPTANCE.industry,
        "a": prior.a,
        "b": prior.b,
        "usual_acceptance": USUAL_ACCEPTANCE,
        "now": now,
        "count": count,
        "fresh": count // 4,
        "fewest": FEWEST_REQUESTS,
    }


def _explained(rows: list[_Row], seeker: Seeker, now: datetime) -> tuple[Suggestion, ...]:
    mentors = Mentor.objects.select_related("person", "load", "reply_record").in_bulk(
        [row.id for row in rows]
    )
    return tuple(
        Suggestion(row.id, row.score, row.f, row.g, row.pi, reasons_from(evidence))
        for row in rows
        for evidence in [_evidence(mentors[row.id], seeker, room_of(mentors[row.id], now))]
    )


def _evidence(mentor: Mentor, seeker: Seeker, room: rules.Room) -> Evidence:
    person = mentor.person
    record = getattr(mentor, "reply_record", None)
    days = reply_days(mentor)
    return Evidence(
        areas=tuple(area for area in _areas(seeker) if area in mentor.areas),
        languages=tuple(code for code in seeker.languages if code in person.languages),
        country=seeker.country if seeker.country == person.country else "",
        known_industry=seeker.industry if seeker.industry in mentor.industries else "",
        wished_industry="",
        wished_stage=seeker.stage if seeker.stage in mentor.stages else "",
        requests=record.received if record else 0,
        replies=record.answered if record else 0,
        reply_days=float("nan") if days is None else days,
        free=room.free,
        places=room.places,
    )
