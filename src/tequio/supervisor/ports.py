"""Which addresses are free."""

import errno
import socket
from contextlib import closing

LARGEST = 65535


class PortUnusable(Exception):
    """No server of ours can listen there; the text says why."""


class PortTaken(PortUnusable):
    """Another program listens there."""

    def __init__(self, port: int, free: int | None) -> None:
        offer = f" Try another one: make demo PORT={free}" if free else ""
        super().__init__(f"Port {port} is taken by another program.{offer}")


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


def claim(host: str, words: str) -> int:
    """The port that these words name, if it is free. Raises PortUnusable (PortTaken offers one)."""
    if not words.isdecimal() or not 0 < int(words) <= LARGEST:
        raise PortUnusable(f"PORT={words} is no port: it must be a number from 1 to {LARGEST}.")
    port = int(words)
    found = obstacle(host, port)
    if found == errno.EADDRINUSE:
        raise PortTaken(port, first_free(host, port + 10))
    if found is not None:
        raise PortUnusable(f"Port {port} of {host} cannot be used: {errno.errorcode[found]}.")
    return port
