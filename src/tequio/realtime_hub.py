"""Hears what PostgreSQL announces and wakes the pages that it concerns.

A page is told numbers, never what was said: the message itself is read through the site, which
asks each time who is reading. So a page needs no queue: it holds what stands now, news replace
older news, and after any break it reads what stands from the database.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import psycopg
import structlog
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from tequio.domain.conversations.streams import CHANNEL, Listener

log = structlog.get_logger(__name__)
MOST_CONNECTIONS: Final = 4
SECONDS_UNTIL_RECONNECT: Final = 0.2
READ: Final = """
SELECT c.last_sequence, c.closed_at IS NULL,
       coalesce((SELECT max(p.read_sequence) FROM records_participant p
                 WHERE p.conversation_id = c.id AND p.person_id <> %s), 0)
FROM records_conversation c WHERE c.id = %s
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """The last message, up to where the other has read, and whether one may write."""

    sequence: int = 0
    read: int = 0
    is_open: bool = True


@dataclass(eq=False, slots=True)
class Subscription:
    """One open page: what stands in its conversation, and the bell that rings when it changes."""

    listener: Listener
    standing: Standing = field(default_factory=Standing)
    has_missed: bool = True
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, kind: str, numbers: list[int]) -> None:
        """Takes an announcement in; one's own reading is no news."""
        before = self.standing
        if kind == "m":
            sequence = max(before.sequence, numbers[0])
            self.standing = Standing(sequence, before.read, before.is_open)
        elif kind == "c":
            self.standing = Standing(before.sequence, before.read, bool(numbers[0]))
        elif numbers[0] != self.listener.person:
            self.standing = Standing(before.sequence, max(before.read, numbers[1]), before.is_open)
        if self.standing != before:
            self.bell.set()

    def catch_up(self, stored: Standing) -> None:
        """Takes in what the database holds; what was heard meanwhile may be newer."""
        heard = self.standing
        self.standing = Standing(
            max(heard.sequence, stored.sequence), max(heard.read, stored.read), stored.is_open
        )

    def missed(self) -> None:
        """Something may have been announced while nobody listened."""
        self.has_missed = True
        self.bell.set()


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

    @contextlib.contextmanager
    def subscribed(self, listener: Listener) -> Iterator[Subscription]:
        """A page that hears from now on; what stands it reads afterwards: nothing falls between."""
        subscription = Subscription(listener)
        pages = self._subscriptions[listener.conversation]
        pages.add(subscription)
        try:
            yield subscription
        finally:
            pages.discard(subscription)
            if not pages:
                self._subscriptions.pop(listener.conversation, None)

    async def standing(self, page: Subscription) -> Standing:
        """What is current for this page; asks the database when it may have missed something."""
        page.bell.clear()
        if page.has_missed:
            page.has_missed = False
            page.catch_up(await self._read(page.listener))
        return page.standing

    async def _read(self, listener: Listener) -> Standing:
        assert self._pool is not None  # noqa: S101  (started before any page is served)
        async with self._pool.connection() as connection:
            found = await connection.execute(READ, (listener.person, listener.conversation))
            row = await found.fetchone()
        return Standing(row[0], row[2], row[1]) if row else Standing()

    async def _listen_for_ever(self) -> None:
        """Listens again whenever the connection breaks; the pages then read what they missed."""
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
            for page in self._everybody():
                page.missed()
            async for notice in connection.notifies():
                self._hear(notice.payload)

    def _everybody(self) -> list[Subscription]:
        return [page for pages in self._subscriptions.values() for page in pages]

    def _hear(self, payload: str) -> None:
        kind, *numbers = payload.split(" ")
        conversation, *rest = (int(number) for number in numbers)
        for page in self._subscriptions.get(conversation, ()):
            page.hear(kind, rest)
