"""`tequio run` as an operator sets it up: another PostgreSQL, one host name, a proxy before it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from local_postgres import throw_away
from tequio.supervisor.ports import first_free

pytestmark = pytest.mark.slow

BY_TLS = {"X-Forwarded-Proto": "https"}
DATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
ANOTHER_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d|\[\d\d/")


@dataclass
class Site:
    """A running supervisor and where its words go."""

    process: "subprocess.Popen[bytes]"
    port: int
    output: Path

    def words(self) -> str:
        """Everything it said."""
        return self.output.read_text(encoding="utf-8")

    def status(self, path: str, *, host: str, port: int | None = None, **headers: str) -> int:
        """The status of a page; 0 where nobody answers."""
        connection = HTTPConnection("127.0.0.1", port or self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": host, **headers})
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def part(self, words: str) -> int | None:
        """The process of one part."""
        command = ["pgrep", "-P", str(self.process.pid), "-f", words]
        found = subprocess.run(command, capture_output=True, text=True).stdout.split()
        return int(found[0]) if found else None

    def until(self, condition: Callable[[], object], seconds: float = 180) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.words()[-3000:]
            assert self.process.poll() is None, self.words()[-3000:]
            time.sleep(0.2)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with one host name, which is not where it listens, and its surveys."""
    folder = tmp_path_factory.mktemp("run")
    port = first_free("127.0.0.1", 18600)
    assert port is not None
    with throw_away() as server:
        environment = {
            "PATH": os.defpath,
            "PORT": str(port),
            "TEQUIO_WEB_WORKERS": "1",
            "TEQUIO_VAR": str(folder / "var"),
            "TEQUIO_SITE_URL": "https://x.example",
            "TEQUIO_ALLOWED_HOSTS": "x.example",
            "TEQUIO_SECRET_KEY": "kQ8vXw3r9sL1mZ7pT5yB2nD4fG6hJ0aCeUiOxRqWzSkVbNtM_yP",
            "TEQUIO_SMTP_URL": "smtp://127.0.0.1:1",
            "TEQUIO_SURVEY_URL": "https://surveys.x.example",
            "TEQUIO_SURVEY_DATABASE_URL": server.url.replace("tequio@", "tequio_respondents@"),
            "DATABASE_URL": server.url,
        }
        with (folder / "output").open("wb") as output:
            command = [sys.executable, "-m", "tequio.command_line", "run"]
            process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        running = Site(process, port, folder / "output")
        try:
            running.until(lambda: "Tequio is ready" in running.words())
            yield running
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def test_another_host_is_refused_in_one_short_line(site: Site) -> None:
    before = len(site.words().splitlines())
    assert site.status("/", host="evil.example", **BY_TLS) == 400
    assert site.status("/readyz", host="127.0.0.1") == 400
    site.until(lambda: site.words().count("Invalid HTTP_HOST") >= 2)
    said = site.words().splitlines()[before:]
    refusals = [line for line in said if "Invalid HTTP_HOST" in line]
    assert len(refusals) == 2
    assert all(len(line) < 300 for line in refusals)


def test_without_encryption_people_are_led_to_it(site: Site) -> None:
    assert site.status("/", host="x.example") == 301


def test_it_becomes_ready_without_one_refused_question(site: Site) -> None:
    until_ready = site.words().partition("Tequio is ready")[0]
    assert "HTTP_HOST" not in until_ready
    assert "Traceback" not in site.words()
    assert site.status("/", host="x.example", **BY_TLS) == 200


def test_the_surface_of_respondents_answers_under_its_own_name(site: Site) -> None:
    answer = site.status("/healthz", host="surveys.x.example", port=site.port + 2)
    assert answer == 200


@pytest.mark.parametrize("words", ["web_server tequio.wsgi", "tequio.respondent_wsgi"])
def test_a_killed_server_comes_back(site: Site, words: str) -> None:
    before = site.part(words)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    site.until(lambda: site.part(words) not in (None, before))
    port = site.port if "tequio.wsgi" in words else site.port + 2
    host = "x.example" if "tequio.wsgi" in words else "surveys.x.example"
    site.until(lambda: site.status("/healthz", host=host, port=port) == 200)


def test_every_dated_line_has_the_same_kind_of_date(site: Site) -> None:
    site.until(lambda: "worker_started" in site.words())
    lines = site.words().splitlines()
    assert not [line for line in lines if ANOTHER_DATE.search(line)]
    records = [json.loads(line) for line in lines if line.startswith("{")]
    assert {"_granian", "tequio.commands.worker"} <= {record["logger"] for record in records}
    assert all(DATED.fullmatch(record["timestamp"]) for record in records)
    falls = [line for line in lines if "starts again" in line]
    assert falls
    assert all(DATED.match(line) for line in falls)
    assert not [line for line in lines if "[INFO]" in line or "Launching" in line]
