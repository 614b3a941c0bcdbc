"""Blocking takes effect at once, in both directions, and can be taken back by who blocked."""

from django.test import Client

from tequio.domain.safety import actions
from tequio.records.asks import Ask
from tequio.records.safety import Block
from tests import cast as people
from tests.asks import send
from tests.pages.hostile import NUL_IN_ADDRESS


def key(number: int = 0) -> dict[str, str]:
    return {"idempotency_key": str(people.key(number))}


def test_oneself_and_nobody_cannot_be_blocked(client: Client, cast) -> None:
    client.force_login(cast.maria)
    for whom in (cast.maria.public_id, "nobody", NUL_IN_ADDRESS):
        assert client.get(f"/block/{whom}").status_code == 404
        assert client.post(f"/block/{whom}", key()).status_code == 404


def test_a_block_of_somebody_else_cannot_be_taken_back(client: Client, cast, now) -> None:
    actions.block(by=cast.luis, person=cast.maria, now=now)
    client.force_login(cast.maria)
    assert client.post(f"/blocked/{cast.luis.public_id}/unblock", key()).status_code == 404
    assert Block.objects.exists()


def test_opening_the_page_blocks_nobody(client: Client, cast) -> None:
    client.force_login(cast.maria)
    assert "Luis Ortega" in client.get(f"/block/{cast.luis.public_id}").content.decode()
    assert not Block.objects.exists()


def test_a_block_ends_the_open_ask_and_hides_both(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.luis)
    client.post(f"/block/{cast.maria.public_id}", key())
    client.post(f"/block/{cast.maria.public_id}", key(1))
    assert Block.objects.count() == 1
    assert Ask.objects.get().state == "withdrawn"
    assert client.get(f"/asks/{ask.public_id}/").status_code == 404
    client.force_login(cast.maria)
    assert "Luis" not in client.get(f"/asks/{ask.public_id}/").content.decode()
    assert client.get(f"/mentors/{cast.luis.public_id}/").status_code == 404


def test_it_is_listed_and_taken_back(client: Client, cast, now) -> None:
    actions.block(by=cast.maria, person=cast.luis, now=now)
    client.force_login(cast.maria)
    assert "Luis Ortega" in client.get("/blocked/").content.decode()
    client.post(f"/blocked/{cast.luis.public_id}/unblock", key())
    assert not Block.objects.exists()
