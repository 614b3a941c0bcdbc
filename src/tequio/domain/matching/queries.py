"""Who could help this person, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import Any, Final, NamedTuple

from mentor_matching.index import MentorIndex
from mentor_matching.ranking import Nobody, Seeker, Suggestion, suggest, why_nobody
from mentor_matching.reasons import HelpsWith
from tequio.domain.matching import exact
from tequio.domain.matching.index import in_memory
from tequio.domain.matching.loads import LoadReader
from tequio.domain.mentors import reply_prior
from tequio.records import prepared
from tequio.records.asks import Ask
from tequio.records.people import Mentor, Person

MOST_SUGGESTED: Final = 5
# Each need counts half of the one before it: the first more than all the others together.
OF_THE_ONE_BEFORE: Final = 0.5
COUNTERS: Final = 6
# In one query: the page is opened often, and each query costs more than what it reads.
SEEKER: Final = """
SELECT ARRAY(SELECT area FROM records_need
             WHERE person_id = %(person)s AND origin <> 'offered' ORDER BY position, id),
       b.stage, b.industry,
       ARRAY(SELECT blocked_id FROM records_block WHERE blocker_id = %(person)s
             UNION SELECT blocker_id FROM records_block WHERE blocked_id = %(person)s
             UNION SELECT mentor_id FROM records_ask
             WHERE asker_id = %(person)s AND state IN ('waiting', 'question_back'))
FROM (SELECT) nothing
LEFT JOIN records_business b ON b.person_id = %(person)s
"""
# The finalists are read with their counters: few enough that a card read for nothing costs less
# than another statement.
SHOWN: Final = """
SELECT m.person_id, m.places_a_month, l.month, l.used, l.waiting, p.time_zone,
       m.person_id, p.public_id, p.name, p.portrait_seed, p.town, p.country, m.headline,
       r.received, r.answered, r.median_hours, r.quick_hours, r.slow_hours
FROM records_mentor m
JOIN records_person p ON p.id = m.person_id AND p.is_active
LEFT JOIN records_mentorload l ON l.mentor_id = m.person_id
LEFT JOIN records_replyrecord r ON r.mentor_id = m.person_id
WHERE m.person_id = ANY(%s)
"""


class Shown(NamedTuple):
    """What a card shows of a mentor beside the reasons."""

    id: int
    public_id: str
    name: str
    portrait_seed: int
    town: str
    country: str
    headline: str
    received: int | None
    answered: int | None
    median_hours: float | None
    quick_hours: float | None
    slow_hours: float | None


class CardReader(LoadReader):
    """Reads the counters of finalists, and keeps the rows with what their cards show."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.rows: dict[int, tuple[Any, ...]] = {}

    def counters(self, ids: list[int]) -> Iterable[tuple[Any, ...]]:
        rows = prepared.rows(SHOWN, [ids])
        self.rows |= {row[0]: row for row in rows}
        return [row[:COUNTERS] for row in rows]

    def card(self, mentor: int) -> Shown | None:
        """What is shown of a mentor whose counters were read; nothing once they have left."""
        row = self.rows.get(mentor)
        return Shown(*row[COUNTERS:]) if row else None


@dataclass(frozen=True)
class SuggestedMentor:
    """A mentor with what the ranking knows of the match."""

    mentor: Shown
    suggestion: Suggestion


@dataclass(frozen=True)
class Suggestions:
    """Up to five mentors, best first, for these needs; where there is none, what is in the way."""

    needs: tuple[str, ...]
    mentors: tuple[SuggestedMentor, ...]
    nobody: Nobody | None
    seeker: Seeker | None = field(default=None, compare=False)


def suggestions_for(person: Person, *, now: datetime, instead_of: Ask | None = None) -> Suggestions:
    """For the needs a person has, the most important first; nothing without needs.

    For an ask that its mentor did not take, its area comes first and this mentor is left out.

    Without an index the exact query answers, with the same ids.
    """
    seeker = _seeker(person, instead_of)
    if seeker is None:
        return Suggestions((), (), None)
    index = in_memory.current(now)
    cards = CardReader(now)
    found, nobody = _by_query(seeker, cards) if index is None else _by_index(index, seeker, cards)
    shown = tuple(
        SuggestedMentor(card, suggestion)
        for suggestion in found
        if (card := cards.card(suggestion.mentor_id))
    )
    return Suggestions(tuple(seeker.needs), shown, nobody, seeker)


def uncovered(
    person: Person, found: Suggestions, *, now: datetime, instead_of: Ask | None = None
) -> tuple[str, ...]:
    """The needs that none of those found covers because nobody with room offers them.

    Whom this person has asked is there: that is no gap. Who did not take an ask that ended is one
    only where nobody is found at all, because then all there is to offer is a promise.
    """
    covered = {
        area
        for one in found.mentors
        for reason in one.suggestion.reasons
        if isinstance(reason, HelpsWith)
        for area in reason.areas
    }
    left = tuple(area for area in found.needs if area not in covered)
    if found.seeker is None:
        return left
    if found.nobody:
        gaps, instead_of = left, None
    else:
        alone = {area: replace(found.seeker, needs={area: 1.0}) for area in left}
        gaps = tuple(area for area in left if not _is_offered(alone[area], now))
    known = _areas_of_asked(person, instead_of) if gaps else frozenset()
    return tuple(area for area in gaps if area not in known)


def _areas_of_asked(person: Person, instead_of: Ask | None) -> frozenset[str]:
    """What those offer who hold an open ask of this person, or did not take the one that ended."""
    asks = Ask.objects.filter(asker=person)
    held = asks.open()
    if instead_of is not None:
        held |= asks.filter(pk=instead_of.pk)
    areas = Mentor.objects.filter(person__asks_received__in=held).values_list("areas", flat=True)
    return frozenset(chain.from_iterable(areas))


def _is_offered(seeker: Seeker, now: datetime) -> bool:
    index = in_memory.current(now)
    if index is None:
        return bool(exact.suggest(seeker, prior=reply_prior.current(), now=now, limit=1))
    return why_nobody(index, seeker) is None


Answer = tuple[tuple[Suggestion, ...], Nobody | None]


def _by_index(index: MentorIndex, seeker: Seeker, cards: CardReader) -> Answer:
    found = suggest(index, seeker, loads=cards, limit=MOST_SUGGESTED)
    return found, None if found else why_nobody(index, seeker, loads=LoadReader(cards.now))


def _by_query(seeker: Seeker, cards: CardReader) -> Answer:
    prior = reply_prior.current()
    found = exact.suggest(seeker, prior=prior, now=cards.now, limit=MOST_SUGGESTED)
    cards.counters([suggestion.mentor_id for suggestion in found])
    return found, None if found else exact.why_nobody(seeker)


def _seeker(person: Person, instead_of: Ask | None) -> Seeker | None:
    """The person as the ranking sees them; nobody without needs looks for anything.

    Not shown: oneself, the blocked either way, and those who hold an open ask already.
    """
    [(needs, stage, industry, excluded)] = prepared.rows(SEEKER, {"person": person.pk})
    if instead_of is not None:
        needs = [instead_of.area, *(need for need in needs if need != instead_of.area)]
        excluded = [*excluded, instead_of.mentor_id]
    if not needs:
        return None
    return Seeker(
        needs={area: OF_THE_ONE_BEFORE**place for place, area in enumerate(needs)},
        languages=tuple(person.languages),
        country=person.country,
        stage=stage or "",
        industry=industry or "",
        excluded=frozenset({*excluded, person.pk}),
    )
