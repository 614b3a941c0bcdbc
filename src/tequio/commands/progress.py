"""How a command shows what it does: a bar in a terminal, elsewhere a line for each step."""

import sys

from tequio.supervisor.start import say

WIDTH = 30


def draw(share: float, words: str) -> None:
    """How far a long step is; where lines stay, each one is there to be read."""
    bar = f"[{('#' * round(WIDTH * share)).ljust(WIDTH, '.')}] {share:4.0%} "
    if not sys.stdout.isatty():
        say(bar + words)
        return
    sys.stdout.write(f"\r{bar}{words:<40}" + ("\n" if share >= 1 else ""))
    sys.stdout.flush()
