"""The funnel: numerators with their denominators, by group and period."""

import pytest
from django.test import Client

from tests.asks import send
from tests.pages.hostile import TEXTS


@pytest.mark.parametrize("text", [*TEXTS.values(), "9" * 9000, "0365", "-30", "٣٠"])
def test_no_address_breaks_it(client: Client, cast, text) -> None:
    client.force_login(cast.manager)
    query = {"by": text[:9000], "days": text[:9000]}
    assert client.get("/staff/funnel", query).status_code == 200


@pytest.mark.parametrize("by", ["month", "country", "stage", "language"])
def test_who_asked_is_counted_among_who_joined(client: Client, cast, now, by) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.manager)
    html = client.get("/staff/funnel", {"by": by, "days": "730"}).content.decode()
    last_row = html.split("<tfoot>")[1]
    assert ">2" in last_row
    assert "50%" in last_row.replace(" ", "")


def test_months_that_the_period_cuts_are_marked(client: Client, cast) -> None:
    client.force_login(cast.manager)
    marked = [partial for _label, partial, _steps in client.get("/staff/funnel").context["rows"]]
    assert any(marked)
    others = client.get("/staff/funnel?by=country").context["rows"]
    assert not any(partial for _label, partial, _steps in others)
