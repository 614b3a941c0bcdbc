"""Letters of studies: who gets one, what it says, and that no ledger of ours holds an address."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from tequio.domain.studies import do_not_contact, invitations, personal_links, wishes
from tequio.domain.studies.errors import NotAllowed, WrongStage
from tequio.jobs.field_work import send_letter
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Mail, Notification
from tequio.records.people import Person
from tequio.records.studies import StudyLink
from tequio.survey_records.models import Attempt, Case, Study, SurveyLetter
from tests.cast import Cast
from tests.domain.studies import field
from tests.mail_server import MailServer, free_port, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(now: datetime) -> Iterator[datetime]:
    """It is day where the people of the tests live, so that letters may go."""
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        yield now + timedelta(hours=3)


@pytest.fixture
def study(now: datetime, cast: Cast) -> Study:
    """Three cases released: María, Pedro, and somebody whose account is gone."""
    study = field.study_in_the_field(now, cases=4, released=3)
    for key, person in (("k00", cast.maria), ("k01", cast.pedro)):
        StudyLink.objects.create(person=person, study=study.public_id, key=key, made_at=now)
    return study


@pytest.fixture
def lead(study: Study, cast: Cast, now: datetime) -> Person:
    return field.lead(study, cast.luis, now)


@pytest.fixture
def inbox(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


def send_all() -> None:
    for number in SurveyLetter.objects.filter(state="queued").values_list("pk", flat=True):
        send_letter(number)


def codes() -> dict[str, list[str]]:
    return {
        case.key: list(case.attempts.order_by("number").values_list("code", flat=True))
        for case in Case.objects.order_by("key")
    }


def test_staff_and_strangers_send_nothing(study: Study, cast: Cast, now: datetime) -> None:
    for person in (cast.administrator, cast.maria):
        with pytest.raises(NotAllowed):
            invitations.plan(study=study, by=person, kind="invitation", now=now)
    Study.objects.filter(pk=study.pk).update(field_opened_at=None)
    study.refresh_from_db()
    with pytest.raises(WrongStage):
        lead = field.lead(study, cast.luis, now)
        invitations.plan(study=study, by=lead, kind="invitation", now=now)


def test_everybody_released_gets_one_invitation_in_their_language(
    study: Study, lead: Person, inbox: MailServer, cast: Cast, now: datetime
) -> None:
    assert invitations.plan(study=study, by=lead, kind="invitation", now=now) == 3
    send_all()
    assert sorted(mail["To"] for mail in inbox.received) == sorted(
        [cast.maria.email, cast.pedro.email]
    )
    to_maria = next(mail for mail in inbox.received if mail["To"] == cast.maria.email)
    body = to_maria.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "por sorteo" in text
    assert "María" not in text
    no = re.search(r"No me escriban más:\s+http\S+/r/([\w-]{22})/no", text)
    assert no is not None
    assert to_maria["List-Unsubscribe"].endswith(f"/r/{no.group(1)}/no>")
    assert to_maria["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = re.search(r"/r/([\w-]{22})/", text)
    assert token is not None
    opened = personal_links.read(token=token.group(1), now=datetime.now().astimezone())
    assert opened is not None
    assert opened.case_id == Case.objects.get(key="k00").pk
    assert codes() == {"k00": ["3.19"], "k01": ["3.19"], "k02": ["3.30"], "k03": []}
    with pytest.raises(invitations.LettersRefused, match="nobody"):
        invitations.plan(study=study, by=lead, kind="invitation", now=now)
    assert invitations.plan(study=study, by=lead, kind="reminder", now=now) == 2


def test_the_platform_never_learns_to_whom_letters_went(
    study: Study, lead: Person, inbox: MailServer, cast: Cast, now: datetime
) -> None:
    invitations.plan(study=study, by=lead, kind="invitation", now=now)
    send_all()
    assert not Mail.objects.exists()
    assert not Notification.objects.exists()
    columns = {column.name for column in SurveyLetter._meta.get_fields()}
    assert not {"to", "text", "subject", "person"} & columns
    read = AuditEvent.objects.filter(action="studies.read_links")
    assert read.count() == 3
    told = " ".join(str(event.detail) for event in AuditEvent.objects.all())
    assert "k00" not in told
    assert cast.maria.email not in told


def test_whoever_refused_or_wants_no_contact_gets_no_letter_even_if_one_waits(
    study: Study, lead: Person, inbox: MailServer, cast: Cast, now: datetime
) -> None:
    invitations.plan(study=study, by=lead, kind="invitation", now=now)
    wishes.ask(case_id=Case.objects.get(key="k00").pk, kind="refuse", now=now)
    do_not_contact.record(person=cast.pedro, by=None, now=now)
    send_all()
    assert inbox.received == []
    assert codes()["k01"] == ["2.11"]


def test_a_letter_that_comes_back_is_undelivered(
    study: Study, lead: Person, inbox: MailServer, now: datetime
) -> None:
    invitations.plan(study=study, by=lead, kind="invitation", now=now)
    send_all()
    letter = SurveyLetter.objects.get(case__key="k00")
    told = [letter.message_id, "<nobody@example.org>"]
    assert invitations.report_bounces(study=study, by=lead, message_ids=told, now=now) == (1, 1)
    assert codes()["k00"] == ["3.19", "3.30"]


def test_a_server_that_is_down_is_tried_again_and_then_a_person_decides(
    study: Study, lead: Person, now: datetime, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    invitations.plan(study=study, by=lead, kind="invitation", now=now)
    letter = SurveyLetter.objects.get(case__key="k00")
    for _ in range(invitations.MOST_TRIES):
        send_letter(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.error) == ("held", "ConnectionRefusedError")
    assert not Attempt.objects.filter(case__key="k00").exists()
    invitations.cancel_waiting(study=study, by=lead, now=now)
    letter.refresh_from_db()
    assert letter.state == "cancelled"


def due(letter: SurveyLetter) -> datetime:
    """When the job of a letter that was put off is to run."""
    jobs = ProcrastinateJob.objects.filter(args={"letter_id": letter.pk}, status="todo")
    return jobs.exclude(scheduled_at=None).latest("pk").scheduled_at  # type: ignore[return-value]


def test_at_night_where_somebody_lives_a_letter_waits_for_the_morning(
    study: Study, lead: Person, inbox: MailServer, cast: Cast, now: datetime
) -> None:
    Person.objects.filter(pk=cast.maria.pk).update(time_zone="Asia/Tokyo")  # three in the morning
    invitations.plan(study=study, by=lead, kind="invitation", now=now)
    send_all()
    letter = SurveyLetter.objects.get(case__key="k00")
    assert (letter.state, letter.tries, codes()["k00"]) == ("queued", 0, [])
    assert not letter.case.links.exists()
    assert due(letter) == datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
    with time_machine.travel(due(letter), tick=False):
        send_letter(letter.pk)
    assert codes()["k00"] == ["3.19"]


def test_a_fourth_contact_within_a_week_waits(
    study: Study, lead: Person, inbox: MailServer, now: datetime, noon: datetime
) -> None:
    invitations.plan(study=study, by=lead, kind="invitation", now=now)
    today = noon
    for days, mode, code in ((1, "phone", "3.13"), (3, "mail", "3.19"), (5, "phone", "3.13")):
        field.attempt(study, 0, code, today - timedelta(days=days), mode)
    letter = SurveyLetter.objects.get(case__key="k00")
    send_letter(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("queued", 0)
    assert due(letter) == today + timedelta(days=2)
    assert inbox.received == []
    Attempt.objects.filter(case__key="k00", mode="mail").update(code="3.30")
    assert invitations.claim(letter_id=letter.pk, now=today) is not None


@pytest.mark.parametrize(("code", "state"), [(550, "bounced"), (450, "queued")])
def test_only_a_refusal_for_good_is_an_undelivered_letter(
    study: Study, lead: Person, now: datetime, settings: Settings, code: int, state: str
) -> None:
    class Refusing(MailServer):
        """A server that knows nobody, for good or for now."""

        async def handle_RCPT(self, *_: object) -> str:
            return f"{code} nobody here"

    with mail_server(Refusing) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        invitations.plan(study=study, by=lead, kind="invitation", now=now)
        letter = SurveyLetter.objects.get(case__key="k00")
        send_letter(letter.pk)
    letter.refresh_from_db()
    assert letter.state == state
    assert codes()["k00"] == (["3.30"] if state == "bounced" else [])


def test_whose_letter_came_back_by_an_imported_attempt_is_not_reminded(
    study: Study, lead: Person, inbox: MailServer, now: datetime
) -> None:
    invitations.plan(study=study, by=lead, kind="invitation", now=now)
    send_all()
    field.attempt(study, 0, "3.30", now)
    assert [case.key for case in invitations.to_write_to(study, "reminder")] == ["k01"]
