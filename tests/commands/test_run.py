"""A real site does not start with the demo's secrets: it asks for its own."""

import os
import subprocess
import sys

import pytest

from tequio.commands import run


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEQUIO_")}
    return subprocess.run(
        [sys.executable, "-m", "tequio.command_line", "run"],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_settings_it_names_each_one_and_offers_the_demo() -> None:
    done = started()
    assert done.returncode == 1
    assert all(name in done.stderr for name in run.NEEDED)
    assert "make demo" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("left_out", sorted(run.NEEDED))
def test_one_missing_setting_is_enough_to_refuse(left_out: str) -> None:
    given = {name: "x" for name in run.NEEDED if name != left_out}
    assert run.missing_settings(given) == [left_out]
