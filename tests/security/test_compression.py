"""Pages travel compressed, as their weight is counted, and their length tells nothing."""

import gzip

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_who_cannot_read_it_gets_plain_text(client: Client) -> None:
    answer = client.get("/account/signup/")
    assert "Content-Encoding" not in answer
    assert "Accept-Encoding" in answer["Vary"]


def test_a_page_is_a_third_on_the_way(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    plain = client.get("/my-needs/").content
    packed = client.get("/my-needs/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain) / 3
    assert b"</html>" in gzip.decompress(packed.content)


def test_the_same_page_has_many_lengths(client: Client) -> None:
    """BREACH: who could compare lengths would guess at what a page holds."""
    lengths = {
        len(client.get("/account/signup/", headers={"accept-encoding": "gzip"}).content)
        for _ in range(12)
    }
    assert len(lengths) > 3
