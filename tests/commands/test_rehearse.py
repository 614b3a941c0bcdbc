"""`tequio rehearse` refuses what it cannot do before it computes, and keeps nothing half."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from community_simulation.study.presets import Preset
from tequio.command_line import main
from tequio.commands.rehearse import alone
from tequio.jobs.rehearsal import rehearsing
from tequio.survey_records.models import Study

NOW = datetime(2026, 11, 29, tzinfo=UTC)
SMALL = Preset(name="small", people=900, sampled=400, mentored_share=0.2, response=0.5)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--preset", "seed-2021"], "there are seed-2020, honest and biased"),
        (["--preset", "honest", "--truth", "0.3"], "leave --truth out"),
        (["--truth", "9"], "made for 0.1 to 1.25"),
        (["--output", "."], "is there already"),
        (["--output", "nowhere/at/all"], "Make it first"),
    ],
)
def test_what_cannot_be_done_is_said_at_once(
    options: list[str], words: str, tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["rehearse", *options]) == 2
    assert words in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("option", [["--replicates", "3"], ["--seed", "-1"], ["--replicates", "x"]])
def test_a_number_that_is_none_is_refused(option: list[str], capsys) -> None:
    with pytest.raises(SystemExit):
        main(["rehearse", *option])
    assert "is not a whole number" in capsys.readouterr().err


def test_help_has_examples(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["rehearse", "--help"])
    assert "tequio rehearse --preset biased" in capsys.readouterr().out


@pytest.mark.parametrize("step", ["locking the data", "published"])
def test_interrupted_it_leaves_nothing_half(
    step: str, settings: Settings, tmp_path: Path, transactional_db: None
) -> None:
    settings.VAR = tmp_path

    def interrupt(_share: float, words: str) -> None:
        if words == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rehearsing.rehearse(SMALL, seed=4, replicates=10, now=NOW, report=interrupt)
    assert not Study.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_second_rehearsal_on_the_same_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TEQUIO_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with alone(tmp_path):
        assert main(["rehearse"]) == 1
    assert "Another rehearsal is running on this database" in capsys.readouterr().err


def test_a_second_rehearsal_on_the_same_database_is_refused(transactional_db: None) -> None:
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('tequio rehearsal'))")
    try:
        with pytest.raises(rehearsing.AlreadyRehearsing):
            rehearsing.rehearse(SMALL, seed=1, replicates=10, now=NOW, report=lambda *_: None)
    finally:
        other.rollback()
        other.close()
    assert not Study.objects.exists()
