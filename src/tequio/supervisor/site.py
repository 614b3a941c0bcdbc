"""The parts of Tequio and the order in which they start."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tequio.supervisor import respondents
from tequio.supervisor.health import Question, name_for
from tequio.supervisor.parts import Part
from tequio.supervisor.patience import Patience
from tequio.supervisor.ports import is_open
from tequio.supervisor.surroundings import Surroundings
from tequio.supervisor.watch import Stopped, Watch

PYTHON = sys.executable
REALTIME_LOGS = Path(__file__).parents[1] / "realtime_logs.json"
SECONDS_TO_START = 90.0
SECONDS_FOR_THE_OTHERS = 15.0


class NotStarted(Exception):
    """A step failed; the text says which and where its words are."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site about to run under a watch."""

    watch: Watch
    around: Surroundings
    say: Callable[[str], None]
    logs: Path | None

    def keep_database(self) -> None:
        """Watch over the database, unless DATABASE_URL named one."""
        if self.around.database_is_ours:
            command = [PYTHON, "-m", "local_postgres", "hold", str(self.around.var)]
            self.watch.add(self.part("database", command, seconds_to_stop=60.0))

    def run_step(self, *words: str) -> None:
        """Run one `tequio` command to its end. Raises NotStarted, or Stopped when asked to end.

        In a session of its own: Ctrl-C reaches the supervisor alone, which then ends the command.
        """
        command = [PYTHON, "-m", "tequio.command_line", *words]
        environment = dict(self.around.environment)
        step = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own command
        try:
            while True:
                try:
                    status = step.wait(0.1)
                    break
                except subprocess.TimeoutExpired:
                    self.watch.look()
        except Stopped:
            step.terminate()
            step.wait()
            raise
        if status:
            self.watch.look()  # whoever asked for the end may have ended the command as well
            raise NotStarted(f"`tequio {' '.join(words)}` failed (status {status}).")

    def start_servers(self) -> None:
        """Start web and realtime, wait until a page can be read, then start the worker.

        Nobody waits for the worker: it leaves the processors to those who are waited for.
        """
        commands = self.commands()
        for name in ("web", "realtime"):
            self.watch.add(self.part(name, commands[name]))
        others = [self.around.realtime_port, *self.start_respondents()]
        if not self.wait_for(self.question.is_answered, seconds=SECONDS_TO_START):
            raise NotStarted(
                f"The site does not answer as {self.question.name} at "
                f"{self.around.host}:{self.around.port}. Its words: {self.logs or 'above'}"
            )
        # Pages serve without them: a part that keeps falling is told of, and no reason to end.
        self.wait_for(
            lambda: all(is_open(self.around.host, port) for port in others),
            seconds=SECONDS_FOR_THE_OTHERS,
        )
        self.watch.add(self.part("worker", commands["worker"]))

    def wait_for(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """Keep watch until something is ready, and say that we wait; false if it takes longer."""
        patience = Patience(self.say, "The servers are starting")

        def is_ready() -> bool:
            patience.keep()
            return ready()

        return self.watch.wait_for(is_ready, seconds=seconds)

    def start_respondents(self) -> list[int]:
        """Start the surface of the studies, where it has an address and a database role.

        Gives the port that it listens on, if it was started.
        """
        around = self.around
        told = self.told_to_respondents()
        if told is None:
            return []
        part = self.part("survey", respondents.command(around.host, around.survey_port))
        self.watch.add(replace(part, environment=told))
        return [around.survey_port]

    def commands(self) -> dict[str, list[str]]:
        """The command of each server."""
        around = self.around
        web = [PYTHON, "-m", "tequio.web_server", "tequio.wsgi", "--host", around.host]
        web += ["--port", str(around.port), "--workers", str(around.workers)]
        realtime = [PYTHON, "-m", "uvicorn", "--host", around.host, "--port"]
        realtime += [str(around.realtime_port), "--no-access-log", "--log-level", "warning"]
        realtime += ["--log-config", str(REALTIME_LOGS)]
        return {
            "web": web,
            "realtime": [*realtime, "tequio.realtime:application"],
            "worker": [PYTHON, "-m", "tequio.command_line", "worker"],
        }

    def part(self, name: str, command: list[str], *, seconds_to_stop: float = 10.0) -> Part:
        """One part with its log."""
        log = self.logs / f"{name}.log" if self.logs else None
        return Part(name, command, self.around.environment, log, seconds_to_stop)

    @property
    def question(self) -> Question:
        """What the web server is asked before the site is called ready."""
        around = self.around
        allowed = around.environment.get("TEQUIO_ALLOWED_HOSTS", "")
        return Question(around.host, around.port, "/readyz", name_for(allowed, around.host))

    def told_to_respondents(self) -> dict[str, str] | None:
        """The environment of the surface of the studies; nothing where there is no surface."""
        around = self.around
        return respondents.environment(around.environment, database_is_ours=around.database_is_ours)
