"""Hears what PostgreSQL announces and hands it to those who listen."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
import structlog
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from tequio.domain.conversations.actions import CHANNEL
from tequio.domain.conversations.streams import Listener

log = structlog.get_logger(__name__)
LONGEST_QUEUE: Final = 100
MOST_CONNECTIONS: Final = 4
SECONDS_UNTIL_RECONNECT: Final = 0.2
READ: Final = """
SELECT m.conversation_id, m.sequence, m.public_id, p.public_id, m.text,
       to_char(m.sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
FROM records_message m JOIN records_person p ON p.id = m.author_id
WHERE m.conversation_id = %s AND m.sequence > %s ORDER BY m.sequence LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class Event:
    """What a page is told: a message, how far the other has read, or that the state changed."""

    kind: str
    sequence: int
    data: dict[str, Any]


@dataclass(slots=True)
class Subscription:
    """One open page: the events that wait for it."""

    listener: Listener
    hub: "Hub"
    queue: asyncio.Queue[Event] = field(default_factory=lambda: asyncio.Queue(LONGEST_QUEUE))
    overflowed: bool = False

    async def replay(self, after: int) -> AsyncIterator[Event]:
        """Everything stored after this number."""
        while True:
            events = await self.hub.read(self.listener.conversation, after)
            for event in events:
                after = event.sequence
                yield event
            if not events:
                return

    def offer(self, event: Event) -> None:
        """A page that cannot keep up is let go: it comes back and is given what it missed."""
        try:
            self.queue.put_nowait(event)
        except asyncio.QueueFull:
            self.overflowed = True


class Hub:
    """One LISTEN connection for all pages of this process."""

    def __init__(self, database_url: str) -> None:
        self.database_url = database_url
        self.is_listening = False
        self._subscriptions: dict[int, set[Subscription]] = defaultdict(set)
        self._pool: AsyncConnectionPool[psycopg.AsyncConnection[TupleRow]] | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._pool = AsyncConnectionPool(
            self.database_url,
            min_size=1,
            max_size=MOST_CONNECTIONS,
            open=False,
            kwargs={"autocommit": True},
            check=AsyncConnectionPool.check_connection,
        )
        await self._pool.open()
        self._task = asyncio.create_task(self._listen_for_ever())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._pool is not None:
            await self._pool.close()

    @contextlib.asynccontextmanager
    async def subscribed(self, listener: Listener) -> AsyncIterator[Subscription]:
        """Subscribes first; the caller replays afterwards, so nothing falls between."""
        subscription = Subscription(listener, self)
        pages = self._subscriptions[listener.conversation]
        pages.add(subscription)
        try:
            yield subscription
        finally:
            pages.discard(subscription)
            if not pages:
                self._subscriptions.pop(listener.conversation, None)

    async def read(self, conversation: int, after: int) -> list[Event]:
        assert self._pool is not None  # noqa: S101  (started before any page is served)
        async with self._pool.connection() as connection:
            rows = await (await connection.execute(READ, (conversation, after))).fetchall()
        return [_message(row) for row in rows]

    async def _listen_for_ever(self) -> None:
        """Listens again whenever the connection breaks; the pages then catch up."""
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("listening_broke", error=type(error).__name__)
            self.is_listening = False
            await asyncio.sleep(SECONDS_UNTIL_RECONNECT)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            self.database_url, autocommit=True
        ) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self.is_listening = True
            self._let_everybody_go()
            async for notice in connection.notifies():
                await self._hear(notice.payload)

    def _let_everybody_go(self) -> None:
        """Pages opened before a break come back and replay: that is how nothing is lost."""
        for pages in list(self._subscriptions.values()):
            for page in pages:
                page.overflowed = True
                with contextlib.suppress(asyncio.QueueFull):
                    page.queue.put_nowait(Event("again", 0, {}))

    async def _hear(self, payload: str) -> None:
        kind, number, *rest = payload.split(" ")
        conversation = int(number)
        pages = self._subscriptions.get(conversation)
        if not pages:
            return
        for event in await self._events(kind, conversation, [int(part) for part in rest]):
            for page in list(pages):
                page.offer(event)

    async def _events(self, kind: str, conversation: int, rest: list[int]) -> list[Event]:
        if kind == "m":
            return await self.read(conversation, rest[0] - 1)
        if kind == "r":
            return [Event("read", rest[1], {"person": rest[0], "sequence": rest[1]})]
        return [Event("changed", 0, {})]


def _message(row: TupleRow) -> Event:
    _, sequence, public_id, author, text, sent_at = row
    return Event(
        "message",
        sequence,
        {"id": public_id, "sequence": sequence, "author": author, "text": text, "at": sent_at},
    )
