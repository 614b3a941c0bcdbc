"""After sending: the receipt, taking answers back until the lock, and tabs that come too late."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tequio.domain.studies import follow_up, ledger, lock, personal_links, wishes
from tequio.records.audit import AuditEvent
from tequio.records.people import Person
from tequio.survey_records.models import Answer, Attempt, Case, RespondentWish, Study
from tests.cast import Cast
from tests.domain.studies import field
from tests.pages.surveys.steps import PAGES, begin, fill, quiet

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(telephone: Client, study: Study, token: str) -> str:
    """The link of an answer that was sent."""
    last = fill(telephone, begin(telephone, token))
    assert telephone.post(last)["Location"] == f"/r/{token}/"
    return token


@pytest.fixture
def lead(study: Study, cast: Cast) -> Person:
    return field.lead(study, cast.luis, timezone.now())


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def locked(study: Study, lead: Person) -> None:
    follow_up.draw(study=study, by=lead, share=0.5, modes=["phone"], now=timezone.now())
    lock.lock_data(study=study, by=lead, now=timezone.now(), knowing_few=True, knowing_untried=True)


def test_an_open_link_takes_nothing_back_and_a_used_one_refuses_nothing(
    telephone: Client, token: str, study: Study
) -> None:
    assert quiet(telephone.post(f"/r/{token}/no", {"wish": "remove"}))
    telephone.post(fill(telephone, begin(telephone, token)))
    assert quiet(telephone.post(f"/r/{token}/no", {"wish": "refuse"}))
    assert not RespondentWish.objects.exists()


def test_the_receipt_says_what_was_sent_and_when_and_nothing_of_who_or_what(
    telephone: Client, as_respondents: None, token: str
) -> None:
    telephone.post(fill(telephone, begin(telephone, token)))
    for device in (telephone, Client()):
        page = words(device, f"/r/{token}/")
        assert "recibo" in page
        assert "receipt" in page
        assert "Equipo independiente" in page
        assert timezone.localdate().isoformat() in page
        assert "k00" not in page
        assert not any(said in page for said in ("T01", "checked", "Mercadeo", "universidad"))
        assert not device.get(f"/r/{token}/").cookies


@pytest.mark.parametrize("address", ["1", "5", "send"])
def test_a_tab_that_comes_after_the_sending_shows_the_receipt(
    telephone: Client, sent: str, address: str
) -> None:
    for said in (telephone.get(f"/r/{sent}/{address}"), telephone.post(f"/r/{sent}/{address}", {})):
        assert (said.status_code, said["Location"]) == (302, f"/r/{sent}/")
    assert "recibo" in words(telephone, f"/r/{sent}/")
    assert telephone.post(f"/r/{sent}/", {"language": "es"}).status_code == 200
    assert Answer.objects.count() == Attempt.objects.count() == 1


def test_answers_are_taken_back_and_leave_no_sign_of_having_been(
    telephone: Client, sent: str, study: Study
) -> None:
    said = Client().post(f"/r/{sent}/no", {"wish": "remove"})
    assert (said.status_code, said["Location"]) == (302, f"/r/{sent}/")
    assert "se quitan" in words(telephone, f"/r/{sent}/")
    assert wishes.carry_out_all(now=timezone.now()) == 1
    assert not Answer.objects.exists()
    assert Attempt.objects.get().code == "2.112"
    book = ledger.of(study)
    assert book.balances
    assert (book.respondents, book.counts.R, wishes.taken_back(study)) == (0, 1, 1)
    assert sum(count for _name, count in book.identity) == book.released
    assert AuditEvent.objects.get(action="studies.remove_answer").detail == {}
    assert "se quitan" in words(telephone, f"/r/{sent}/")
    assert telephone.post(f"/r/{sent}/", {"language": "es"}).status_code == 200
    assert not Answer.objects.exists()


def test_what_was_imported_is_taken_back_alike(telephone: Client, study: Study, token: str) -> None:
    now = timezone.now()
    case = Case.objects.get(key="k00")
    form = study.questionnaires.get(form="short")
    Answer.objects.create(
        case=case,
        questionnaire=form,
        mode="phone",
        language="es",
        values={"i_nps": "9"},
        consented_at=now,
        begun_at=now,
        sent_at=now,
        origin="import",
    )
    field.attempt(study, 0, "1.1", now, "phone")
    personal_links.withdraw_all(case_id=case.pk, now=now)
    Case.objects.filter(pk=case.pk).update(form="detailed")
    telephone.post(f"/r/{token}/no", {"wish": "remove"})
    wishes.carry_out_all(now=timezone.now())
    assert not Answer.objects.exists()


def test_no_more_letters_after_having_answered_keeps_the_answers(
    telephone: Client, sent: str, study: Study
) -> None:
    assert telephone.post(f"/r/{sent}/no", {"wish": "never"})["Location"] == "/thanks?no"
    wishes.carry_out_all(now=timezone.now())
    assert Answer.objects.count() == 1
    assert Attempt.objects.get().code == "1.1"
    assert "recibo" in words(telephone, f"/r/{sent}/")
    telephone.post(f"/r/{sent}/no", {"wish": "remove"})
    wishes.carry_out_all(now=timezone.now())
    assert not Answer.objects.exists()


def test_no_said_in_one_tab_before_the_sending_in_another_takes_the_answers_back(
    telephone: Client, study: Study, token: str
) -> None:
    case = Case.objects.get(key="k00")
    last = fill(telephone, begin(telephone, token))
    before = timezone.now()
    telephone.post(last)
    wishes.ask(case_id=case.pk, kind="never", now=before)
    wishes.carry_out_all(now=timezone.now())
    assert not Answer.objects.exists()


def test_after_the_lock_the_page_says_why_not_and_what_can_still_be_done(
    telephone: Client, sent: str, study: Study, lead: Person
) -> None:
    locked(study, lead)
    page = words(telephone, f"/r/{sent}/")
    assert "Los datos se cerraron" in page
    assert "preguntas@example.org" in page
    assert 'value="remove"' not in page
    assert quiet(telephone.post(f"/r/{sent}/no", {"wish": "remove"}))
    assert telephone.post(f"/r/{sent}/no", {"wish": "never"}).status_code == 302
    wishes.carry_out_all(now=timezone.now())
    assert Answer.objects.count() == 1


def test_a_wish_that_meets_the_lock_is_refused_by_the_database(
    sent: str, study: Study, lead: Person
) -> None:
    locked(study, lead)
    case = Case.objects.get(key="k00")
    with pytest.raises(wishes.WishRefused, match="locked"):
        wishes.ask(case_id=case.pk, kind="remove", now=timezone.now())


def test_data_are_not_locked_while_somebody_waits_for_a_removal(
    telephone: Client, sent: str, study: Study, lead: Person
) -> None:
    telephone.post(f"/r/{sent}/no", {"wish": "remove"})
    with pytest.raises(lock.ItemsOpen) as refusal:
        locked(study, lead)
    assert refusal.value.items["wishes"] == 1


def test_opening_the_page_of_no_changes_nothing_and_holds_on_an_old_letter(
    telephone: Client, as_respondents: None, study: Study, token: str
) -> None:
    page = words(telephone, f"/r/{token}/no")
    assert 'value="refuse"' in page
    assert 'value="never"' in page
    assert not RespondentWish.objects.exists()
    late = timezone.now() + timedelta(days=61)
    assert personal_links.look(token=token, now=late) is not None
    assert personal_links.read(token=token, now=late) is None


def test_an_expired_link_still_says_never_again(
    telephone: Client, study: Study, token: str
) -> None:
    case = Case.objects.get(key="k00")
    case.links.update(expires_at=timezone.now())
    assert quiet(telephone.get(f"/r/{token}/"))
    assert 'value="never"' in words(telephone, f"/r/{token}/no")
    assert quiet(telephone.post(f"/r/{token}/no", {"wish": "refuse"}))
    assert telephone.post(f"/r/{token}/no", {"wish": "never"})["Location"] == "/thanks?no"
    assert RespondentWish.objects.get().kind == "never"


def test_the_mail_program_refuses_with_one_click(
    telephone: Client, as_respondents: None, token: str
) -> None:
    telephone.post(f"/r/{token}/no", {"List-Unsubscribe": "One-Click"})
    assert RespondentWish.objects.get().kind == "refuse"


def test_a_shared_link_says_that_somebody_began_and_shows_nothing(
    telephone: Client, as_respondents: None, token: str
) -> None:
    assert "ya se comenzó en otro" not in words(telephone, f"/r/{token}/")
    telephone.post(begin(telephone, token), PAGES[0])
    assert "ya se comenzó en otro" not in words(telephone, f"/r/{token}/")
    assert "ya se comenzó en otro" in words(Client(), f"/r/{token}/")
