"""Taking an ask back: said what it does, and done only after a yes."""

import pytest
from django.test import Client

from tequio.records.asks import Ask
from tests import cast as people
from tests.asks import send


@pytest.fixture
def ask(cast, now) -> Ask:
    return send(by=cast.maria, to=cast.luis, now=now)


def test_the_mentor_of_an_ask_cannot_take_it_back(client: Client, cast, ask) -> None:
    client.force_login(cast.luis)
    assert client.get(f"/asks/{ask.public_id}/withdraw").status_code == 403
    client.force_login(cast.pedro)
    assert client.get(f"/asks/{ask.public_id}/withdraw").status_code == 404


def test_nothing_happens_before_the_yes(client: Client, cast, ask) -> None:
    client.force_login(cast.maria)
    address = f"/asks/{ask.public_id}/withdraw"
    assert f'href="{address}"' in client.get(f"/asks/{ask.public_id}/").content.decode()
    html = client.get(address).content.decode()
    assert "Esto no se puede deshacer" in html
    assert Ask.objects.get().state == "waiting"
    client.post(address, {"idempotency_key": str(people.key(0))})
    assert Ask.objects.get().state == "withdrawn"
    assert client.get(address).status_code == 409
