"""Which addresses are free."""

import errno
import socket
from contextlib import closing
from dataclasses import dataclass
from typing import Final

LARGEST = 65535


class PortUnusable(Exception):
    """No server of ours can listen there; the text says why."""


class PortTaken(PortUnusable):
    """Another program listens there; `offer` is the setting of a free one, where there is one."""

    def __init__(self, use: "Use", port: int, free: int | None) -> None:
        super().__init__(f"Port {port}{use.words} is taken by another program.")
        self.offer = f"{use.setting}={free}" if free else ""


@dataclass(frozen=True, slots=True)
class Use:
    """What a port is for, and the setting that names another one."""

    setting: str
    words: str = ""


SITE: Final = Use("PORT")
REALTIME: Final = Use("REALTIME_PORT", " for live messages (REALTIME_PORT, else PORT + 1)")
SURVEYS: Final = Use("SURVEY_PORT", " for the surveys (SURVEY_PORT, else PORT + 2)")


def obstacle(host: str, port: int) -> int | None:
    """The system's error number where a server could not listen; nothing where it could."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as failure:
            return failure.errno
    return None


def is_open(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.settimeout(2.0)
        return probe.connect_ex((host, port)) == 0


def first_free(host: str, start: int) -> int | None:
    """The first free port from a number on, among the next hundred."""
    candidates = range(start, min(start + 100, LARGEST + 1))
    return next((port for port in candidates if obstacle(host, port) is None), None)


def claim(host: str, words: str, use: Use = SITE) -> int:
    """The port that these words name, if it is free. Raises PortUnusable (PortTaken offers one)."""
    if not words.isdecimal() or not 0 < int(words) <= LARGEST:
        raise PortUnusable(
            f"{use.setting}={words} is no port{use.words}: it must be a number from 1 to {LARGEST}."
        )
    port = int(words)
    found = obstacle(host, port)
    if found == errno.EADDRINUSE:
        raise PortTaken(use, port, first_free(host, port + 10))
    if found is not None:
        raise PortUnusable(
            f"Port {port}{use.words} of {host} cannot be used: {errno.errorcode[found]}."
        )
    return port


def claim_beside(host: str, given: str | None, after: int, use: Use, *, may_move: bool) -> int:
    """The port that is given, else the one after `after`, or a later one. Raises PortUnusable.

    It may move where its address is told to browsers, and not where a proxy was told.
    """
    if given or not may_move:
        return claim(host, given or str(after + 1), use)
    free = first_free(host, after + 1)
    if free is None:
        raise PortUnusable(
            f"No port is free{use.words} between {after + 1} and {LARGEST}. Choose a lower PORT."
        )
    return free


def refuse_shared(site: int, realtime: int, surveys: int) -> None:
    """Raises PortUnusable where two servers were given one port."""
    if len({site, realtime, surveys}) < 3:
        raise PortUnusable(
            f"PORT={site}, REALTIME_PORT={realtime} and SURVEY_PORT={surveys} must differ."
        )
