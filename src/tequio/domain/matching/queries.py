"""Who could help this person, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mentor_matching.index import MentorIndex
from mentor_matching.ranking import Nobody, Seeker, Suggestion, suggest, why_nobody
from tequio.domain.matching import exact
from tequio.domain.matching.index import in_memory
from tequio.domain.matching.loads import LoadReader
from tequio.domain.mentors import reply_prior
from tequio.domain.safety.queries import hidden_from
from tequio.records.asks import Ask
from tequio.records.people import Mentor, Person

MOST_SUGGESTED: Final = 5
LESS_EACH: Final = 0.2


@dataclass(frozen=True)
class SuggestedMentor:
    """A mentor with what the ranking knows of the match."""

    mentor: Mentor
    suggestion: Suggestion


def suggestions_for(
    person: Person, *, needs: Sequence[str], now: datetime
) -> tuple[list[SuggestedMentor], Nobody | None]:
    """Up to five mentors, best first; where there is none, what stands in the way.

    `needs` are the person's areas, the most important first. Without an index the exact query
    answers, with the same ids.
    """
    seeker = seeker_of(person, needs)
    index = in_memory.current(now)
    found, nobody = _by_query(seeker, now) if index is None else _by_index(index, seeker, now)
    mentors = Mentor.objects.select_related("person", "reply_record").in_bulk(
        [suggestion.mentor_id for suggestion in found]
    )
    shown = [
        SuggestedMentor(mentors[suggestion.mentor_id], suggestion)
        for suggestion in found
        if suggestion.mentor_id in mentors and mentors[suggestion.mentor_id].person.is_active
    ]
    return shown, nobody


Answer = tuple[tuple[Suggestion, ...], Nobody | None]


def _by_index(index: MentorIndex, seeker: Seeker, now: datetime) -> Answer:
    loads = LoadReader(now)
    found = suggest(index, seeker, loads=loads, limit=MOST_SUGGESTED)
    return found, None if found else why_nobody(index, seeker, loads=loads)


def _by_query(seeker: Seeker, now: datetime) -> Answer:
    found = exact.suggest(seeker, prior=reply_prior.current(), now=now, limit=MOST_SUGGESTED)
    return found, None if found else exact.why_nobody(seeker)


def seeker_of(person: Person, needs: Sequence[str]) -> Seeker:
    """The person as the ranking sees them: the first need counts most."""
    business = getattr(person, "business", None)
    return Seeker(
        needs={area: 1 / (1 + LESS_EACH * place) for place, area in enumerate(needs)},
        languages=tuple(person.languages),
        country=person.country,
        stage=business.stage if business else "",
        industry=business.industry if business else "",
        excluded=frozenset(_not_shown_to(person)),
    )


def _not_shown_to(person: Person) -> set[int]:
    """Oneself, the blocked either way, and those who hold an open ask already."""
    asked = Ask.objects.open().filter(asker=person).values_list("mentor_id", flat=True)
    return {*hidden_from(person), *asked, person.pk}
