"""Live messages: 5,000 open pages on one process, 100 messages a second, over real sockets.

    python benchmarks/realtime.py            5,000 pages, 15 seconds of messages
    python benchmarks/realtime.py 500 5      500 pages, 5 seconds

A message is timed from before the COMMIT of its transaction (on a database of its own, its write
to the disk included) until the page's socket has the event. Two pages listen to each conversation.
Prints each figure with its limit; the exit code is 1 if one is missed.
"""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psycopg

from local_postgres import ensure_running, stop

PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 15.0
PER_SECOND = 100
CONVERSATIONS = PAGES // 2
AT_ONCE = 100
LIMITS = {"p50, ms": 3.0, "p99, ms": 20.0, "kB a page": 30.0, "lost": 0.0, "repeated": 0.0}
# Only what the realtime process reads: it is measured, not the site's pages.
SCHEMA = """
CREATE TABLE records_conversation (id bigint PRIMARY KEY, last_sequence int NOT NULL DEFAULT 0,
    closed_at timestamptz);
CREATE TABLE records_participant (conversation_id bigint, person_id bigint, read_sequence int);
CREATE INDEX ON records_participant (conversation_id);
INSERT INTO records_conversation (id) SELECT generate_series(1, {conversations});
INSERT INTO records_participant
    SELECT id, 2 * id + side, 0 FROM records_conversation, generate_series(0, 1) AS side;
"""
SEND = "UPDATE records_conversation SET last_sequence = %s WHERE id = %s"
TELL = "SELECT pg_notify('conversations', %s)"


class Pages:
    """All open pages: what each heard and when."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.heard: list[tuple[int, int, float]] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.writers: list[asyncio.StreamWriter] = []

    async def open_all(self, tokens: list[tuple[int, str]]) -> None:
        for start in range(0, len(tokens), AT_ONCE):
            some = tokens[start : start + AT_ONCE]
            await asyncio.gather(*(self.open(conversation, token) for conversation, token in some))

    async def open(self, conversation: int, token: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=4096)
        writer.write(f"GET /events?t={token} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await reader.readuntil(b"retry: 1000\n\n")
        self.writers.append(writer)
        self.tasks.append(asyncio.create_task(self.listen(conversation, reader)))

    async def listen(self, conversation: int, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if line.startswith(b"id: "):
                self.heard.append((conversation, int(line[4:]), time.perf_counter()))

    def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        for writer in self.writers:
            writer.close()


def main() -> int:
    allow_files(2 * PAGES + 500)
    gc.disable()  # the clock of the pages runs in this process: it must not stand still
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        try:
            url = ensure_running(Path(place)).url
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(SCHEMA.format(conversations=CONVERSATIONS))
            return asyncio.run(measure(url))
        finally:
            stop(Path(place))


def allow_files(wanted: int) -> None:
    """Each page is a socket on both sides."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if most == resource.RLIM_INFINITY else min(most, max(wanted, 1024))
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (most, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    )


async def measure(url: str) -> int:
    port = 18_900
    server = start_server(url, port)
    pages = Pages(port)
    try:
        await until_ready(port)
        empty = memory_of(server.pid)
        began = time.perf_counter()
        await pages.open_all(tokens())
        opened = time.perf_counter() - began
        await asyncio.sleep(2)
        each = (memory_of(server.pid) - empty) / PAGES
        sent = await send_messages(url)
        await asyncio.sleep(2)
        print(
            f"{PAGES:,} pages opened in {opened:.1f} s; {len(sent):,} messages in {SECONDS:.0f} s"
        )
        return report(pages.heard, sent, each)
    finally:
        pages.close()
        server.kill()
        server.wait()


def start_server(url: str, port: int) -> subprocess.Popen[bytes]:
    """The realtime process as the supervisor starts it."""
    command = [sys.executable, "-m", "uvicorn", "--port", str(port), "--no-access-log"]
    command += ["--log-level", "warning", "tequio.realtime:application"]
    return subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})


async def until_ready(port: int) -> None:
    for _ in range(300):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            line = await reader.readline()
            writer.close()
            if b"200" in line:
                return
        except OSError:
            pass
        await asyncio.sleep(0.1)
    raise TimeoutError("the realtime process does not start")


def tokens() -> list[tuple[int, str]]:
    """Two listeners for each conversation, with the rights that the pages of the site make."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
    from tequio.domain.conversations.streams import Listener, token_for  # noqa: PLC0415  (settings first)

    return [
        (number, token_for(Listener(2 * number + side, number)))
        for number in range(1, CONVERSATIONS + 1)
        for side in (0, 1)
    ]


def memory_of(pid: int) -> float:
    """Resident memory in kB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return float(line.split()[1])
    raise LookupError(pid)


async def send_messages(url: str) -> dict[tuple[int, int], float]:
    """A hundred a second, each in a transaction of its own, to a conversation by chance."""
    rng = np.random.default_rng(7)
    sent: dict[tuple[int, int], float] = {}
    last = dict.fromkeys(range(1, CONVERSATIONS + 1), 0)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        began = time.perf_counter()
        for count in range(int(PER_SECOND * SECONDS)):
            await asyncio.sleep(max(0.0, began + count / PER_SECOND - time.perf_counter()))
            conversation = int(rng.integers(1, CONVERSATIONS + 1))
            last[conversation] += 1
            number = last[conversation]
            await connection.execute("BEGIN")
            await connection.execute(SEND, (number, conversation))
            await connection.execute(TELL, (f"m {conversation} {number}",))
            sent[conversation, number] = time.perf_counter()
            await connection.execute("COMMIT")
    return sent


def report(
    heard: list[tuple[int, int, float]], sent: dict[tuple[int, int], float], kilobytes: float
) -> int:
    took = [(at - sent[conversation, number]) * 1000 for conversation, number, at in heard]
    p50, p99 = np.percentile(took, [50, 99])
    times: dict[tuple[int, int], int] = {}
    for conversation, number, _ in heard:
        times[conversation, number] = times.get((conversation, number), 0) + 1
    lost = sum(max(0, 2 - times.get(message, 0)) for message in sent)
    repeated = sum(max(0, count - 2) for count in times.values())
    values = dict(zip(LIMITS, (p50, p99, kilobytes, lost, repeated), strict=True))
    for name, limit in LIMITS.items():
        print(f"{name:12} {values[name]:8.2f}  limit {limit:6.1f}")
    print(f"slowest, ms  {max(took):8.2f}  of {len(took):,} deliveries")
    return 0 if all(values[name] <= limit for name, limit in LIMITS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
