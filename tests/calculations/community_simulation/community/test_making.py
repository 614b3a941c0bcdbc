"""The made-up community: who cannot be made, and what everybody can rely on."""

import os
import subprocess
import sys
from collections import Counter
from datetime import datetime

import pytest
from tests.calculations.community_simulation.community.draws import UNTIL

from community_simulation.community.community import Community
from community_simulation.community.making import make_community
from mentor_matching import vocabulary
from tequio.domain import languages


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        make_community(until=datetime(2026, 11, 20))  # noqa: DTZ001 (the refusal is the test)


@pytest.mark.parametrize(("entrepreneurs", "mentors"), [(2, 500), (2500, 3), (0, 0), (-1, 9)])
def test_numbers_that_leave_no_room_for_the_fixed_people_are_refused(
    entrepreneurs: int, mentors: int
) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        make_community(until=UNTIL, entrepreneurs=entrepreneurs, mentors=mentors)


def test_only_the_fixed_people_make_a_community_too() -> None:
    smallest = make_community(until=UNTIL, entrepreneurs=3, mentors=4)
    assert len(smallest.people) == 10
    assert {ask.state for ask in smallest.asks} == {"waiting", "accepted"}


def test_the_same_seed_makes_the_same_community_and_another_seed_another() -> None:
    sizes = {"until": UNTIL, "entrepreneurs": 120, "mentors": 40}
    first, again = make_community(seed=7, **sizes), make_community(seed=7, **sizes)
    assert first.fingerprint() == again.fingerprint()
    assert first.fingerprint() != make_community(seed=8, **sizes).fingerprint()


@pytest.mark.parametrize("order_of_sets", ["1", "2"])
def test_the_community_does_not_depend_on_the_process(order_of_sets: str) -> None:
    program = (
        "from datetime import UTC, datetime\n"
        "from community_simulation.community.making import make_community\n"
        "until = datetime(2026, 11, 20, 15, tzinfo=UTC)\n"
        "print(make_community(until=until, entrepreneurs=90, mentors=30).fingerprint())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": order_of_sets}
    printed = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    here = make_community(until=UNTIL, entrepreneurs=90, mentors=30)
    assert printed.stdout.strip() == here.fingerprint()


def test_there_are_2500_entrepreneurs_and_500_mentors(community: Community) -> None:
    assert sum(person.business is not None for person in community.people) == 2500
    assert sum(person.offer is not None for person in community.people) == 500
    assert [person.key for person in community.people] == list(range(len(community.people)))


def test_no_two_people_share_an_address_and_none_can_receive_mail(community: Community) -> None:
    addresses = [person.email for person in community.people]
    assert len(set(addresses)) == len(addresses)
    assert all(address.isascii() and address.endswith("@example.org") for address in addresses)


def test_the_funnel_resembles_the_evaluation(community: Community) -> None:
    funnel = community.funnel()
    assert 0.25 < funnel.asked / funnel.registered < 0.40
    assert 0.35 < funnel.asks_answered / funnel.asks < 0.45
    assert 0.10 < funnel.mentored / funnel.registered < 0.16
    assert all(funnel.hindrances[reason] > 200 for reason in ("O", "W", "R", "E"))


def test_half_of_the_mentored_have_an_idea_or_no_sales_yet(community: Community) -> None:
    stages = {person.key: person.stage for person in community.people}
    mentored = {talk.entrepreneur for talk in community.conversations if talk.is_exchange}
    early = sum(stages[key] in ("idea", "operational") for key in mentored)
    assert 0.35 < early / len(mentored) < 0.60


def test_the_load_of_mentors_is_skewed(community: Community) -> None:
    asks = sorted(Counter(ask.mentor for ask in community.asks).values(), reverse=True)
    assert sum(asks[:50]) > 0.4 * sum(asks)


def test_a_fifth_of_the_texts_is_english(community: Community) -> None:
    for texts in (
        [ask.language for ask in community.asks],
        [person.story.language for person in community.people if person.story],
        [person.language for person in community.people if person.offer],
    ):
        assert 0.15 < texts.count("en") / len(texts) < 0.25


def test_languages_of_the_country_are_spoken_beside_spanish(community: Community) -> None:
    spoken = Counter(language for person in community.people for language in person.languages)
    assert spoken["es"] == len(community.people)
    assert set(spoken) <= set(languages.OFFERED)
    assert all(spoken[language] >= 15 for language in ("quc", "mam", "kek", "nah", "yua", "cak"))


def test_every_area_is_needed_by_somebody_and_offered_by_a_few(community: Community) -> None:
    known = {area.id for area in vocabulary.areas()}
    needed = {
        need.area for person in community.people if person.story for need in person.story.needs
    }
    offered = Counter(
        area for person in community.people if person.offer for area in person.offer.areas
    )
    assert needed == known
    assert set(offered) == known
    assert min(offered.values()) >= 3
    assert min(offered.values()) < 0.1 * max(offered.values())


def test_mentors_offer_two_to_six_areas_and_some_are_away(community: Community) -> None:
    offers = [person.offer for person in community.people if person.offer]
    assert all(2 <= len(set(offer.areas)) == len(offer.areas) <= 6 for offer in offers)
    paused = [offer.paused_until for offer in offers if offer.paused_until]
    assert len(paused) >= 15 and all(day > UNTIL.date() for day in paused)
    assert sum(offer.lapsed_at is not None for offer in offers) >= 60


def test_fixed_people_are_known_by_role(community: Community) -> None:
    by_role = {role: community.people[key] for role, key in community.personas.items()}
    assert by_role["entrepreneur"].email == "maria@example.org"
    assert by_role["mentor"].email == "luis@example.org"
    assert {by_role[role].staff_role for role in ("coordinator", "manager", "administrator")} == {
        "coordinator",
        "manager",
        "administrator",
    }
