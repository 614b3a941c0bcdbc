"""Which addresses are free."""

import socket
from contextlib import closing


class PortTaken(Exception):
    """Another program listens there."""

    def __init__(self, port: int, free: int | None) -> None:
        offer = f" Try another one: make demo PORT={free}" if free else ""
        super().__init__(f"Port {port} is taken by another program.{offer}")


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def first_free(host: str, start: int) -> int | None:
    """The first free port from a number on, among the next hundred."""
    return next(
        (port for port in range(start, min(start + 100, 65536)) if is_free(host, port)), None
    )


def claim(host: str, port: int) -> int:
    """The port, if it is free. Raises PortTaken with an offer."""
    if not is_free(host, port):
        raise PortTaken(port, first_free(host, port + 10))
    return port
