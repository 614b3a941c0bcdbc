"""Which addresses are free."""

import socket
from collections.abc import Iterator

import pytest

from tequio.supervisor import ports


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_refused_with_an_offer(taken: int) -> None:
    with pytest.raises(ports.PortTaken, match=rf"Port {taken} is taken.*make demo PORT=\d+"):
        ports.claim("127.0.0.1", str(taken))


def test_the_offer_is_free(taken: int) -> None:
    offer = ports.first_free("127.0.0.1", taken)
    assert offer is not None
    assert offer > taken
    assert ports.claim("127.0.0.1", str(offer)) == offer


@pytest.mark.parametrize("words", ["", "eight", "0", "65536", "-1", "80.5"])
def test_what_is_no_port_is_refused(words: str) -> None:
    with pytest.raises(ports.PortUnusable, match="is no port"):
        ports.claim("127.0.0.1", words)


def test_an_address_of_another_machine_is_refused_with_the_reason() -> None:
    with pytest.raises(ports.PortUnusable, match="EADDRNOTAVAIL"):
        ports.claim("192.0.2.1", "8000")
