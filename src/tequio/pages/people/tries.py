"""How many tries an account has: few from a place, more from all, its own on a known device."""

from dataclasses import dataclass
from typing import Final

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tequio.pages.people import known_device
from tequio.pages.shared import limits

MINUTES, HOUR, DAY = 300, 3600, 86400


@dataclass(frozen=True)
class Places:
    """How many uses fit into how many seconds."""

    most: int
    seconds: int


@dataclass(frozen=True)
class Door:
    """One way to an account: from one place or known device, and from all strange places."""

    name: str
    from_one_place: Places
    from_everywhere: Places
    of_one_address: Places | None = None

    def wait(self, request: HttpRequest, email: str) -> int:
        """Takes a try; 0, or the seconds until there is one."""
        now = timezone.now().timestamp()
        for key, places in self._places(request, email):
            if wait := limits.take(key, most=places.most, seconds=places.seconds, now=now):
                return wait
        return 0

    def give_back(self, request: HttpRequest, email: str) -> None:
        """The try was no guess: its places are free again."""
        for key, _places in self._places(request, email):
            limits.give_back(key)

    def _places(self, request: HttpRequest, email: str) -> list[tuple[str, Places]]:
        account = salted_hmac("tequio.tries", email.lower(), algorithm="sha256").hexdigest()[:32]
        device = known_device.device_of(request, email)
        if device:
            return [(f"{self.name}:{account}:on:{device}", self.from_one_place)]
        address = ratelimit.get_ip(request)
        found = [(f"{self.name}:{account}:from:{address}", self.from_one_place)]
        if self.of_one_address:
            found.append((f"{self.name}:from:{address}", self.of_one_address))
        return [*found, (f"{self.name}:{account}", self.from_everywhere)]


PASSWORD: Final = Door(
    "password",
    from_one_place=Places(10, MINUTES),
    of_one_address=Places(30, MINUTES),
    from_everywhere=Places(60, HOUR),
)
CODE_BY_MAIL: Final = Door("code", from_one_place=Places(5, HOUR), from_everywhere=Places(20, HOUR))
RESET_BY_MAIL: Final = Door("reset", from_one_place=Places(5, DAY), from_everywhere=Places(20, DAY))
