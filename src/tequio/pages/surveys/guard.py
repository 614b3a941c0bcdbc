"""What every answer of the respondents' surface carries, and how many requests one address has."""

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tequio.pages.surveys import closed

WINDOW: Final = 60.0
MOST: Final = 240  # requests of one address in a window: a training room answers through one
MOST_ADDRESSES: Final = 20_000
METHODS: Final = ("GET", "HEAD", "POST")


class Guard:
    """One process serves this surface, so its memory knows every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.seen: OrderedDict[str, deque[float]] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            response = closed.quiet(status=405)
        elif self._is_too_fast(address_of(request), monotonic()):
            response = closed.quiet(status=429)
            response["Retry-After"] = str(int(WINDOW))
        else:
            response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _is_too_fast(self, address: str, now: float) -> bool:
        moments = self.seen.setdefault(address, deque(maxlen=MOST + 1))
        self.seen.move_to_end(address)
        while len(self.seen) > MOST_ADDRESSES:
            self.seen.popitem(last=False)
        while moments and moments[0] <= now - WINDOW:
            moments.popleft()
        moments.append(now)
        return len(moments) > MOST


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, past the proxies that are ours."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(chain) >= proxies and chain[-proxies]:
        return chain[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
