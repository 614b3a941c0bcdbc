"""One part of the site: a command that should always run, and the process that runs it now."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_PAUSE = 30.0
STEADY_SECONDS = 20.0
LARGEST_LOG = 10_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """What to run, and where its words go (nothing: to our own output)."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path | None = None
    seconds_to_stop: float = 10.0


@dataclass(slots=True)
class Running:
    """A part with its process, how often it fell, and when it may be started again."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    start_at: float = 0.0
    last_status: int | None = field(default=None)

    def start(self, now: float) -> None:
        """Start the process, in a session of its own: Ctrl-C reaches the supervisor alone."""
        wrapper = [sys.executable, "-m", "tequio.supervisor.child", str(os.getpid())]
        output = opened(self.part.log) if self.part.log else None
        self.process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            [*wrapper, *self.part.command],
            env=dict(self.part.environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        if output is not None:
            os.close(output)
        self.started = now

    def has_fallen(self) -> bool:
        """Whether the process ended by itself; its remains are cleared away."""
        if self.process is None or self.process.poll() is None:
            return False
        self.last_status = self.process.returncode
        signal_group(self.process.pid, signal.SIGKILL)
        self.process = None
        return True

    def plan(self, now: float) -> float:
        """Decide when to start again: at once the first time, later and later if it keeps on."""
        self.falls = 1 if now - self.started > STEADY_SECONDS else self.falls + 1
        pause = pause_after(self.falls)
        self.start_at = now + pause
        return pause

    def ask_to_stop(self) -> None:
        """Send the polite signal."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def stops_by(self, deadline: float) -> bool:
        """Wait for its end, but no longer."""
        if self.process is None:
            return True
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True

    def wait_until_stopped(self, deadline: float) -> None:
        """Wait, and at the deadline insist."""
        if self.process is None:
            return
        if not self.stops_by(deadline):
            self.process.kill()
            self.process.wait()
        signal_group(self.process.pid, signal.SIGKILL)
        self.process = None


def pause_after(falls: int) -> float:
    """Seconds to wait before a start: 0, 0.5, 1, 2 ... 30."""
    return 0.0 if falls <= 1 else min(LONGEST_PAUSE, 0.5 * 2.0 ** (falls - 2))


def signal_group(leader: int, number: int) -> None:
    """Signal whatever is left of a process's group."""
    try:
        os.killpg(leader, number)
    except (ProcessLookupError, PermissionError):
        return


def opened(log: Path) -> int:
    """A file descriptor at the end of a log; a large log is put aside first."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    return os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
