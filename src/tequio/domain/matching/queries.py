"""Who could help this person, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from mentor_matching.index import MentorIndex
from mentor_matching.ranking import Nobody, Seeker, Suggestion, suggest, why_nobody
from tequio.domain.matching import exact
from tequio.domain.matching.index import in_memory
from tequio.domain.matching.loads import LoadReader
from tequio.domain.mentors import reply_prior
from tequio.records.people import Mentor, Person

MOST_SUGGESTED: Final = 5
LESS_EACH: Final = 0.2
# In one query: the page is opened often, and each query costs more than what it reads.
SEEKER: Final = """
SELECT ARRAY(SELECT area FROM records_need WHERE person_id = %(person)s ORDER BY position, id),
       b.stage, b.industry,
       ARRAY(SELECT blocked_id FROM records_block WHERE blocker_id = %(person)s
             UNION SELECT blocker_id FROM records_block WHERE blocked_id = %(person)s
             UNION SELECT mentor_id FROM records_ask
             WHERE asker_id = %(person)s AND state IN ('waiting', 'question_back'))
FROM (SELECT) nothing
LEFT JOIN records_business b ON b.person_id = %(person)s
"""
SHOWN: Final = Mentor.objects.select_related("person", "reply_record").only(
    "headline",
    "person__public_id",
    "person__name",
    "person__portrait_seed",
    "person__country",
    "person__town",
    "person__is_active",
    "reply_record__received",
    "reply_record__answered",
    "reply_record__median_hours",
    "reply_record__quick_hours",
    "reply_record__slow_hours",
)


@dataclass(frozen=True)
class SuggestedMentor:
    """A mentor with what the ranking knows of the match."""

    mentor: Mentor
    suggestion: Suggestion


@dataclass(frozen=True)
class Suggestions:
    """Up to five mentors, best first, for these needs; where there is none, what is in the way."""

    needs: tuple[str, ...]
    mentors: tuple[SuggestedMentor, ...]
    nobody: Nobody | None


def suggestions_for(person: Person, *, now: datetime) -> Suggestions:
    """For the needs a person has, the most important first; nothing without needs.

    Without an index the exact query answers, with the same ids.
    """
    seeker = _seeker(person)
    if seeker is None:
        return Suggestions((), (), None)
    index = in_memory.current(now)
    found, nobody = _by_query(seeker, now) if index is None else _by_index(index, seeker, now)
    mentors = SHOWN.in_bulk([suggestion.mentor_id for suggestion in found])
    shown = tuple(
        SuggestedMentor(mentors[suggestion.mentor_id], suggestion)
        for suggestion in found
        if suggestion.mentor_id in mentors and mentors[suggestion.mentor_id].person.is_active
    )
    return Suggestions(tuple(seeker.needs), shown, nobody)


Answer = tuple[tuple[Suggestion, ...], Nobody | None]


def _by_index(index: MentorIndex, seeker: Seeker, now: datetime) -> Answer:
    loads = LoadReader(now)
    found = suggest(index, seeker, loads=loads, limit=MOST_SUGGESTED)
    return found, None if found else why_nobody(index, seeker, loads=loads)


def _by_query(seeker: Seeker, now: datetime) -> Answer:
    found = exact.suggest(seeker, prior=reply_prior.current(), now=now, limit=MOST_SUGGESTED)
    return found, None if found else exact.why_nobody(seeker)


def _seeker(person: Person) -> Seeker | None:
    """The person as the ranking sees them; nobody without needs looks for anything.

    Not shown: oneself, the blocked either way, and those who hold an open ask already.
    """
    with connection.cursor() as cursor:
        cursor.execute(SEEKER, {"person": person.pk})
        needs, stage, industry, excluded = cursor.fetchone()
    if not needs:
        return None
    return Seeker(
        needs={area: 1 / (1 + LESS_EACH * place) for place, area in enumerate(needs)},
        languages=tuple(person.languages),
        country=person.country,
        stage=stage or "",
        industry=industry or "",
        excluded=frozenset({*excluded, person.pk}),
    )
