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
    with pytest.raises(ports.PortTaken, match=f"Port {taken} is taken") as refused:
        ports.claim("127.0.0.1", str(taken))
    setting, free = refused.value.offer.split("=")
    assert setting == "PORT"
    assert ports.claim("127.0.0.1", free) == int(free)


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


@pytest.mark.parametrize("use", [ports.REALTIME, ports.SURVEYS])
def test_a_taken_port_beside_the_site_is_refused_by_its_name(use: ports.Use, taken: int) -> None:
    with pytest.raises(ports.PortTaken, match=rf"Port {taken}.*{use.setting}.*taken"):
        ports.claim_beside("127.0.0.1", str(taken), 8000, use, may_move=True)
    with pytest.raises(ports.PortTaken, match=use.setting):
        ports.claim_beside("127.0.0.1", None, taken - 1, use, may_move=False)


def test_what_browsers_are_told_moves_to_the_next_free_port(taken: int) -> None:
    port = ports.claim_beside("127.0.0.1", None, taken - 1, ports.REALTIME, may_move=True)
    assert port > taken


@pytest.mark.parametrize("may_move", [True, False])
def test_after_the_last_port_there_is_none(may_move: bool) -> None:
    with pytest.raises(ports.PortUnusable, match="live messages"):
        ports.claim_beside("127.0.0.1", None, ports.LARGEST, ports.REALTIME, may_move=may_move)


def test_two_servers_on_one_port_are_refused() -> None:
    with pytest.raises(ports.PortUnusable, match="must differ"):
        ports.refuse_shared(8000, 8001, 8001)
