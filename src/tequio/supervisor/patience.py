"""Words while something takes long: whoever waits in silence believes that it hangs."""

import time
from collections.abc import Callable

SECONDS_BETWEEN_LINES = 5.0


class Patience:
    """Says every few seconds that something goes on, and for how long it has."""

    def __init__(self, say: Callable[[str], None], words: str) -> None:
        self.say, self.words = say, words
        self.began = self.said = time.monotonic()

    def keep(self) -> None:
        """Say so if it is time."""
        now = time.monotonic()
        if now - self.said >= SECONDS_BETWEEN_LINES:
            self.say(f"{self.words}: {now - self.began:.0f} s so far.")
            self.said = now
