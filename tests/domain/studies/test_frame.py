"""The frame of the platform's people: who is out and why, what logs say, hash and signatures."""

from datetime import date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions as conversations
from tequio.domain.studies import do_not_contact, frame, platform_frame
from tequio.domain.studies.errors import FrameRefused, NotAllowed, WrongStage
from tequio.domain.studies.platform_frame import Rule, band, half_year
from tequio.domain.studies.study_data import sha256
from tequio.records.people import Person
from tequio.records.studies import PermanentNumber, StudyLink
from tequio.survey_records.models import Frame, FrameUnit
from tests import cast as people
from tests import studies
from tests.asks import send
from tests.cast import Cast


@pytest.mark.parametrize("who", ["funder", "supervisor", "interviewer", "coder", "stranger"])
def test_who_does_not_freeze(db: None, now: datetime, who: str) -> None:
    team = studies.planned(now=now)
    with pytest.raises(NotAllowed):
        frame.freeze_from_platform(study=team.study, by=getattr(team, who), rule=Rule(), now=now)


def test_an_empty_frame_is_refused(db: None, now: datetime) -> None:
    team = studies.planned(now=now)
    with pytest.raises(FrameRefused, match="no_rows"):
        frame.freeze_from_platform(study=team.study, by=team.lead, rule=Rule(), now=now)


def test_a_period_turned_round_is_refused(db: None, now: datetime) -> None:
    team = studies.planned(now=now)
    rule = Rule(joined_from=date(2026, 2, 1), joined_until=date(2026, 1, 1))
    with pytest.raises(WrongStage, match="period"):
        frame.freeze_from_platform(study=team.study, by=team.lead, rule=rule, now=now)


def test_everybody_is_in_or_out_for_one_reason(cast: Cast, now: datetime) -> None:
    team = studies.planned(now=now, manager=cast.manager)
    studies.crowd(8, now=now)
    studies.crowd(1, now=now, start=50, country="US")
    old, closed, minor, silent, test, nobody = studies.crowd(6, now=now, start=60)
    Person.objects.filter(pk=old.pk).update(joined_at=now - timedelta(days=3000))
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    Person.objects.filter(pk=minor.pk).update(adult_confirmed_at=None)
    Person.objects.filter(pk=test.pk).update(email="probe@pruebas.example")
    EmailAddress.objects.filter(user=nobody).update(verified=False)
    do_not_contact.record(person=silent, by=None, now=now)
    Person.objects.filter(pk=team.coder.pk).update(is_entrepreneur=True, adult_confirmed_at=now)
    rule = Rule(("GT", "MX"), date(2020, 1, 1), date(2027, 1, 1), ("pruebas.example",))
    made = frame.freeze_from_platform(study=team.study, by=team.lead, rule=rule, now=now)
    assert made.counts["out"] == {
        "account_closed": 1,
        "not_entrepreneur": 10,  # two mentors, three of the staff, five around the study
        "test_account": 1,
        "not_confirmed": 1,
        "works_on_study": 1,
        "not_adult": 1,
        "do_not_contact": 1,
        "other_country": 1,
        "joined_outside": 1,
    }
    assert made.counts["in"] == 10
    assert made.counts["all"] == Person.objects.count() == 28


def test_whoever_comes_back_with_the_same_address_is_still_not_asked(
    db: None, now: datetime
) -> None:
    team = studies.planned(now=now)
    first, *_ = studies.crowd(6, now=now)
    do_not_contact.record(person=first, by=None, now=now)
    Person.objects.filter(pk=first.pk).update(email="gone@erased.invalid", is_active=False)
    back, *_ = studies.crowd(1, now=now, start=100)
    Person.objects.filter(pk=back.pk).update(email="Persona0@example.net")
    made = frame.freeze_from_platform(study=team.study, by=team.lead, rule=Rule(), now=now)
    assert made.counts["out"]["do_not_contact"] == 1


@pytest.mark.parametrize(
    ("count", "beginnings", "written"),
    [
        (0, (0, 1, 2, 4), "0"),
        (1, (0, 1, 2, 4), "1"),
        (3, (0, 1, 2, 4), "2-3"),
        (9, (0, 1, 2, 4), "4+"),
        (4, (0, 1, 2, 5), "2-4"),
        (2, (0, 1, 2), "2+"),
    ],
)
def test_counts_are_bands(count: int, beginnings: tuple[int, ...], written: str) -> None:
    assert band(count, beginnings) == written


def test_half_years(now: datetime) -> None:
    assert half_year(now) == "2026-H2"
    assert half_year(now - timedelta(days=180)) == "2026-H1"


def test_the_log_side_of_the_funnel(cast: Cast, now: datetime) -> None:
    """María wrote to two, one answered and advised three times over 100 days; Pedro did nothing."""
    team = studies.planned(now=now, manager=cast.manager)
    send(by=cast.maria, to=cast.ana, now=now)
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    for number in range(3):
        conversations.send_message(
            conversation=talk,
            by=cast.luis,
            text="Sume lo que gasta en maíz.",
            client_key=people.key(number),
            now=now + timedelta(days=50 * number),
        )
    later = now + timedelta(days=101)
    found = platform_frame.eligible(study=team.study, rule=Rule(), now=later)
    known = dict(zip(found.people, found.facts, strict=True))
    maria, pedro = known[cast.maria.pk], known[cast.pedro.pk]
    logs = {name: value for name, value in maria.items() if name.startswith("log_")}
    assert logs == {
        "log_asks": "2-3",
        "log_replies": "1",
        "log_conversations": "1",
        "log_exchanges": "2-4",
        "log_met": "0",
        "log_m0": "1",
        "log_m1": "1",
        "log_m2": "1",
        "log_m3": "1",
        "log_m4": "1",
        "log_first_ask": "2026-H2",
    }
    assert {pedro[f"log_m{n}"] for n in range(5)} == {"0"}
    before = platform_frame.eligible(study=team.study, rule=Rule(), now=now + timedelta(days=1))
    early = dict(zip(before.people, before.facts, strict=True))[cast.maria.pk]
    assert (early["log_m2"], early["log_m3"], early["log_m4"]) == ("1", "0", "0")


def test_the_hash_is_of_the_canonical_table(db: None, now: datetime) -> None:
    team = studies.planned(now=now)
    studies.crowd(60, now=now)
    made = frame.freeze_from_platform(study=team.study, by=team.lead, rule=Rule(), now=now)
    table = frame.table_of(made)
    assert sha256(table.csv()) == made.sha256
    assert len(table.rows) == made.rows == 60
    assert list(table.rows) == sorted(table.rows)


def test_a_frozen_frame_is_not_edited(db: None, now: datetime) -> None:
    team = studies.planned(now=now)
    studies.crowd(6, now=now)
    made = studies.freeze(team, now=now)
    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        Frame.objects.filter(pk=made.pk).update(sha256="0" * 64)
    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        FrameUnit.objects.filter(frame=made).update(facts={})


def test_numbers_stay_for_life_and_keys_do_not(db: None, now: datetime) -> None:
    team, other = studies.planned(now=now), studies.planned(now=now, tag="Dos")
    studies.crowd(120, now=now)
    first = frame.freeze_from_platform(study=team.study, by=team.lead, rule=Rule(), now=now)
    numbers = dict(PermanentNumber.objects.values_list("person_id", "number"))
    second = frame.freeze_from_platform(study=other.study, by=other.lead, rule=Rule(), now=now)
    assert dict(PermanentNumber.objects.values_list("person_id", "number")) == numbers
    keys = [set(frame.table_of(one).column("key")) for one in (first, second)]
    assert not keys[0] & keys[1]
    published = set(frame.table_of(first).column("permanent_number"))
    assert published <= {"0.25", "0.75"}
    assert StudyLink.objects.filter(study=team.study.public_id).count() == 120


def test_two_sign_the_frame_and_nobody_else(db: None, now: datetime) -> None:
    team = studies.planned(now=now)
    studies.crowd(6, now=now)
    with pytest.raises(WrongStage, match="not_frozen"):
        frame.sign(study=team.study, by=team.lead, now=now)
    studies.freeze(team, now=now)
    with pytest.raises(NotAllowed):
        frame.sign(study=team.study, by=team.funder, now=now)
    with pytest.raises(WrongStage, match="signed"):
        frame.sign(study=team.study, by=team.lead, now=now)


def test_do_not_contact_is_taken_back_by_nobody(db: None, now: datetime) -> None:
    (person,) = studies.crowd(1, now=now)
    entry = do_not_contact.record(person=person, by=None, now=now)
    assert do_not_contact.record(person=person, by=None, now=now) == entry
    assert do_not_contact.is_on_the_list(person)
    with pytest.raises(IntegrityError, match="stays on the list"), transaction.atomic():
        entry.delete()
    with pytest.raises(IntegrityError, match="stays on the list"), transaction.atomic():
        type(entry).objects.update(address_hash=b"0" * 32)
