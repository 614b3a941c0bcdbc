"""People, their businesses, profiles, stories and searches."""

from collections.abc import Iterable, Mapping

from allauth.account.models import EmailAddress
from django.conf import settings

from community_simulation.community import people as made
from community_simulation.community.events import UnmetSearch as MadeSearch
from mentor_matching import vocabulary
from tequio.domain.people.search_text import searchable
from tequio.jobs.demo_rows.batches import BATCH
from tequio.records.needs import Need, Story, UnmetSearch
from tequio.records.people import Business, Mentor, Person

People = Mapping[int, Person]


def load_people(community: Iterable[made.Person], password: str) -> dict[int, Person]:
    """Everybody with a confirmed address and the same hashed password; rows by key."""
    known = list(community)
    rows = Person.objects.bulk_create([_person(person, password) for person in known], BATCH)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=row, email=row.email, verified=True, primary=True) for row in rows],
        BATCH,
    )
    return {person.key: row for person, row in zip(known, rows, strict=True)}


def _person(person: made.Person, password: str) -> Person:
    town = person.town
    return Person(
        email=person.email,
        password=password,
        name=person.name,
        search_name=searchable(person.name),
        portrait_seed=person.portrait_seed,
        is_entrepreneur=person.business is not None,
        is_mentor=person.offer is not None,
        staff_role=person.staff_role,
        is_superuser=person.staff_role == "administrator",
        language=person.language,
        languages=sorted(person.languages),
        country=town.country,
        region=town.region,
        town=town.name,
        time_zone=town.time_zone,
        gender=person.gender,
        adult_confirmed_at=person.joined_at,
        rules_accepted_at=person.joined_at,
        rules_version=settings.RULES_VERSION,
        joined_at=person.joined_at,
        last_seen_at=person.last_seen_at,
        last_login=person.last_seen_at,
    )


def load_profiles(community: Iterable[made.Person], rows: People) -> None:
    """Businesses, mentors, stories, and the needs in them."""
    known = list(community)
    labels = {area.id: f"{area.label_es} {area.label_en}" for area in vocabulary.areas()}
    Business.objects.bulk_create(
        [_business(person, rows) for person in known if person.business], BATCH
    )
    Mentor.objects.bulk_create(
        [_mentor(person, person.offer, rows, labels) for person in known if person.offer], BATCH
    )
    told = [(person, person.story) for person in known if person.story]
    stories = Story.objects.bulk_create(
        [
            Story(
                person=rows[person.key],
                text=story.text,
                language=story.language,
                told_at=story.told_at,
            )
            for person, story in told
        ],
        BATCH,
    )
    Need.objects.bulk_create(
        [
            need
            for (person, story), row in zip(told, stories, strict=True)
            for need in _needs(rows[person.key], story, row)
        ],
        BATCH,
    )


def _business(person: made.Person, rows: People) -> Business:
    business = person.business
    if business is None:
        raise ValueError(f"{person.email} has no business")
    return Business(
        person=rows[person.key],
        name=business.name,
        trade=business.trade,
        industry=business.industry,
        stage=business.stage,
        updated_at=person.joined_at,
    )


def _mentor(
    person: made.Person, offer: made.Offer, rows: People, labels: Mapping[str, str]
) -> Mentor:
    words = (offer.headline, offer.about, offer.employer, *(labels[area] for area in offer.areas))
    return Mentor(
        person=rows[person.key],
        headline=offer.headline,
        about=offer.about,
        employer=offer.employer,
        areas=sorted(offer.areas),
        industries=sorted(offer.industries),
        stages=sorted(offer.stages),
        places_a_month=offer.places_a_month,
        good_ask=offer.good_ask,
        paused_until=offer.paused_until,
        search_text=searchable(" ".join(words)),
        updated_at=person.joined_at,
    )


def _needs(person: Person, story: made.Story, row: Story) -> list[Need]:
    return [
        Need(
            person=person,
            story=row if need.because else None,
            area=need.area,
            because=need.because,
            origin=Need.Origin.SUGGESTED if need.because else Need.Origin.ADDED,
            position=position,
            noted_at=story.told_at,
        )
        for position, need in enumerate(story.needs)
    ]


def load_searches(searches: Iterable[MadeSearch], rows: People) -> None:
    """What was looked for and not found."""
    UnmetSearch.objects.bulk_create(
        [
            UnmetSearch(
                person=rows[search.person],
                area=search.area,
                text=search.text,
                language=search.language,
                country=search.country,
                searched_at=search.searched_at,
            )
            for search in searches
        ],
        BATCH,
    )
