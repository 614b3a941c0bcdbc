"""Parts are started, started again and stopped; the parts here are real small programs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tequio.supervisor import watch as watching
from tequio.supervisor.parts import Part, pause_after
from tequio.supervisor.watch import Stopped, Watch

SLEEP = ["sleep", "60"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('ready', flush=True); time.sleep(60)",
]
WITH_A_CHILD = ["sh", "-c", "sleep 61 & wait"]


def part(name: str, command: list[str], log: Path | None = None, seconds: float = 5) -> Part:
    """A part with our own environment."""
    return Part(name, command, dict(os.environ), log, seconds_to_stop=seconds)


def pid_of(watch: Watch, index: int = 0) -> int:
    """The process of a part."""
    process = watch.parts[index].process
    assert process is not None
    return process.pid


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    "falls, pause", [(1, 0.0), (2, 0.5), (3, 1.0), (4, 2.0), (8, 30.0), (50, 30.0)]
)
def test_the_more_often_a_part_falls_the_longer_is_the_pause(falls: int, pause: float) -> None:
    assert pause_after(falls) == pause


def test_a_killed_part_starts_again_and_it_is_said() -> None:
    said: list[str] = []
    watch = Watch(said.append)
    watch.add(part("web", SLEEP))
    first = pid_of(watch)
    os.kill(first, signal.SIGKILL)
    until(lambda: watch.look() or (watch.parts[0].process is not None and pid_of(watch) != first))
    watch.stop()
    assert said == ["web was ended by signal 9; it starts again at once"]


def test_what_a_killed_part_had_started_dies_with_it() -> None:
    watch = Watch(lambda line: None)
    watch.add(part("web", WITH_A_CHILD))
    leader = pid_of(watch)
    until(lambda: len(group(leader)) >= 2)
    members = group(leader)
    os.kill(leader, signal.SIGKILL)
    until(lambda: watch.look() or not any(alive(pid) for pid in members))
    watch.stop()


def group(leader: int) -> list[int]:
    """The processes of a group."""
    listing = subprocess.run(["pgrep", "-g", str(leader)], capture_output=True, text=True)
    return [int(pid) for pid in listing.stdout.split()]


def test_a_part_that_will_not_stop_is_killed_at_its_deadline(tmp_path: Path) -> None:
    watch = Watch(lambda line: None)
    watch.add(part("worker", STUBBORN, tmp_path / "worker.log", seconds=0.5))
    until(lambda: "ready" in (tmp_path / "worker.log").read_text())
    pid = pid_of(watch)
    began = time.monotonic()
    watch.stop()
    assert not alive(pid)
    assert time.monotonic() - began < 3


def test_who_waits_for_a_part_to_stop_is_told_for_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SECONDS_OF_SILENCE", 0.1)
    said: list[str] = []
    watch = Watch(said.append)
    watch.add(part("web", SLEEP))
    watch.add(part("worker", STUBBORN, tmp_path / "worker.log", seconds=0.5))
    until(lambda: "ready" in (tmp_path / "worker.log").read_text())
    watch.stop()
    assert said == ["Waiting for worker, which still finishes something."]


def test_waiting_ends_when_somebody_asks_for_the_end() -> None:
    watch = Watch(lambda line: None)
    watch.ask(signal.SIGTERM, None)
    with pytest.raises(Stopped):
        watch.wait_for(lambda: False, seconds=5)


def test_a_log_is_readable_by_its_owner_alone_and_a_large_one_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_bytes(b"x" * 10_000_001)
    watch = Watch(lambda line: None)
    watch.add(part("web", ["echo", "hello"], log))
    until(lambda: log.exists() and "hello" in log.read_text())
    watch.stop()
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.with_suffix(".log.1").stat().st_size == 10_000_001


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a process of its parent's death"
)
def test_parts_end_when_the_supervisor_is_killed() -> None:
    program = (
        "import os, time; from tequio.supervisor.watch import Watch;"
        "from tequio.supervisor.parts import Part;"
        "w = Watch(print); w.add(Part('x', ['sleep', '62'], dict(os.environ)));"
        "print(w.parts[0].process.pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        until(lambda: Path(f"/proc/{pid}/cmdline").read_text().startswith("sleep"))
        supervisor.kill()
    until(lambda: not alive(pid))
