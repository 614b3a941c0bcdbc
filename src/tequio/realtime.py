"""Server-sent events of conversations, in a process of its own: raw ASGI over LISTEN/NOTIFY.

`GET /events?t=TOKEN` with `Last-Event-ID` (or `after=N`) streams every message of one conversation
after that number: first what the database holds, then what arrives, each once and in order.
"""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any, Final
from urllib.parse import parse_qs

import django
import structlog

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")
django.setup()

from tequio.domain.conversations import streams  # noqa: E402  (Django is set up first)
from tequio.realtime_hub import Event, Hub, Subscription  # noqa: E402  (Django is set up first)

log = structlog.get_logger(__name__)
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

SECONDS_BETWEEN_BEATS: Final = 20.0
SECONDS_OPEN: Final = 3600.0
MILLISECONDS_UNTIL_RETRY: Final = 1000
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
    elif scope["type"] == "http" and scope["path"] == "/events":
        await _events(scope, receive, send)
    elif scope["type"] == "http" and scope["path"] in ("/healthz", "/readyz"):
        ready = scope["path"] == "/healthz" or hub.is_listening
        await _answer(send, 200 if ready else 503, b"ok\n" if ready else b"database away\n")
    elif scope["type"] == "http":
        await _answer(send, 404, b"nothing here\n")


async def _live(receive: Receive, send: Send) -> None:
    while True:
        event = await receive()
        if event["type"] == "lifespan.startup":
            await hub.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _answer(send: Send, status: int, body: bytes, headers: Any = ()) -> None:
    plain = [(b"content-type", b"text/plain; charset=utf-8"), *headers]
    await send({"type": "http.response.start", "status": status, "headers": plain})
    await send({"type": "http.response.body", "body": body})


async def _events(scope: Scope, receive: Receive, send: Send) -> None:
    query = parse_qs(scope["query_string"].decode("ascii", "replace"))
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    try:
        listener = streams.listener_of(query.get("t", [""])[0])
        after = int(headers.get(b"last-event-id") or query.get("after", ["0"])[0])
    except (streams.NotAListener, ValueError):
        await _answer(send, 403, b"not a listener\n", [FROM_ANY_PAGE])
        return
    if not hub.is_listening:
        await _answer(send, 503, b"database away\n", [FROM_ANY_PAGE, (b"retry-after", b"2")])
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await _send_text(send, f"retry: {MILLISECONDS_UNTIL_RETRY}\n\n")
    gone = asyncio.create_task(_until_gone(receive))
    stream = asyncio.create_task(_stream(listener, after, send))
    try:
        await asyncio.wait(
            {gone, stream}, timeout=SECONDS_OPEN, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        for task in (gone, stream):
            task.cancel()
        await asyncio.gather(gone, stream, return_exceptions=True)
    with contextlib.suppress(OSError):
        await send({"type": "http.response.body", "body": b""})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(listener: streams.Listener, after: int, send: Send) -> None:
    """Replays what is stored, then passes on what arrives; beats when nothing does."""
    async with hub.subscribed(listener) as subscription:
        async for event in _with_beats(subscription, after):
            await _send_text(send, event)


async def _with_beats(subscription: Subscription, after: int) -> AsyncIterator[str]:
    last = after
    async for event in subscription.replay(after):
        last = event.sequence
        yield _as_text(event)
    while not subscription.overflowed:
        try:
            arrived = await asyncio.wait_for(subscription.queue.get(), SECONDS_BETWEEN_BEATS)
        except TimeoutError:
            yield ": beat\n\n"
            continue
        if arrived.kind == "message" and arrived.sequence <= last:
            continue
        if arrived.kind == "message":
            last = arrived.sequence
        yield _as_text(arrived)


def _as_text(event: Event) -> str:
    """Only messages carry an id: it is where a broken stream goes on."""
    number = f"id: {event.sequence}\n" if event.kind == "message" else ""
    return f"{number}event: {event.kind}\ndata: {json.dumps(event.data, ensure_ascii=False)}\n\n"


async def _send_text(send: Send, text: str) -> None:
    await send(
        {"type": "http.response.body", "body": text.encode("utf-8", "replace"), "more_body": True}
    )
