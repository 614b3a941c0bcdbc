"""From what somebody tells to what somebody needs."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from mentor_matching import vocabulary
from mentor_matching.needs import NeedMatch, guiding
from tequio.domain.audit import actions as audit
from tequio.domain.needs import rules
from tequio.domain.vocabulary import actions as phrases
from tequio.domain.vocabulary import words
from tequio.records.needs import Need, Story, UnmetSearch
from tequio.records.people import Person


class NothingChosen(Exception):
    """No known area is among those chosen."""


@transaction.atomic
def tell_story(*, by: Person, text: str, now: datetime) -> tuple[Story, bool]:
    """Keeps the story and the needs found in it; the flag says whether they are worth proposing.

    Needs found in an earlier story give way; what the person added by hand stays.
    """
    found = words.detect(text, by.language if by.language in vocabulary.LANGUAGES else None)
    story = Story.objects.create(person=by, text=text, language=by.language, told_at=now)
    fresh = _suggest(found.areas if found.sure else (), by=by, story=story, now=now)
    audit.record(action="needs.tell_story", subject=story, by=by, now=now, needs=fresh)
    return story, found.sure


@transaction.atomic
def answer_questions(*, by: Person, chosen: Mapping[str, str], now: datetime) -> int:
    """The needs of somebody who answered the guiding questions; how many are suggested.

    Without an answer nothing changes. Otherwise it is as with a story.
    """
    language = by.language if by.language in vocabulary.LANGUAGES else "en"
    found = guiding.needs_from_answers(chosen, language)
    if not found:
        return 0
    fresh = _suggest(found, by=by, story=None, now=now)
    audit.record(action="needs.answer_questions", subject=by, by=by, now=now, needs=fresh)
    return len(found)


def _suggest(found: Sequence[NeedMatch], *, by: Person, story: Story | None, now: datetime) -> int:
    _hold(by)
    by.needs.exclude(origin=Need.Origin.ADDED).delete()
    kept = set(by.needs.values_list("area", flat=True))
    fresh = [match for match in found if match.area_id not in kept]
    marked = rules.well_supported([match.score for match in found])
    supported = {match.area_id for match in found[:marked]}
    Need.objects.bulk_create(
        Need(
            person=by,
            story=story,
            area=match.area_id,
            because=match.because[:300],
            origin=Need.Origin.SUGGESTED if match.area_id in supported else Need.Origin.OFFERED,
            position=position,
            noted_at=now,
        )
        for position, match in enumerate(fresh)
    )
    return len(fresh)


def _hold(person: Person) -> None:
    """A second click waits for the first."""
    Person.objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def choose(*, by: Person, areas: Sequence[str], now: datetime) -> None:
    """The person's own choice of areas; the reasons of those that stay are kept.

    Only what was not marked beforehand says how people call an area: the rest was our guess.
    Raises NothingChosen, and keeps what there was.
    """
    known = {area.id for area in vocabulary.areas()}
    wanted = [area for area in dict.fromkeys(areas) if area in known]
    if not wanted:
        raise NothingChosen
    _hold(by)
    by.needs.exclude(area__in=wanted).delete()
    before = {need.area: need for need in by.needs.all()}
    for position, area in enumerate(wanted):
        if area in before:
            need = before[area]
            is_own = need.origin != Need.Origin.SUGGESTED
            need.origin = Need.Origin.ADDED if is_own else need.origin
            need.position = position
            need.save(update_fields=["origin", "position"])
        else:
            Need.objects.create(
                person=by, area=area, origin=Need.Origin.ADDED, position=position, noted_at=now
            )
    guessed = {area for area, need in before.items() if need.origin == Need.Origin.SUGGESTED}
    own = [area for area in wanted if area not in guessed]
    phrases.note_candidates(by=by, areas=own, now=now)
    audit.record(action="needs.choose", subject=by, by=by, now=now, needs=len(wanted))


def note_unmet(
    *,
    by: Person | None,
    area: str,
    text: str,
    now: datetime,
    wanted_language: str = "",
    wanted_country: str = "",
    wanted_industry: str = "",
) -> None:
    """A search that found nobody: counted in the gap map, and told of when somebody joins.

    A promise for the area and the filters chosen that is still open is not made a second time.
    """
    wanted = {
        "wanted_language": wanted_language,
        "wanted_country": wanted_country,
        "wanted_industry": wanted_industry,
    }
    if by is not None and by.unmet_searches.filter(area=area, told_at=None, **wanted).exists():
        return
    UnmetSearch.objects.create(
        person=by,
        area=area,
        text=text[:200],
        language=wanted_language or (by.first_language if by else ""),
        country=by.country if by else "",
        searched_at=now,
        **wanted,
    )
