"""The search that stops early finds the rows that a look at every row finds."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.mentor_matching.mentors import COUNTRIES, crowd, someone
from tests.calculations.mentor_matching.ranking.exhaustive import best_ids

from mentor_matching.index import Mentor, MentorIndex, windows
from mentor_matching.ranking import Preferences, Seeker, suggest
from mentor_matching.ranking.eligibility import permitted
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.room_now import RoomNow
from mentor_matching.ranking.scoring import score_rows
from mentor_matching.ranking.search import best_rows

AREAS = tuple(f"area {i}" for i in range(12))
seeds = st.integers(0, 2**32 - 1)


@pytest.fixture(scope="module", autouse=True)
def small_windows():
    """So that the early stop is at work with few mentors."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "FEWEST_ROWS", 4)
        patch.setattr(windows, "MOST_ROWS", 32)
        yield


def mentors_with_ties(rng: np.random.Generator, n: int, first_id: int = 1) -> list[Mentor]:
    """Mentors of whom a third are the same as another but for the id."""
    some = [replace(m, areas=some_areas(rng, 5)) for m in crowd(n, rng, first_id)]
    twins = rng.integers(0, n, n // 3)
    others = [replace(some[i], id=first_id + n + k) for k, i in enumerate(twins)]
    return [*some, *others]


def some_areas(rng: np.random.Generator, most: int) -> tuple[str, ...]:
    return tuple(str(a) for a in rng.choice(AREAS, rng.integers(1, most + 1), replace=False))


def anyone(rng: np.random.Generator, n: int) -> Seeker:
    """A seeker with any number of needs, often equally strong, who may rule out a lot."""
    strengths = (1.0, 0.5) if rng.random() < 0.5 else tuple(rng.uniform(0.1, 1.0, 4))
    needs = {area: float(rng.choice(strengths)) for area in some_areas(rng, len(AREAS))}
    wishes = Preferences(
        same_country_only=bool(rng.random() < 0.2),
        gender=str(rng.choice(["", "", "woman"])),
        industry_importance=float(rng.choice([0.0, 1.0, 3.0])),
        country_importance=float(rng.choice([0.0, 1.0, 3.0])),
    )
    return replace(
        someone(rng),
        needs=needs,
        country=str(rng.choice(["", "BR", *COUNTRIES])),
        industry=str(rng.choice(["", "9999", "1071", "1072"])),
        preferences=wishes,
        excluded=frozenset(rng.integers(1, n, rng.integers(0, 30)).tolist()),
        only_mentors=frozenset(range(1, n, 3)) if rng.random() < 0.2 else None,
    )


def rows_of_a_full_scan(index: MentorIndex, query: Query, count: int, newcomers: bool) -> list[int]:
    lists = index.postings.chosen(query.languages, query.areas)
    rows = np.unique(np.concatenate([np.empty(0, np.int64), *lists])).astype(np.int64)
    rows = permitted(index, query, rows)
    rows = rows[index.newcomer[rows]] if newcomers else rows
    scores = score_rows(index, query, rows, index.room[rows] * index.columns.may_be_asked[rows])
    rows, total = rows[scores.total > 0.0], scores.total[scores.total > 0.0]
    return rows[np.lexsort((index.columns.ids[rows], -total))][:count].tolist()


@given(seeds)
@settings(max_examples=15, deadline=None)
def test_the_best_rows_are_those_of_a_full_scan(seed):
    rng = np.random.default_rng(seed)
    index = MentorIndex.build(mentors_with_ties(rng, 240), areas=AREAS)
    for count, newcomers in product((1, 5, 10, 40), (False, True)):
        for _ in range(3):
            query = Query.of(anyone(rng, 320), index.codes)
            found = best_rows(index, query, RoomNow.unread(index), count, newcomers=newcomers)
            assert sorted(found) == sorted(rows_of_a_full_scan(index, query, count, newcomers))


@given(seeds)
@settings(max_examples=15, deadline=None)
def test_the_suggested_are_those_of_an_exhaustive_search(seed):
    rng = np.random.default_rng(seed)
    mentors = mentors_with_ties(rng, 240)
    index = MentorIndex.build(mentors, areas=AREAS)
    for _ in range(8):
        seeker = anyone(rng, 320)
        assert [s.mentor_id for s in suggest(index, seeker)] == best_ids(mentors, seeker)


def of_few_employers(rng: np.random.Generator, mentors: list[Mentor]) -> list[Mentor]:
    """The same people, of whom one to four employers have nearly all, in any proportion."""
    n_employers = int(rng.integers(1, 5))
    shares = rng.dirichlet(np.full(n_employers + 1, 0.4))
    shares[0] = min(shares[0], 0.05)
    given = rng.choice(n_employers + 1, len(mentors), p=shares / shares.sum())
    return [replace(m, employer=int(e)) for m, e in zip(mentors, given, strict=True)]


@given(seeds)
@settings(max_examples=25, deadline=None)
def test_where_few_employers_have_nearly_all_mentors_the_search_is_exact(seed):
    rng = np.random.default_rng(seed)
    mentors = of_few_employers(rng, mentors_with_ties(rng, 400))
    index = MentorIndex.build(mentors, areas=AREAS)
    for limit in (1, 3, 5, 12):
        seeker = anyone(rng, 530)
        found = [s.mentor_id for s in suggest(index, seeker, limit=limit)]
        assert found == best_ids(mentors, seeker, limit)


@given(seeds)
@settings(max_examples=15, deadline=None)
def test_loads_and_records_that_change_keep_the_search_exact(seed):
    rng = np.random.default_rng(seed)
    now = {m.id: m for m in mentors_with_ties(rng, 150)}
    index = MentorIndex.build(now.values(), areas=AREAS)
    for _ in range(4):
        changed = mentors_with_ties(rng, 30, first_id=int(rng.integers(1, 220)))
        removed = rng.integers(1, 100, 5).tolist()
        index = index.refresh(changed, removed)
        now |= {m.id: m for m in changed}
        now = {pk: m for pk, m in now.items() if pk not in removed}
        seeker = anyone(rng, 220)
        found = [s.mentor_id for s in suggest(index, seeker)]
        assert found == best_ids(list(now.values()), seeker)
