"""Nothing acknowledged is lost, nothing is stored twice: 2,000 messages while parts are killed.

    python benchmarks/crash.py durable       as the site runs
    python benchmarks/crash.py control       the same with synchronous_commit=off: must lose some
    python benchmarks/crash.py               both, one after the other

Starts the whole site under its supervisor in a folder of its own, lets 8 people write through HTTP
with retry and the same key, and meanwhile ends realtime, web, worker and the database by kill -9.
Then counts: what was acknowledged and is not stored, and what is stored more than once.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import django
import psycopg

from local_postgres import Server, running

PORT = 18_950
WRITERS = 8
MESSAGES = 2_000
PATIENCE = 600.0
CSRF = "c" * 32
PARTS = ("database", "web", "realtime", "worker")
# One kill after each so many acknowledged messages; every second one ends the database.
PLAN = ("database", "web", "database", "realtime", "database", "worker") * 2
KINDS = ("durable", "control")
CONTROL = "-c synchronous_commit=off"


@dataclass
class Tally:
    """What the writers were told, and what was done to the site."""

    acknowledged: set[str] = field(default_factory=set)
    tries: int = 0
    kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    is_over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Writer:
    """Somebody with an open session and a conversation."""

    public_id: str
    session: str


def main() -> int:
    """Each run in a process of its own: Django reads its database address once."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "both"
    if wanted in ("durable", "control"):
        return run(is_control=wanted == "control")
    here = [sys.executable, __file__]
    codes = [subprocess.run([*here, kind], check=False).returncode for kind in KINDS]
    return max(codes)


def run(is_control: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="crash-") as place:
        environment = surroundings(Path(place), is_control)
        site = subprocess.Popen(
            [sys.executable, "-m", "tequio.command_line", "run"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=(Path(place) / "words.txt").open("wb"),
        )
        try:
            until_ready(site)
            return measure(site, Path(place), is_control)
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait()


def surroundings(place: Path, is_control: bool) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"TEQUIO_VAR": str(place), "PORT": str(PORT), "TEQUIO_LOG_LEVEL": "ERROR"}
    environment["TEQUIO_ENVIRONMENT"] = "demo"
    return environment | ({"PGOPTIONS": CONTROL} if is_control else {})


def until_ready(site: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and site.poll() is None:
        if request("GET", "/readyz") == HTTPStatus.OK:
            return
        time.sleep(0.3)
    raise TimeoutError("the site does not start")


def request(method: str, path: str, *, body: str = "", cookie: str = "") -> int:
    """The status of one request on a connection of its own; 0 when there was no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    headers = {"Cookie": cookie, "Accept": "text/html-fragment"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def measure(site: subprocess.Popen[bytes], place: Path, is_control: bool) -> int:
    writers, tally = people(place), Tally()
    killer = threading.Thread(target=kill_parts, args=(site.pid, place, tally), daemon=True)
    threads = [
        threading.Thread(target=write, args=(writer, tally), daemon=True) for writer in writers
    ]
    began = time.monotonic()
    for thread in (killer, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    tally.is_over.set()
    killer.join()
    return report(tally, stored(place), time.monotonic() - began, is_control)


def people(place: Path) -> list[Writer]:
    """Eight people in four conversations, made through the actions of the site."""
    set_up_django(place)
    from django.test import Client  # noqa: PLC0415  (needs Django set up, like those below)
    from django.utils import timezone  # noqa: PLC0415
    from tests import cast  # noqa: PLC0415
    from tests.asks import send  # noqa: PLC0415

    from tequio.domain.asks import actions as asks  # noqa: PLC0415

    now, writers = timezone.now(), []
    joined = now - timedelta(days=30)  # long enough to be known: newcomers write less a day
    for number in range(WRITERS // 2):
        asker = cast.entrepreneur(f"Asker {number}", country="GT", language="es", now=joined)
        mentor = cast.mentor(f"Mentor {number}", country="MX", areas=["pricing"], now=joined)
        talk = asks.accept(ask=send(by=asker, to=mentor, now=now), by=mentor, now=now)
        for person in (asker, mentor):
            client = Client()
            client.force_login(person)
            writers.append(Writer(talk.public_id, client.cookies["sessionid"].value))
    return writers


def set_up_django(place: Path) -> None:
    """Points this process at the site's database."""
    os.environ |= {"DATABASE_URL": database(place).url, "TEQUIO_VAR": str(place)}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tequio.settings"
    django.setup()


def database(place: Path) -> Server:
    """The running server; waits until it has risen."""
    until = time.monotonic() + 60
    while (server := running(place)) is None:
        assert time.monotonic() < until, "the database does not come back"
        time.sleep(0.1)
    return server


def write(writer: Writer, tally: Tally) -> None:
    """Sends one message after the other, each with its key until it is acknowledged."""
    until = time.monotonic() + PATIENCE
    for _ in range(MESSAGES // WRITERS):
        key = str(uuid.uuid4())
        fields = {"text": key, "idempotency_key": key, "csrfmiddlewaretoken": CSRF}
        cookie = f"csrftoken={CSRF}; sessionid={writer.session}"
        path = f"/conversations/{writer.public_id}/send"
        while time.monotonic() < until:
            tally.tries += 1
            if request("POST", path, body=urlencode(fields), cookie=cookie) == HTTPStatus.CREATED:
                tally.acknowledged.add(key)
                break
            time.sleep(0.1)


def kill_parts(supervisor: int, place: Path, tally: Tally) -> None:
    """Goes through the plan as the messages come in."""
    for turn, part in enumerate(PLAN, start=1):
        while len(tally.acknowledged) < turn * MESSAGES // (len(PLAN) + 1):
            if tally.is_over.wait(0.02):
                return
        for pid in processes_of(part, supervisor, place):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        tally.kills[part] += 1


def processes_of(part: str, supervisor: int, place: Path) -> list[int]:
    """The process of a part, a child of our supervisor; of the database all processes at once."""
    if part == "database":
        postmaster = database(place).pid
        return [postmaster, *(pid for pid, _ in children(postmaster))]
    word = {"web": b"tequio.wsgi", "realtime": b"uvicorn", "worker": b"worker"}[part]
    return [pid for pid, line in children(supervisor) if word in line]


def children(parent: int) -> list[tuple[int, bytes]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(status[1]) == parent:
                found.append((int(folder.name), (folder / "cmdline").read_bytes()))
        except (OSError, IndexError):
            continue
    return found


def stored(place: Path) -> Counter[str]:
    """How many rows each message has, once the database stands again: its key is its text."""
    with psycopg.connect(database(place).url) as connection:
        rows = connection.execute("SELECT text FROM records_message WHERE sequence > 1")
        return Counter(text for (text,) in rows)


def report(tally: Tally, rows: Counter[str], seconds: float, is_control: bool) -> int:
    lost = sum(not rows[key] for key in tally.acknowledged)
    twice = sum(count > 1 for count in rows.values())
    kills = ", ".join(f"{part} {count}" for part, count in tally.kills.items())
    print("control: synchronous_commit=off" if is_control else "as the site runs")
    print(f"  {WRITERS} writers, {seconds:.0f} s, killed: {kills}; {tally.tries:,} tries")
    print(f"  acknowledged {len(tally.acknowledged):,} of {MESSAGES:,}")
    print(f"  lost         {lost:,}  {'must be more than 0' if is_control else 'limit 0'}")
    print(f"  twice        {twice:,}  limit 0")
    complete = len(tally.acknowledged) == MESSAGES and not twice
    return 0 if complete and (lost > 0) == is_control else 1


if __name__ == "__main__":
    sys.exit(main())
