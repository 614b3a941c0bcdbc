"""A real site does not start with the demo's secrets: it asks for its own."""

import os
import subprocess
import sys

from tequio.commands import faults


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
    assert all(name in done.stderr for name in faults.NEEDED)
    assert "make demo" in done.stderr
    assert "Traceback" not in done.stderr
