"""Impossible values are refused in words, with status 2, before anything is started or changed."""

import fcntl
import tarfile
from pathlib import Path

import pytest

from local_postgres import throw_away
from tequio.command_line import main


def status(words: list[str]) -> int:
    try:
        return main(words)
    except SystemExit as ended:
        return int(ended.code or 0)


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said on standard error; nothing is said elsewhere."""
    assert status(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


WRITING = (["backup"], ["erasures"], ["db", "dump"])
READING = (["restore"], ["db", "restore"], ["restore", "--erasures"])


@pytest.mark.parametrize("words", WRITING)
@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("nope/x", "is no folder. Make it first"),
        (".", "is a folder. Name a file"),
        ("file/x", "is no folder"),
        ("pipe", "is no plain file"),
        ("n" * 300 + "/x", "is no folder"),
    ],
)
def test_where_nothing_can_be_written(
    words: list[str],
    place: str,
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEQUIO_VAR", str(tmp_path / "var"))
    (tmp_path / "file").touch()
    (tmp_path / "pipe").symlink_to("/dev/null")
    assert what in refused([*words, place], capsys)
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("words", READING)
@pytest.mark.parametrize(
    ("place", "what"), [("nope", "There is no file nope"), (".", "is a folder. Name a file")]
)
def test_what_cannot_be_read(
    words: list[str],
    place: str,
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEQUIO_VAR", str(tmp_path / "var"))
    assert what in refused([*words, place], capsys)
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["worker", "--concurrency", "0"],
        ["worker", "--concurrency", "-3"],
        ["worker", "--concurrency", "9" * 30],
        ["rehearse", "--seed", "-1"],
        ["rehearse", "--replicates", "0"],
        ["rehearse", "--preset", "fine-weather"],
        ["rehearse", "--truth", "nan"],
        ["rehearse", "--truth", "-1"],
        ["rehearse", "--truth", "1e300"],
        ["rehearse", "--output", "."],
        ["verify-study", "nope"],
        ["db", "dump"],
        ["db", "start", "file"],
        ["messages", "--check", "nonsense"],
        ["messages", "nonsense"],
    ],
)
def test_other_impossible_values(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEQUIO_VAR", str(tmp_path / "var"))
    said = refused(words, capsys)
    assert said
    assert "Traceback" not in said
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("words", [["backup", "b"], ["worker"], ["manage", "check"], ["prepare"]])
@pytest.mark.parametrize("url", ["nonsense", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_database_that_cannot_be_used(
    words: list[str],
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    said = refused(words, capsys)
    assert "DATABASE_URL" in said
    assert "cannot be used" in said


@pytest.mark.parametrize("words", [["restore", "b"], ["db", "restore", "b"]])
def test_while_the_site_of_the_folder_runs_nothing_is_brought_back(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEQUIO_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "var").mkdir()
    (tmp_path / "b").write_text("anything")
    with (tmp_path / "var" / "supervisor.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        said = refused(words, capsys)
    assert said == "The site is running: stop it with Ctrl-C first. Nothing was changed.\n"
    assert not (tmp_path / "var" / "pg").exists()


def test_a_file_that_is_no_backup_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "short").write_text("x")
    with tarfile.open(tmp_path / "other", "w") as archive:
        archive.add(__file__, "other")
    with throw_away() as server:
        monkeypatch.setenv("DATABASE_URL", server.url)
        for name in ("short", "other"):
            said = refused(["restore", str(tmp_path / name)], capsys)
            assert "is not a backup of Tequio" in said
            assert "method tar" not in said
            assert said.endswith("Nothing was changed.\n")
