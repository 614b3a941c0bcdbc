"""What a start of the site says when it cannot be."""

import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tequio.supervisor.start import NotStarted, only_site


def started(word: str, var: Path, port: int) -> str:
    """What a command that cannot start says."""
    environment = {"PORT": str(port), "TEQUIO_VAR": str(var), "TEQUIO_ENVIRONMENT": "demo"}
    command = [sys.executable, "-m", "tequio.command_line", word]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    return done.stdout


@pytest.mark.parametrize("word", ["demo", "run"])
def test_a_taken_port_is_refused_with_the_command_that_would_work(
    word: str, tmp_path: Path
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        said = started(word, tmp_path, taken.getsockname()[1])
    assert f"Try another one: make {word} PORT=" in said


@pytest.mark.parametrize("word", ["demo", "run"])
def test_a_folder_in_use_is_refused_before_its_port_with_where_the_site_is(
    word: str, tmp_path: Path
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken, only_site(tmp_path) as tell:
        tell("http://site.test:8000")
        said = started(word, tmp_path, taken.getsockname()[1])
    assert "runs already at http://site.test:8000, in another window" in said
    assert "is taken" not in said


def test_where_an_earlier_site_was_is_not_told(tmp_path: Path) -> None:
    with only_site(tmp_path) as tell:
        tell("http://site.test:8000")
    with (
        only_site(tmp_path),
        pytest.raises(NotStarted, match=r"runs already, in another window"),
        only_site(tmp_path),
    ):
        pass
