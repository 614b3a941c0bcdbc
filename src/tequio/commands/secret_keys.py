"""Whether a secret key could be guessed."""

from itertools import pairwise
from typing import Final

SHORTEST: Final = 50
FEWEST_DIFFERENT: Final = 8
LEAST_VARIETY: Final = 0.8
RUN: Final = 3
EXAMPLE: Final = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
PUBLISHED: Final = ("only-for-demo-and-tests-", "django-insecure-")


def why_not(key: str) -> str:
    """What is wrong with a key, never the key itself; nothing where it looks random."""
    if key.startswith(PUBLISHED):
        return f"is a key that everybody can read. Make one: {EXAMPLE}"
    if len(key) < SHORTEST:
        return f"has {len(key)} characters; it needs {SHORTEST} random ones. Make one: {EXAMPLE}"
    if len(set(key)) < FEWEST_DIFFERENT or variety(key) < LEAST_VARIETY or follows(key):
        return f"repeats itself and could be guessed. Make one: {EXAMPLE}"
    return ""


def variety(key: str) -> float:
    """How many of the runs of three characters differ, as a share; near 1 where drawn at random."""
    runs = [key[start : start + RUN] for start in range(len(key) - RUN + 1)]
    return len(set(runs)) / len(runs)


def follows(key: str) -> bool:
    """Whether more than half of the characters are the next one of the alphabet."""
    steps = sum(ord(second) - ord(first) == 1 for first, second in pairwise(key))
    return steps > len(key) / 2
