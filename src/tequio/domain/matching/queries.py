"""Who could help this person, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mentor_matching.ranking import Nobody, Seeker, Suggestion, suggest, why_nobody
from tequio.domain.matching.index import LoadReader, in_memory
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
    person: Person, *, now: datetime
) -> tuple[list[SuggestedMentor], Nobody | None]:
    """Up to five mentors, best first; where there is none, what stands in the way."""
    index = in_memory.current(now)
    seeker = _seeker(person)
    loads = LoadReader(now)
    found = suggest(index, seeker, loads=loads, limit=MOST_SUGGESTED)
    mentors = Mentor.objects.select_related("person").in_bulk([s.mentor_id for s in found])
    shown = [
        SuggestedMentor(mentors[s.mentor_id], s)
        for s in found
        if s.mentor_id in mentors and mentors[s.mentor_id].person.is_active
    ]
    return shown, None if shown else why_nobody(index, seeker, loads=loads)


def _seeker(person: Person) -> Seeker:
    business = getattr(person, "business", None)
    return Seeker(
        needs={
            area: 1 / (1 + LESS_EACH * place)
            for place, area in enumerate(person.needs.values_list("area", flat=True))
        },
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
