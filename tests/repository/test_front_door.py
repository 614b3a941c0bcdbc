"""The whole site under its supervisor: started, every part killed, stopped."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

import local_postgres
from tequio.supervisor.ports import first_free

pytestmark = pytest.mark.slow

PARTS = {
    "web": "tequio.web_server tequio.wsgi",
    "realtime": "tequio.realtime",
    "worker": "command_line worker",
    "holder of the database": "local_postgres hold",
}


@dataclass
class Site:
    """A running supervisor."""

    process: "subprocess.Popen[str]"
    port: int
    var: Path

    def part(self, words: str) -> int | None:
        """The process of one part, a child of the supervisor."""
        command = ["pgrep", "-P", str(self.process.pid), "-f", words]
        found = subprocess.run(command, capture_output=True, text=True).stdout.split()
        return int(found[0]) if found else None

    def answers(self) -> bool:
        """Whether a page comes."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def is_whole(self) -> bool:
        """Whether a page comes and every part runs: the worker starts after the pages."""
        return self.answers() and None not in [self.part(words) for words in PARTS.values()]

    def until(self, condition: Callable[[], bool], seconds: float = 120) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, (self.var / "output").read_text()[-3000:]
            assert self.process.poll() is None, (self.var / "output").read_text()[-3000:]
            time.sleep(0.1)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The site, in a folder with a space and an accent, on a free port."""
    with tempfile.TemporaryDirectory(prefix="tequio ñandú ", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        var = Path(folder) / "var"
        var.mkdir()
        port = first_free("127.0.0.1", 18300)
        assert port is not None
        process = launch(var, port)
        running = Site(process, port, var)
        try:
            running.until(running.is_whole, 120)
            yield running
        finally:
            running.process.kill()  # a test may have started another one
            running.process.wait()
            time.sleep(1)
            local_postgres.stop(var)


def launch(var: Path, port: int) -> "subprocess.Popen[str]":
    """Start the supervisor as `make run` does, as a demo: it needs no settings."""
    environment = {
        "PATH": os.defpath,
        "PORT": str(port),
        "TEQUIO_VAR": str(var),
        "TEQUIO_ENVIRONMENT": "demo",
    }
    command = [sys.executable, "-m", "tequio.command_line", "run"]
    with (var / "output").open("a") as output:
        return subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, text=True, cwd=var.parent
        )


def test_a_second_site_in_the_same_folder_is_refused(site: Site) -> None:
    second = launch(site.var, site.port)
    assert second.wait(120) == 1
    said = (site.var / "output").read_text()
    assert f"runs already at http://127.0.0.1:{site.port}, in another window." in said
    assert "is taken" not in said


def test_a_taken_port_is_refused_with_an_offer(site: Site, tmp_path: Path) -> None:
    second = launch(tmp_path, site.port)
    assert second.wait(120) == 1
    assert f"Port {site.port} is taken" in (tmp_path / "output").read_text()
    assert "Try another one: make run PORT=" in (tmp_path / "output").read_text()


@pytest.mark.parametrize("name", PARTS)
def test_a_killed_part_comes_back(site: Site, name: str) -> None:
    before = site.part(PARTS[name])
    assert before is not None
    os.kill(before, signal.SIGKILL)
    site.until(lambda: site.part(PARTS[name]) not in (None, before))
    site.until(site.answers)


def test_a_killed_database_comes_back(site: Site) -> None:
    before = local_postgres.running(site.var)
    assert before is not None
    os.kill(before.pid, signal.SIGKILL)
    site.until(lambda: pid_of(site.var) not in (None, before.pid))
    site.until(site.answers)


def pid_of(var: Path) -> int | None:
    """The process of the database."""
    server = local_postgres.running(var)
    return server.pid if server else None


def test_after_a_killed_supervisor_all_parts_end_and_the_next_start_works(site: Site) -> None:
    parts = [site.part(words) for words in PARTS.values()]
    site.process.kill()
    site.process.wait()
    wait_until_gone([pid for pid in parts if pid])
    site.process = launch(site.var, site.port)
    site.until(site.is_whole, 120)


def test_one_signal_stops_everything(site: Site) -> None:
    parts = [pid for pid in (site.part(words) for words in PARTS.values()) if pid]
    assert len(parts) == len(PARTS)
    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(120) == 0
    wait_until_gone(parts)
    assert local_postgres.running(site.var) is None


def wait_until_gone(pids: list[int], seconds: float = 60) -> None:
    """Wait until none of these processes runs."""
    deadline = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}/cmdline").exists() for pid in pids):
        assert time.monotonic() < deadline, f"still there: {pids}"
        time.sleep(0.1)
