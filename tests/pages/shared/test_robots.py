"""What robots may read, and that nothing keeps a page whose address is a key."""

from datetime import datetime

import pytest
from django.test import Client

from tequio.domain.links import actions as links
from tequio.pages.shared import access_table, robots
from tests.asks import send
from tests.cast import Cast


def test_robots_may_read_what_everybody_may_and_nothing_else(client: Client, db: None) -> None:
    assert client.post("/robots.txt").status_code == 405
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert {"Allow: /$", "Allow: /studies/*/report/$", "Disallow: /"} <= set(lines)
    for name, _ in robots.PUBLIC:
        assert "anyone" in (access_table.rule_for(name) or {})["GET"]


@pytest.mark.parametrize("purpose", ["answer_ask", "reply", "check_in"])
@pytest.mark.parametrize("is_good", [True, False])
def test_a_page_behind_a_link_of_a_mail_is_kept_nowhere(
    client: Client, cast: Cast, now: datetime, time_machine, purpose: str, is_good: bool
) -> None:
    time_machine.move_to(now, tick=False)
    ask = send(by=cast.maria, to=cast.luis, now=now)
    token = links.make(person=cast.luis, purpose="answer_ask", ask=ask, now=now)
    page = {"answer_ask": "answer", "reply": "reply", "check_in": "how-it-went"}[purpose]
    answer = client.get(f"/{page}/{token if is_good else 'unknown'}")
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_a_page_for_everybody_may_be_found(client: Client, db: None) -> None:
    assert "X-Robots-Tag" not in client.get("/rules")


def test_a_link_to_set_a_password_is_kept_nowhere(client: Client, db: None) -> None:
    answer = client.get("/account/password/reset/key/1-unknown/")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
