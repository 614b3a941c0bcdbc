"""The funnel: numerators with their denominators, by group and period."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tequio.pages.staff import funnel
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


def test_months_that_the_period_cuts_are_marked() -> None:
    until = datetime(2026, 11, 29, 16, tzinfo=UTC)
    assert funnel._cut_months(until - timedelta(days=30), until) == {"2026-10", "2026-11"}
    whole = datetime(2026, 1, 1, tzinfo=UTC)
    assert funnel._cut_months(whole, until) == {"2026-11"}
