"""A rehearsal goes through the same actions as a study, and ends with the counts it promised."""

from datetime import UTC, datetime

import pytest

from community_simulation.study.presets import Preset, preset_named
from tequio.domain.studies import ledger, queries
from tequio.domain.studies.study_data import StudyData
from tequio.jobs.rehearsal import planning, pure, staging, team
from tequio.records.people import Person

NOW = datetime(2026, 11, 29, tzinfo=UTC)
SMALL = Preset(name="small", people=600, sampled=300, mentored_share=0.2, response=0.5)


def staged(preset: Preset, seed: int = 7) -> StudyData:
    told: list[float] = []
    asked = staging.Staging(
        team.made_up(now=NOW), preset, seed, NOW, lambda share, _words: told.append(share)
    )
    made = staging.stage(asked, planning.content(preset, replicates=50))
    assert told == sorted(told)
    assert made.study.is_rehearsal
    return queries.study_data(made.study)


@pytest.mark.django_db
def test_a_small_rehearsal_is_balanced_locked_and_followed_up() -> None:
    data = staged(SMALL)
    found = ledger.of_data(data)
    assert found.imbalances == ()
    assert found.released == SMALL.sampled
    assert data.follow_up["drawn"] == found.followed_up > 0
    assert data.study["data_locked_at"]


@pytest.mark.django_db
@pytest.mark.slow
def test_the_seed_of_2020_through_every_action() -> None:
    found = ledger.of_data(staged(preset_named("seed-2020")))
    assert (found.released, found.respondents, found.partial) == (4000, 900, 6)
    assert found.complete == {"detailed": 400, "short": 494}
    assert (found.followed_up, found.reached_again) == (310, 186)
    assert (found.reported, found.gap, found.imbalances) == (900, 0, ())
    assert "894" in found.explanation_en


@pytest.mark.django_db
def test_nobody_can_sign_in_as_somebody_made_up() -> None:
    made = team.made_up(now=NOW)
    assert not made.lead.has_usable_password()
    assert Person.objects.filter(email__endswith="rehearsal.invalid").count() == 6


@pytest.mark.django_db
def test_the_pure_study_is_the_staged_one_but_for_names_and_moments() -> None:
    through_actions = staged(SMALL)
    alone = pure.study_data_of(SMALL, planning.content(SMALL, replicates=50), seed=7)
    assert alone.frame == through_actions.frame
    assert alone.cases.columns == through_actions.cases.columns
    assert alone.answers.columns == through_actions.answers.columns
    assert {len(each.frame.rows) for each in (alone, through_actions)} == {SMALL.people}
