"""What every part is told."""

from pathlib import Path

from tequio.supervisor.ports import first_free
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
