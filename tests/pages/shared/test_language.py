"""The language button of an answer that stands at an address which takes forms only."""

import re

import pytest
from django.test import Client

from tests import cast as people
from tests.asks import send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("came_from", ["", "/asks/{}/", "/asks/{}/decline"])
def test_it_leads_to_the_page_and_to_no_other_error(
    client: Client, cast: people.Cast, now, came_from: str
) -> None:
    """The third: a form that was refused twice stands at its own address."""
    ask = send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.luis)
    referer = {"Referer": f"http://testserver{came_from.format(ask.public_id)}"}
    wrong = client.post(
        f"/asks/{ask.public_id}/decline",
        {"reason": "?", "idempotency_key": str(people.key(0))},
        headers=referer if came_from else None,
    )
    assert wrong.status_code == 422
    assert here(wrong) == f"/asks/{ask.public_id}/"
    answer = client.post("/language", {"language": "en", "next": here(wrong)})
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "there"),
    [("/language", "/"), ("/staff/mails/1", "/staff/mails"), ("/nowhere?a=1", "/nowhere?a=1")],
)
def test_where_nothing_is_named_it_leads_up(
    client: Client, cast: people.Cast, path: str, there: str
) -> None:
    client.force_login(cast.coordinator)
    assert here(client.get(path)) == there


def here(answer) -> str:
    return re.search(r'name="next" value="([^"]*)"', answer.content.decode())[1]
