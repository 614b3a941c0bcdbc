"""A rehearsal runs the whole study and says where its conclusions miss the truth."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from community_simulation.study.presets import Preset
from tequio.domain.studies import recompute, verify
from tequio.domain.studies.folder import read
from tequio.jobs.rehearsal import rehearsing
from tequio.survey_records.models import Study

# All with a database: such tests run apart from the others.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 11, 29, tzinfo=UTC)
SMALL = Preset(name="small", people=1500, sampled=700, mentored_share=0.2, response=0.5)


@pytest.fixture(scope="module")
def rehearsed(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> rehearsing.Rehearsed:
    """One rehearsal for all, outside of any test's transaction, as the command runs it."""
    with django_db_blocker.unblock(), override_settings(VAR=tmp_path_factory.mktemp("rehearsed")):
        return rehearsing.rehearse(
            SMALL, seed=4, replicates=40, now=NOW, report=lambda _share, _words: None
        )


def test_nothing_stays_in_the_database_but_the_folder_does(
    rehearsed: rehearsing.Rehearsed,
) -> None:
    assert not Study.objects.exists()
    assert (rehearsed.folder / "results.json").is_file()


def test_the_folder_is_as_published_and_comes_out_again(rehearsed: rehearsing.Rehearsed) -> None:
    found = verify.verify(rehearsed.folder)
    assert found.faults == []
    assert recompute.faults(read(rehearsed.folder)) == []


def test_conclusions_stand_beside_the_truth(rehearsed: rehearsing.Rehearsed) -> None:
    lines = {line.identifier: line for line in rehearsed.lines}
    assert lines["F7.survey.mentored"].truth == pytest.approx(0.2, abs=0.01)
    assert lines["T13.M2.worst"].covers
    assert {"F7.survey.goal_met", "T13.M2.naive", "T13.M2.weighted"} <= lines.keys()
