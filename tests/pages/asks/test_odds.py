"""The share beside the button says whose it is, and goes with the area that is chosen."""

from datetime import timedelta

import pytest
from django.test import Client

from tequio.domain.asks import queries
from tequio.records.asks import Ask, AskState


@pytest.fixture
def page(cast) -> str:
    return f"/mentors/{cast.luis.public_id}/ask/"


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


def told(cast, now, *, area: str, answered: int, silent: int) -> None:
    """Asks of two months ago that ended with an answer or in silence."""
    sent = now - timedelta(days=60)
    states = [AskState.DECLINED] * answered + [AskState.EXPIRED] * silent
    Ask.objects.bulk_create(
        Ask(
            asker=cast.pedro,
            mentor=cast.ana,
            area=area,
            context="",
            question="",
            language="es",
            state=state,
            sent_at=sent,
            due_at=sent + timedelta(days=7),
        )
        for state in states
    )


@pytest.fixture
def history(cast, now) -> None:
    told(cast, now, area="pricing", answered=10, silent=15)
    told(cast, now, area="cashflow", answered=2, silent=3)


@pytest.mark.usefixtures("history")
def test_too_few_asks_of_an_area_are_not_passed_off_as_that_area(maria, page, form) -> None:
    html = maria.post(page, form(step="change", area="cashflow")).content.decode()
    assert "12 de 30 consultas de todas las áreas recibieron respuesta" in html
    assert "todavía hay muy pocas consultas para saberlo" in html


@pytest.mark.usefixtures("history")
def test_without_an_area_the_share_is_of_all(maria, page) -> None:
    html = maria.get(page).content.decode()
    assert "12 de 30 consultas de todas las áreas" in html
    assert "muy pocas" not in html


@pytest.mark.usefixtures("history")
def test_the_first_view_speaks_of_the_area_that_is_chosen_in_it(
    maria, cast, page, form, now
) -> None:
    cast.maria.needs.create(area="pricing", position=0, noted_at=now)
    words = "10 de 25 consultas sobre «Precios y costeo» recibieron respuesta"
    first = maria.get(page).content.decode()
    assert 'value="pricing"' in first
    assert words in first
    assert words in maria.post(page, form(step="change")).content.decode()
    assert words in maria.post(page, form(step="preview")).content.decode()


@pytest.mark.usefixtures("history")
def test_the_live_check_brings_the_share_of_the_area_just_chosen(maria, page, form) -> None:
    html = maria.post(page + "check", form()).content.decode()
    assert "10 de 25 consultas sobre" in html
    html = maria.post(page + "check", form(area="cashflow")).content.decode()
    assert "12 de 30 consultas de todas las áreas" in html


@pytest.mark.usefixtures("history")
def test_it_reads_the_same_in_english(client: Client, cast, page, form) -> None:
    client.force_login(cast.pedro)
    html = client.post(page, form(step="change")).content.decode()
    assert "10 of 25 asks about “Pricing" in html
    html = client.post(page, form(step="change", area="cashflow")).content.decode()
    assert "12 of 30 asks in all areas got an answer" in html


def test_an_area_nobody_offers_counts_as_none(cast, now) -> None:
    told(cast, now, area="pricing", answered=1, silent=1)
    assert queries.answer_share(area="", now=now).area == ""
