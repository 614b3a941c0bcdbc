"""The web server: nobody is connected before pages can be had, and a fallen worker is replaced."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tequio.supervisor.ports import first_free

SETTINGS = """
SECRET_KEY = "of a test"
ROOT_URLCONF = "small_pages"
ALLOWED_HOSTS = ["*"]
LANGUAGES = [("es", "Español")]
"""
SITE = """
from pathlib import Path
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()

def load():
    Path("made_ready").touch()
"""
PAGES = """
import os, time
from pathlib import Path
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("", lambda request: HttpResponse(str(os.getpid())))]
time.sleep(1)
with Path("loaded").open("a") as file:
    file.write("once\\n")
"""


@dataclass
class Served:
    """A small site being served from a folder."""

    process: "subprocess.Popen[bytes]"
    port: int
    folder: Path

    def answer(self) -> str | None:
        """The number of the process that answers; nothing where nobody does."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/")
            return connection.getresponse().read().decode()
        except OSError:
            return None
        finally:
            connection.close()

    def workers(self) -> list[str]:
        """The numbers of the processes that answer."""
        command = ["pgrep", "-P", str(self.process.pid)]
        return subprocess.run(command, capture_output=True, text=True).stdout.split()

    def is_open(self) -> bool:
        """Whether somebody listens."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def is_loaded(self) -> bool:
        """Whether the pages were imported to their end, and what they need made ready."""
        return (self.folder / "loaded").exists() and (self.folder / "made_ready").exists()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "small_settings.py").write_text(SETTINGS)
    (tmp_path / "small_site.py").write_text(SITE)
    (tmp_path / "small_pages.py").write_text(PAGES)
    port = first_free("127.0.0.1", 18700)
    assert port is not None
    command = [sys.executable, "-m", "tequio.web_server", "small_site", "--workers", "2"]
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "small_settings", "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        start_new_session=True,
    )
    yield Served(process, port, tmp_path)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_the_port_opens_once_pages_can_be_had(served: Served) -> None:
    refused = 0
    deadline = time.monotonic() + 60
    while not served.is_open():
        assert time.monotonic() < deadline
        assert served.process.poll() is None
        refused += 1
        time.sleep(0.02)
    assert served.is_loaded(), "somebody was connected who would have waited"
    assert refused > 0
    assert served.answer()


def test_a_killed_worker_is_replaced_without_loading_again(served: Served) -> None:
    deadline = time.monotonic() + 60
    while not served.answer():
        assert time.monotonic() < deadline
    first, second = served.workers()
    os.kill(int(first), signal.SIGKILL)
    while served.answer() in (None, first, second):
        assert time.monotonic() < deadline
    assert (served.folder / "loaded").read_text() == "once\n"
