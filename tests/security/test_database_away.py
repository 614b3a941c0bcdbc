"""The database goes away under a running web server: 503 and, without a restart, back again."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from local_postgres import server
from tests.mail_server import free_port

LONGEST_WAIT = 30.0


@dataclass
class Site:
    port: int
    database: Path
    log: Path

    def get(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Accept-Language": "es"})
        answer = connection.getresponse()
        answer.body = answer.read().decode()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def until(self, path: str, status: int) -> float:
        """Seconds until the page answers with this status."""
        began = time.monotonic()
        while time.monotonic() - began < LONGEST_WAIT:
            try:
                if self.get(path).status == status:
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"{path} never answered {status}: {self.log.read_text()[-2000:]}")


def run(environment: dict[str, str], log: Path, *command: str) -> subprocess.Popen[bytes]:
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


@contextmanager
def web(environment: dict[str, str], log: Path, port: int) -> Iterator[None]:
    process = run(environment, log, "tequio.web_server", "tequio.wsgi", "--port", str(port))
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("away")
    running = server.ensure_running(folder / "postgres")
    port, log = free_port(), folder / "web.log"
    environment = {
        **os.environ,
        "DATABASE_URL": running.url,
        "TEQUIO_ENVIRONMENT": "demo",
        "TEQUIO_VAR": str(folder / "var"),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "tequio.settings",
    }
    assert run(environment, log, "tequio.command_line", "prepare").wait(120) == 0, log.read_text()
    try:
        with web(environment, log, port):
            made = Site(port, folder / "postgres", log)
            made.until("/", 200)
            yield made
    finally:
        server.stop(folder / "postgres")


@pytest.fixture(scope="module")
def away(site: Site) -> http.client.HTTPResponse:
    """What the start page answers while there is no database, which comes back afterwards."""
    server.stop(site.database)
    answer = site.get("/")
    server.ensure_running(site.database)
    return answer


def test_while_it_is_away_the_answer_is_503_and_when_to_come_back(
    away: http.client.HTTPResponse,
) -> None:
    assert away.status == 503
    assert int(away.headers["Retry-After"]) > 0


def test_it_is_a_page_in_the_readers_language_with_our_policy(
    away: http.client.HTTPResponse,
) -> None:
    assert '<html lang="es"' in away.body  # type: ignore[attr-defined]
    assert "default-src 'none'" in away.headers["Content-Security-Policy"]


def test_without_a_restart_it_serves_again_in_ten_seconds(
    site: Site, away: http.client.HTTPResponse
) -> None:
    assert site.until("/", 200) < 10


def test_a_token_in_an_address_never_reaches_the_log(
    site: Site, away: http.client.HTTPResponse
) -> None:
    site.until("/", 200)
    for path in ("/answer/zanate-token", "/reply/zanate-token", "/how-it-went/zanate-token"):
        site.get(path)
    site.get("/account/password/reset/key/3-zanate-token/")
    site.get("/nowhere/answer/zanate-token")
    assert "zanate" not in site.log.read_text()
