"""A real site does not start with the demo's secrets: it asks for its own."""

from tests.commands.as_operator import command

from tequio.commands import faults


def test_without_settings_it_names_each_one_and_offers_the_demo() -> None:
    done = command("run", seconds=60)
    assert done.returncode == 1
    assert all(name in done.stderr for name in faults.NEEDED)
    assert "make demo" in done.stderr
    assert "Traceback" not in done.stderr
