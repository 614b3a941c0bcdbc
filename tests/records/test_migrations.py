"""Rows that were there before a migration are as if they had been written after it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tequio.domain.asks import actions as asks
from tequio.domain.privacy.actions import erase
from tequio.records.asks import Ask
from tests.asks import send
from tests.cast import Cast
from tests.records.test_listings import areas_listed, areas_of, truth

pytestmark = pytest.mark.django_db
BEFORE = ("records", "0014_wanted_of_unmet_searches")


def migrate(target: tuple[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([target])


def told(ask: Ask) -> tuple[str, datetime | None, str]:
    found = Ask.objects.get(pk=ask.pk)
    return found.state, found.answered_at, found.decline_reason


def test_areas_and_asks_of_a_site_that_was_there_are_those_of_a_fresh_one(
    cast: Cast, now: datetime
) -> None:
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("records")[0]
    answered = send(by=cast.maria, to=cast.ana, now=now)
    asks.decline(ask=answered, by=cast.ana, reason="too_busy", sentence="", now=now)
    left = send(by=cast.maria, to=cast.ana, now=now)
    later = now + timedelta(days=1)
    erase(person=cast.ana, by=cast.ana, now=later)
    before = (told(answered), told(left))
    assert before == (("declined", now, ""), ("mentor_left", None, ""))
    assert areas_listed() == areas_of(truth()) != []
    migrate(BEFORE)
    assert told(left) == ("declined", later, "no_reason")
    migrate(latest)
    assert (told(answered), told(left)) == before
    assert areas_listed() == areas_of(truth())
