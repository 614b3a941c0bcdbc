"""What every part is told."""

import socket
from pathlib import Path

import pytest

from tequio.supervisor.ports import PortTaken, PortUnusable, first_free
from tequio.supervisor.surroundings import REPOSITORY, surroundings, var_directory

FREE = str(first_free("127.0.0.1", 18200))


def test_without_a_word_everything_lies_below_the_repository() -> None:
    assert var_directory({}) == REPOSITORY / "var"


def test_the_database_of_the_environment_is_not_ours(tmp_path: Path) -> None:
    given = {"PORT": FREE, "TEQUIO_VAR": str(tmp_path), "DATABASE_URL": "postgres://elsewhere/x"}
    assert not surroundings(given).database_is_ours
    assert surroundings({"PORT": FREE, "TEQUIO_VAR": str(tmp_path)}).database_is_ours


def test_parts_learn_the_addresses(tmp_path: Path) -> None:
    around = surroundings({"PORT": FREE, "TEQUIO_VAR": str(tmp_path)}, kind="demo")
    assert around.environment["TEQUIO_SITE_URL"] == f"http://127.0.0.1:{FREE}"
    assert around.environment["TEQUIO_REALTIME_URL"].startswith("http://127.0.0.1:")
    assert around.realtime_port != around.port
    assert around.environment["TEQUIO_ENVIRONMENT"] == "demo"


def test_behind_a_proxy_its_addresses_hold(tmp_path: Path) -> None:
    given = {"PORT": FREE, "TEQUIO_SITE_URL": "https://red.example"}
    around = surroundings(given | {"TEQUIO_VAR": str(tmp_path)})
    assert around.address == "https://red.example"
    assert around.environment["TEQUIO_REALTIME_URL"] == ""


def test_behind_a_proxy_no_port_moves_in_silence(tmp_path: Path) -> None:
    given = {"PORT": FREE, "TEQUIO_SITE_URL": "https://red.example", "TEQUIO_VAR": str(tmp_path)}
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(FREE) + 1))
        other.listen()
        with pytest.raises(PortTaken, match="REALTIME_PORT"):
            surroundings(given)
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(FREE) + 2))
        other.listen()
        assert surroundings(given).survey_port > int(FREE) + 2  # nothing is served there
        with pytest.raises(PortTaken, match="SURVEY_PORT"):
            surroundings(given | {"TEQUIO_SURVEY_URL": "https://s.red.example"})


def test_the_last_port_leaves_none_for_live_messages(tmp_path: Path) -> None:
    with pytest.raises(PortUnusable, match="live messages"):
        surroundings({"PORT": "65535", "TEQUIO_VAR": str(tmp_path)})
