"""Whoever calls the actions: no contact, no money and no unseen sign is read before a yes."""

from datetime import datetime

import pytest

from tequio.domain.asks import actions as asks
from tequio.domain.mentors import actions as mentors
from tequio.domain.people import actions as members
from tequio.domain.safety.texts import TextRefused
from tequio.records.asks import Ask
from tequio.records.people import Business, Mentor
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db

OFFER = {"headline": "Tiendas", "about": "", "employer": "", "good_ask": ""}
BAD = {
    "telephone": "llámeme al 5512-3456",
    "identity_number": "NIT 1234567-8",
    "unseen_signs": "\u202eoirotcid",
}


@pytest.mark.parametrize("field", OFFER)
@pytest.mark.parametrize(("code", "text"), [*BAD.items(), ("money_charged", "cobro Q500")])
def test_an_offer_is_refused(cast: Cast, now: datetime, field: str, code: str, text: str) -> None:
    before = Mentor.objects.filter(person=cast.luis).values().get()
    with pytest.raises(TextRefused) as refused:
        mentors.offer(
            by=cast.luis,
            **{**OFFER, field: text},
            areas=["pricing"],
            industries=[],
            stages=["idea"],
            places_a_month=3,
            now=now,
        )
    assert [(one.field, one.code) for one in refused.value.problems] == [(field, code)]
    assert Mentor.objects.filter(person=cast.luis).values().get() == before


@pytest.mark.parametrize(("code", "text"), BAD.items())
def test_a_business_and_a_place_are_refused(
    cast: Cast, now: datetime, code: str, text: str
) -> None:
    with pytest.raises(TextRefused, match=code):
        members.describe_business(
            by=cast.maria, name="", trade=text, industry="", stage="idea", now=now
        )
    with pytest.raises(TextRefused, match=code):
        members.describe_oneself(
            by=cast.maria,
            name="María",
            country="GT",
            region="",
            town=text,
            languages=["es"],
            time_zone="America/Guatemala",
            now=now,
        )
    assert Business.objects.get(person=cast.maria).trade == "tortillas"


@pytest.mark.parametrize("text", [*BAD.values(), "¿Me deposita Q500 por adelantado a mi cuenta?"])
def test_a_question_back_its_answer_and_a_decline_are_refused(
    cast: Cast, now: datetime, text: str
) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    with pytest.raises(TextRefused):
        asks.ask_back(ask=ask, by=cast.luis, question=text, now=now)
    with pytest.raises(TextRefused):
        asks.decline(ask=ask, by=cast.luis, reason="too_busy", sentence=text, now=now)
    assert Ask.objects.get().state == "waiting"
    asks.ask_back(ask=ask, by=cast.luis, question="¿Cuánto cobra usted por docena?", now=now)
    with pytest.raises(TextRefused):
        asks.answer_back(ask=ask, by=cast.maria, answer=text, now=now)
    assert Ask.objects.get().state == "question_back"
