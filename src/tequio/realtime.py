"""Server-sent events of conversations, in a process of its own: raw ASGI over LISTEN/NOTIFY.

`GET /events?t=TOKEN&after=N` (or `Last-Event-ID: N`) says, now and whenever it changes:

    event: message   id: 8   data: {"sequence": 8}    messages up to number 8 can be read
    event: read              data: {"sequence": 7}    the other has read up to number 7
    event: changed           data: {"open": false}    the conversation was closed, or opened again

Each is said once while it holds, in order; after a break the first words say what stands.
"""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping
from typing import Any, Final
from urllib.parse import parse_qs

import django
import psycopg
import psycopg_pool
import structlog

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
django.setup()

from tequio.domain.conversations import streams  # noqa: E402  (Django is set up first)
from tequio.realtime_hub import Hub, Standing, Subscription  # noqa: E402  (Django is set up first)

log = structlog.get_logger(__name__)
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

SECONDS_BETWEEN_BEATS: Final = 20.0
SECONDS_OPEN: Final = 3600.0
MILLISECONDS_UNTIL_RETRY: Final = 1000
ALLOCATIONS_UNTIL_COLLECTED: Final = (20_000, 20, 100)
AWAY: Final = (psycopg.Error, psycopg_pool.PoolTimeout, OSError)
# The token in the address is the whole right to listen, and no cookie is read.
FROM_ANY_PAGE: Final = (b"access-control-allow-origin", b"*")
HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    FROM_ANY_PAGE,
]

hub = Hub(os.environ.get("DATABASE_URL", ""))


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI entry: life of the process, health, events."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] != "http":
        return
    elif scope["method"] not in ("GET", "HEAD"):
        await _answer(send, 405, b"read only\n", [(b"allow", b"GET, HEAD")])
    elif scope["path"] == "/events":
        await _events(scope, receive, send)
    elif scope["path"] in ("/healthz", "/readyz"):
        ready = scope["path"] == "/healthz" or hub.is_listening
        await _answer(send, 200 if ready else 503, b"ok\n" if ready else b"database away\n")
    else:
        await _answer(send, 404, b"nothing here\n")


async def _live(receive: Receive, send: Send) -> None:
    while True:
        event = await receive()
        if event["type"] == "lifespan.startup":
            _collect_rarely()
            await hub.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _collect_rarely() -> None:
    """A full collection among thousands of open pages holds everybody up; pages make few cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*ALLOCATIONS_UNTIL_COLLECTED)


async def _answer(send: Send, status: int, body: bytes, headers: Any = ()) -> None:
    plain = [(b"content-type", b"text/plain; charset=utf-8"), FROM_ANY_PAGE, *headers]
    await send({"type": "http.response.start", "status": status, "headers": plain})
    await send({"type": "http.response.body", "body": body})


async def _events(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        listener, after = _asked(scope)
    except (streams.NotAListener, ValueError):
        await _answer(send, 403, b"not a listener\n")
        return
    if not hub.is_listening:
        await _answer(send, 503, b"database away\n", [(b"retry-after", b"2")])
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await _send_text(send, f"retry: {MILLISECONDS_UNTIL_RETRY}\n\n")
    if scope["method"] == "GET":
        await _stream(listener, after, receive, send)
    await send({"type": "http.response.body", "body": b""})


def _asked(scope: Scope) -> tuple[streams.Listener, int]:
    """Who listens to what, and the last message that is known there already."""
    query = parse_qs(scope["query_string"].decode("ascii", "replace"))
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    listener = streams.listener_of(query.get("t", [""])[0])
    return listener, int(headers.get(b"last-event-id") or query.get("after", ["0"])[0])


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(listener: streams.Listener, after: int, receive: Receive, send: Send) -> None:
    """Until the page leaves, its hour is over or the database is away."""
    gone = asyncio.create_task(_gone(receive))
    until = asyncio.get_running_loop().time() + SECONDS_OPEN
    try:
        with hub.subscribed(listener) as page:
            gone.add_done_callback(lambda _: page.bell.set())
            async for text in _words(page, after):
                await _send_text(send, text)
                if gone.done() or asyncio.get_running_loop().time() > until:
                    return
    except AWAY as error:
        log.warning("stream_broke", error=type(error).__name__)
    finally:
        gone.cancel()


async def _words(page: Subscription, after: int) -> AsyncIterator[str]:
    """What stands, then what changes; a beat when nothing does."""
    said = Standing(sequence=after)
    while True:
        stands = await hub.standing(page)
        yield "".join(news(said, stands))
        said = stands
        try:
            async with asyncio.timeout(SECONDS_BETWEEN_BEATS):
                await page.bell.wait()
        except TimeoutError:
            yield ": beat\n\n"


def news(said: Standing, stands: Standing) -> Iterator[str]:
    """What a page that knows `said` has to be told; an id is where a broken stream goes on."""
    if stands.sequence > said.sequence:
        data = f'{{"sequence": {stands.sequence}}}'
        yield f"id: {stands.sequence}\nevent: message\ndata: {data}\n\n"
    if stands.read > said.read:
        yield f'event: read\ndata: {{"sequence": {stands.read}}}\n\n'
    if stands.is_open != said.is_open:
        yield f'event: changed\ndata: {{"open": {str(stands.is_open).lower()}}}\n\n'


async def _send_text(send: Send, text: str) -> None:
    if text:
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
