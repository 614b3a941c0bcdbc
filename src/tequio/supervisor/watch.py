"""Starts the parts, starts again what falls, and stops all of it when asked."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from tequio.supervisor.parts import Part, Running

LOOK_EVERY_SECONDS = 0.1
SECONDS_OF_SILENCE = 2.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked for the end while we were waiting for something."""


@dataclass(slots=True)
class Watch:
    """The parts that should run. The first to start is the last to stop."""

    say: Callable[[str], None]
    parts: list[Running] = field(default_factory=list)
    stopping: bool = False

    def add(self, part: Part) -> None:
        """Start a part and keep it running."""
        running = Running(part)
        running.start(time.monotonic())
        self.parts.append(running)

    def look(self) -> None:
        """Start again what fell. Raises Stopped if somebody asked for the end."""
        if self.stopping:
            raise Stopped
        now = time.monotonic()
        for running in self.parts:
            if running.has_fallen():
                pause = running.plan(now)
                self.say(fallen(running, pause))
            if running.process is None and now >= running.start_at:
                running.start(now)

    def wait_for(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """Keep watch until something is ready; false if it takes longer."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.look()
            if ready():
                return True
            time.sleep(LOOK_EVERY_SECONDS)
        return False

    def watch(self) -> None:
        """Keep everything running until somebody asks for the end."""
        while True:
            self.look()
            time.sleep(LOOK_EVERY_SECONDS)

    def stop(self) -> None:
        """Stop all parts: the later ones together, the first one (the database) after them."""
        first, later = self.parts[:1], self.parts[1:]
        for group in (later, first):
            for running in group:
                running.ask_to_stop()
            for running in group:
                now = time.monotonic()
                deadline = now + running.part.seconds_to_stop
                silence = min(deadline, now + SECONDS_OF_SILENCE)
                if not running.stops_by(silence) and silence < deadline:
                    self.say(f"Waiting for {running.part.name}, which still finishes something.")
                running.wait_until_stopped(deadline)
        self.parts.clear()

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        """A signal handler: only take note."""
        self.stopping = True


@contextmanager
def watching(say: Callable[[str], None]) -> Iterator[Watch]:
    """A watch that signals can end; whatever happens, its parts are stopped."""
    watch = Watch(say)
    before = {number: signal.signal(number, watch.ask) for number in SIGNALS}
    try:
        yield watch
    except Stopped:
        say("Stopping.")
    finally:
        watch.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def fallen(running: Running, pause: float) -> str:
    """What to say about a part that ended by itself."""
    status = running.last_status or 0
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    when = "at once" if pause == 0 else f"in {pause:g} s"
    log = f" (its words: {running.part.log})" if running.part.log else ""
    return f"{running.part.name} {how}; it starts again {when}{log}"
