"""Pages of a study in the field: refusals, what is said, and that no answer is ever shown."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tequio.delivery.xlsform.write import write
from tequio.domain.studies import follow_up
from tequio.domain.studies.questionnaires.standard import standard
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import (
    Answer,
    Attempt,
    Case,
    ImportedFile,
    Questionnaire,
    Study,
    SurveyLetter,
)
from tests.cast import Cast, key
from tests.domain.studies import field
from tests.domain.studies.test_imports import as_csv, row

pytestmark = [pytest.mark.usefixtures("now"), pytest.mark.django_db]


@pytest.fixture
def study(db: None) -> Study:
    return field.study_in_the_field(timezone.now(), cases=6, released=5)


@pytest.fixture
def lead(study: Study, cast: Cast) -> Person:
    return field.lead(study, cast.luis, timezone.now())


@pytest.fixture
def desk(client: Client, lead: Person) -> Client:
    client.force_login(lead)
    client.cookies["django_language"] = "es"
    return client


def at(study: Study, page: str) -> str:
    return f"/studies/{study.public_id}/{page}"


def test_a_case_that_is_not_there_is_named_and_what_was_typed_stays(
    desk: Client, study: Study
) -> None:
    typed = {"key": "nobody", "mode": "phone", "code": "3.13", "idempotency_key": key(1)}
    answer = desk.post(at(study, "field/cases"), typed)
    assert answer.status_code == 422
    assert "Ningún caso de este estudio" in answer.content.decode()
    assert 'value="nobody"' in answer.content.decode()
    wrong = {**typed, "key": "k00", "code": "9.9", "idempotency_key": key(2)}
    assert "AAPOR no tiene" in desk.post(at(study, "field/cases"), wrong).content.decode()
    assert not Attempt.objects.exists()


def test_an_attempt_is_written_down_once_however_often_the_form_is_sent(
    desk: Client, study: Study
) -> None:
    typed = {"key": "k00", "mode": "phone", "code": "2.112", "idempotency_key": key(3)}
    for _ in range(2):
        assert desk.post(at(study, "field/cases"), typed).status_code == 302
    assert Attempt.objects.count() == 1
    assert "2.112" in desk.get(at(study, "field/cases")).content.decode()


def tried(study: Study, number: int, code: str, days: float) -> None:
    field.attempt(study, number, code, timezone.now() - timedelta(days=days))


def typed(desk: Client, study: Study, place: int, code: str = "3.13") -> str:
    """What is said after an attempt by telephone was typed."""
    said = {"key": "k01", "mode": "phone", "code": code, "idempotency_key": key(place)}
    answer = desk.post(at(study, "field/cases"), said, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_fourth_contact_within_a_week_is_warned_of_and_written_down(
    desk: Client, study: Study
) -> None:
    for days in (6, 4):
        tried(study, 1, "3.19", days)
    assert "cuarto contacto" not in typed(desk, study, 21)
    assert "cuarto contacto" in typed(desk, study, 22)
    assert Attempt.objects.filter(case__key="k01").count() == 4


def test_a_contact_after_a_refusal_is_warned_of(desk: Client, study: Study) -> None:
    tried(study, 1, "2.112", 20)
    assert "No la contacte más" in typed(desk, study, 23)


@pytest.mark.parametrize(("hour", "warned"), [(7, True), (12, False), (21, True)])
def test_a_contact_by_night_is_warned_of(
    study: Study, lead: Person, client: Client, hour: int, warned: bool
) -> None:
    night = timezone.localtime(timezone.now() + timedelta(days=1)).replace(hour=hour)
    with time_machine.travel(night, tick=False):
        client.force_login(lead)
        client.cookies["django_language"] = "es"
        assert ("entre las 9 y las 20" in typed(client, study, 24)) is warned


def test_the_drawn_of_the_follow_up_are_marked_and_stand_first(
    desk: Client, study: Study, lead: Person
) -> None:
    for number in range(5):
        tried(study, number, "3.19", 1)
    follow_up.draw(
        study=study, by=lead, share=0.4, modes=["phone"], now=timezone.now(), why="Menos dinero"
    )
    drawn = set(Case.objects.filter(followed_up=True).values_list("key", flat=True))
    page = desk.get(at(study, "field/cases")).content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert ["<td>Sí</td>" in row for row in rows] == [True, True, False, False, False]
    assert {key for key in drawn if any(key in row for row in rows[:2])} == drawn


def test_a_case_gets_another_form_with_a_reason(desk: Client, study: Study) -> None:
    typed = {"key": "k00", "form": "detailed", "reason": "", "idempotency_key": key(4)}
    assert desk.post(at(study, "field/cases/form"), typed).status_code == 422
    typed |= {"reason": "solo por teléfono", "idempotency_key": key(5)}
    assert desk.post(at(study, "field/cases/form"), typed).status_code == 302
    assert Case.objects.get(key="k00").form_assign == "by hand: solo por teléfono"


@pytest.mark.parametrize("page", ["field", "field/cases", "imports", "ledger", "lock"])
def test_a_page_takes_as_many_queries_for_three_as_for_one(
    desk: Client, study: Study, page: str
) -> None:
    counts = []
    for number in (1, 2, 3):
        now = timezone.now()
        field.attempt(study, number, "3.19", now)
        ImportedFile.objects.create(
            study=study, kind="answers", name="a", sha256=str(number), state="applied", made_at=now
        )
        desk.get(at(study, page))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(at(study, page)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_letters_are_planned_from_the_page_and_show_no_address(
    desk: Client, study: Study, cast: Cast
) -> None:
    answer = desk.post(
        at(study, "field/letters"), {"kind": "invitation", "idempotency_key": key(6)}, follow=True
    )
    page = answer.content.decode()
    assert "5 cartas van en camino" in page
    assert SurveyLetter.objects.count() == 5
    assert cast.maria.email not in page
    again = desk.post(at(study, "field/letters"), {"kind": "invitation", "idempotency_key": key(7)})
    assert again.status_code == 409
    assert "no hay a quién escribir" in again.content.decode()
    desk.post(at(study, "field/letters/cancel"))
    assert set(SurveyLetter.objects.values_list("state", flat=True)) == {"cancelled"}
    bounced = desk.post(at(study, "field/letters/bounces"), {"message_ids": "<a@b>"}, follow=True)
    assert "No están entre las cartas enviadas: 1" in bounced.content.decode()


def upload(desk: Client, study: Study, content: bytes) -> str:
    sent = {"kind": "answers", "file": SimpleUploadedFile("a.csv", content)}
    answer = desk.post(at(study, "imports"), sent, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_file_with_faults_shows_row_column_and_reason(desk: Client, study: Study) -> None:
    page = upload(desk, study, as_csv([row(0, i_nps="11"), row(1, answered_at="ayer")]))
    assert "Se encontraron 2 fallas" in page
    assert "no está en el libro de códigos" in page
    assert "escriba el día como" in page
    assert not Answer.objects.exists()


def test_files_with_faults_are_set_aside_from_the_list(desk: Client, study: Study) -> None:
    assert "Apartar todos" not in desk.get(at(study, "imports")).content.decode()
    upload(desk, study, as_csv([row(0, i_nps="11")]))
    upload(desk, study, as_csv([row(0, i_nps="12")]))
    assert "2 archivos tienen fallas" in desk.get(at(study, "imports")).content.decode()
    page = desk.post(at(study, "imports/aside"), follow=True).content.decode()
    assert "Se apartaron 2 archivos" in page
    assert "Apartar todos" not in page
    assert set(ImportedFile.objects.values_list("state", flat=True)) == {"set_aside"}


def test_a_right_file_is_imported_when_somebody_says_so(desk: Client, study: Study) -> None:
    today = (timezone.now() - timedelta(days=2)).date().isoformat()
    page = upload(desk, study, as_csv([row(n, answered_at=today) for n in (0, 1)]))
    assert "2 filas están bien" in page
    assert not Answer.objects.exists()
    number = ImportedFile.objects.get().pk
    assert desk.post(at(study, f"imports/{number}/apply")).status_code == 302
    assert Answer.objects.count() == 2
    assert desk.post(at(study, f"imports/{number}/aside")).status_code == 409


def test_a_file_of_another_study_is_not_there(desk: Client, study: Study) -> None:
    other = field.study_in_the_field(timezone.now(), cases=2)
    file = ImportedFile.objects.create(
        study=other, kind="answers", name="a", sha256="1", state="ready", made_at=timezone.now()
    )
    assert desk.get(at(study, f"imports/{file.pk}")).status_code == 404
    assert desk.post(at(study, f"imports/{file.pk}/apply")).status_code == 404


def test_the_ledger_shows_the_gap_with_its_explanation(desk: Client, study: Study) -> None:
    for number in ("-1", "99999999999999", "9" * 400):
        assert desk.post(at(study, "ledger"), {"reported": number}).status_code == 422
    said = {"reported": "6", "explanation_es": "redondeo", "explanation_en": "rounding"}
    page = desk.post(at(study, "ledger"), said, follow=True).content.decode()
    assert "El número informado difiere en 6" in page
    assert "redondeo" in page
    assert "rounding" in page
    assert "El libro cuadra" in page


def test_the_lock_says_what_is_open_and_locks_when_nothing_is(
    desk: Client, study: Study, lead: Person
) -> None:
    page = desk.get(at(study, "lock")).content.decode()
    assert "el seguimiento del plan" in page
    refused = desk.post(at(study, "lock"), {"understood": "on"})
    assert refused.status_code == 422
    assert desk.post(at(study, "lock/follow-up"), {"share": "2"}).status_code == 422
    other = {"share": "0.4", "modes": ["phone"]}
    refused = desk.post(at(study, "lock/follow-up"), other)
    assert refused.status_code == 422
    assert "El plan dice otra parte" in refused.content.decode()
    drawn = desk.post(at(study, "lock/follow-up"), {**other, "why": "Menos dinero"}, follow=True)
    assert "De 5 casos en silencio, 2 salieron sorteados" in drawn.content.decode()
    assert desk.post(at(study, "lock"), {}).status_code == 422
    few = desk.post(at(study, "lock"), {"understood": "on"})
    assert few.status_code == 422
    assert "Contestaron menos de diez personas" in few.content.decode()
    untried = desk.post(at(study, "lock"), {"understood": "on", "knows_few": "on"})
    assert untried.status_code == 422
    assert "no se intentó contactar a nadie" in untried.content.decode()
    sure = {"understood": "on", "knows_few": "on", "knows_untried": "on"}
    done = desk.post(at(study, "lock"), sure, follow=True)
    study.refresh_from_db()
    assert study.data_hash in done.content.decode()
    again = desk.post(at(study, "lock"), {"understood": "on"})
    assert again.status_code == 409


def test_what_people_answered_is_on_no_page_before_the_lock(
    desk: Client, study: Study, lead: Person
) -> None:
    today = (timezone.now() - timedelta(days=2)).date().isoformat()
    rows = [row(n, answered_at=today, g_jobs_ft="7341") for n in range(3)]
    upload(desk, study, as_csv(rows))
    desk.post(at(study, f"imports/{ImportedFile.objects.get().pk}/apply"))
    follow_up.draw(study=study, by=lead, share=0.5, modes=["phone"], now=timezone.now())
    number = ImportedFile.objects.get().pk
    for page in ("", "field", "field/cases", "imports", f"imports/{number}", "ledger", "lock"):
        assert "7341" not in desk.get(at(study, page)).content.decode(), page


def test_forms_are_read_taken_away_and_brought_back(desk: Client, study: Study) -> None:
    assert "Versión 2026-11" in desk.get(at(study, "questionnaires")).content.decode()
    shown = desk.get(at(study, "questionnaires/short/0")).content.decode()
    assert "¿Cómo está su negocio hoy?" in shown
    taken = desk.get(at(study, "questionnaires/short/0/xlsform"))
    assert taken.content[:2] == b"PK"
    assert desk.get(at(study, "questionnaires/short/999")).status_code == 404
    assert desk.get(at(study, "questionnaires/other/0")).status_code == 404
    bad = {"form": "short", "file": SimpleUploadedFile("a.xlsx", b"no spreadsheet")}
    refused = desk.post(at(study, "questionnaires"), bad)
    assert refused.status_code == 422
    assert "todavía no se puede usar" in refused.content.decode()
    content = standard("short").as_content() | {"version": "2"}
    good = {"form": "short", "file": SimpleUploadedFile("a.xlsx", write(content))}
    assert desk.post(at(study, "questionnaires"), good).status_code == 302
    assert Questionnaire.objects.get().version == "2"
    twice = {"form": "short", "file": SimpleUploadedFile("a.xlsx", write(content))}
    assert "Ya hay una versión" in desk.post(at(study, "questionnaires"), twice).content.decode()


def test_the_funder_sees_counts_and_no_case(client: Client, study: Study, cast: Cast) -> None:
    funder = field.member(study, cast.ana, StudyRole.FUNDER, timezone.now())
    client.force_login(funder)
    assert client.get(at(study, "field")).status_code == 200
    assert "k00" not in client.get(at(study, "field")).content.decode()
    assert client.get(at(study, "field/cases")).status_code == 403
    assert client.get(at(study, "imports")).status_code == 403
