"""The exact query is the yardstick of the index: the same scores, the same people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from community_simulation.community.making import make_community
from mentor_matching import vocabulary
from mentor_matching.index import MentorIndex
from mentor_matching.ranking import Nobody, Preferences, Seeker, suggest, why_nobody
from mentor_matching.reasons import HelpsWith
from tequio.domain.matching import exact
from tequio.domain.matching import index as matching_index
from tequio.domain.matching.loads import LoadReader
from tequio.domain.mentors import reply_prior
from tequio.jobs import load_demo
from tequio.records.people import Mentor, MentorLoad, Stage
from tests.conftest import NOW

SEEKERS = 60
AREAS = [area.id for area in vocabulary.areas()]


@pytest.fixture(scope="module")
def community(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The 500 mentors of the demonstration with their asks, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_community(until=NOW, entrepreneurs=300, mentors=500)
        load_demo.load_demo(made, now=NOW, report=lambda share, words: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def index(community: None, db: None) -> MentorIndex:
    return matching_index.build(NOW)


def seekers(seed: int) -> Iterator[Seeker]:
    """Made-up people with one to five needs, some of whom speak a language few mentors speak."""
    rng = np.random.default_rng(seed)
    mentors = list(Mentor.objects.order_by("pk").values_list("pk", "industries"))
    industries = [*sorted({code for _, codes in mentors for code in codes}), "0111", ""]
    for _ in range(SEEKERS):
        needs = rng.choice(AREAS, rng.integers(1, 6), replace=False)
        yield Seeker(
            needs={str(area): 1 / (1 + 0.2 * place) for place, area in enumerate(needs)},
            languages=(("es",), ("en",), ("es", "en"), ("quc",), ("xx",))[rng.integers(5)],
            country=("GT", "MX", "SV", "")[rng.integers(4)],
            stage=(*Stage.values, "")[rng.integers(5)],
            industry=str(rng.choice(industries)),
            preferences=Preferences(same_country_only=bool(rng.random() < 0.1)),
            excluded=frozenset(int(pk) for pk in rng.choice([pk for pk, _ in mentors], 20)),
        )


def test_somebody_whom_nobody_helps_is_told_the_same_reason(index: MentorIndex) -> None:
    loads = LoadReader(NOW)
    everybody = frozenset(Mentor.objects.values_list("pk", flat=True))
    lost = [
        Seeker(needs={"pricing": 1.0}, languages=("xx",)),
        Seeker(needs={"pricing": 1.0}, languages=("es",), excluded=everybody),
    ]
    for seeker in lost:
        assert exact.suggest(seeker, prior=index.prior, now=NOW, limit=5) == ()
    whys = [exact.why_nobody(seeker) for seeker in lost]
    assert whys == [Nobody.NO_SHARED_LANGUAGE, Nobody.NOT_PERMITTED]
    assert whys == [why_nobody(index, seeker, loads=loads) for seeker in lost]


def test_full_mentors_are_nobodys_suggestion(index: MentorIndex) -> None:
    MentorLoad.objects.update(waiting=50, month=NOW.date().replace(day=1))
    seeker = Seeker(needs={"pricing": 1.0}, languages=("es",))
    assert exact.suggest(seeker, prior=index.prior, now=NOW, limit=5) == ()
    assert exact.why_nobody(seeker) == Nobody.ALL_FULL


@pytest.mark.parametrize("seed", [5, 2022, 2026])
def test_the_query_and_the_index_find_the_same_people_for_the_same_reasons(
    index: MentorIndex, seed: int
) -> None:
    found = 0
    for seeker in seekers(seed):
        by_index = suggest(index, seeker, loads=LoadReader(NOW), limit=5)
        by_query = exact.suggest(seeker, prior=reply_prior.current(), now=NOW, limit=5)
        assert [s.mentor_id for s in by_query] == [s.mentor_id for s in by_index]
        assert [s.score for s in by_query] == pytest.approx([s.score for s in by_index])
        assert [s.reasons for s in by_query] == [s.reasons for s in by_index]
        found += len(by_query)
    assert found > SEEKERS


@pytest.mark.parametrize("percent", [10, 50, 80, 95])
def test_an_index_of_before_finds_whom_the_query_finds_after_many_filled_up(
    index: MentorIndex, percent: int
) -> None:
    rng = np.random.default_rng(percent)
    everybody = Mentor.objects.values_list("pk", flat=True)
    full = rng.choice(everybody, len(everybody) * percent // 100, replace=False)
    month = NOW.date().replace(day=1)
    MentorLoad.objects.filter(mentor_id__in=full).update(waiting=50, month=month)
    for seeker in seekers(percent):
        by_index = suggest(index, seeker, loads=LoadReader(NOW), limit=5)
        by_query = exact.suggest(seeker, prior=index.prior, now=NOW, limit=5)
        assert [s.mentor_id for s in by_query] == [s.mentor_id for s in by_index]


def employ(rng: np.random.Generator, spellings: list[list[str]], few: int) -> None:
    """Give the mentors to these employers, however they are written; one of `few` has none."""
    for mentor in Mentor.objects.order_by("pk"):
        names = spellings[rng.integers(len(spellings))] if rng.integers(few) else [""]
        mentor.employer = names[rng.integers(len(names))]
        mentor.save(update_fields=["employer"])


@pytest.mark.parametrize("seed", [3, 31])
@pytest.mark.parametrize(
    "spellings",
    [
        [["Banco Maya"]],
        [["Banco Maya", "BANCO MAYA", "Banco  Mayá", "banco-maya", "Banco Maya."]],
        [["Banco Maya", "banco maya"], ["Telares"], ["Café Ixil", "CAFE IXIL"]],
    ],
)
def test_where_few_employers_have_most_mentors_both_find_the_same(
    community: None, db: None, seed: int, spellings: list[list[str]]
) -> None:
    employ(np.random.default_rng(seed), spellings, few=10)
    index = matching_index.build(NOW)
    for seeker in seekers(seed):
        by_index = suggest(index, seeker, loads=LoadReader(NOW), limit=5)
        by_query = exact.suggest(seeker, prior=index.prior, now=NOW, limit=5)
        assert [s.mentor_id for s in by_query] == [s.mentor_id for s in by_index]


@pytest.mark.parametrize("seed", [7, 11])
def test_who_is_suggested_covers_the_first_need_wherever_somebody_with_room_does(
    index: MentorIndex, seed: int
) -> None:
    looked_at = 0
    for seeker in seekers(seed):
        first = next(iter(seeker.needs))
        alone = replace(seeker, needs={first: 1.0})
        if not suggest(index, alone, loads=LoadReader(NOW)):
            continue
        reasons = [s.reasons for s in suggest(index, seeker, loads=LoadReader(NOW), limit=5)]
        helps = [r.areas for each in reasons for r in each if isinstance(r, HelpsWith)]
        assert any(first in areas for areas in helps)
        looked_at += 1
    assert looked_at > SEEKERS / 3


def test_places_of_last_month_are_free_again_for_both(index: MentorIndex) -> None:
    MentorLoad.objects.update(used=50, waiting=0, month=NOW.date().replace(day=1))
    seeker = Seeker(needs={"pricing": 1.0}, languages=("es",))
    later = NOW + timedelta(days=20)
    assert suggest(index, seeker, loads=LoadReader(NOW)) == ()
    by_query = exact.suggest(seeker, prior=index.prior, now=later, limit=5)
    by_index = suggest(matching_index.build(later), seeker, loads=LoadReader(later))
    assert [s.mentor_id for s in by_query] == [s.mentor_id for s in by_index]
    assert len(by_query) == 5
