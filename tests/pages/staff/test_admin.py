"""Django's admin shows states to administrators, and nobody's words."""

from datetime import datetime

import pytest
from django.contrib import admin
from django.test import Client

from tequio.delivery.letters import Letter
from tequio.domain.audit import actions as audit
from tequio.domain.mails import actions
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Mail
from tests import studies
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WORDS = "una frase que nadie más lee"


@pytest.fixture
def held(cast: Cast, now: datetime) -> Mail:
    letter = Letter(subject=WORDS, paragraphs=(WORDS,))
    mail = actions.queue(
        letter=letter, kind="message", to="x@example.org", language="es", now=now, about=cast.maria
    )
    Mail.objects.update(state="held")
    return mail


def act(client: Client, name: str, mail: Mail) -> int:
    posted = {"action": name, "_selected_action": [mail.pk]}
    return client.post("/staff/admin/records/mail/", posted).status_code


@pytest.mark.parametrize("who", ["maria", "luis", "coordinator", "manager"])
def test_nobody_but_administrators_comes_in(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get("/staff/admin/").status_code == 403


def test_no_page_of_it_shows_the_words_of_a_mail(cast: Cast, client: Client, held: Mail) -> None:
    client.force_login(cast.administrator)
    for path in ("", f"{held.pk}/change/"):
        page = client.get(f"/staff/admin/records/mail/{path}")
        assert page.status_code == 200
        assert WORDS not in page.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ("Personas", "Registros de auditoría", "Correos", "Rol en el equipo", "Estado")),
        ("en", ("People", "Audit events", "Mails", "Role in the team", "State")),
    ],
)
def test_it_speaks_our_words_in_both_languages(
    cast: Cast, client: Client, held: Mail, language: str, words: tuple[str, ...]
) -> None:
    cast.administrator.language = language
    cast.administrator.save()
    client.force_login(cast.administrator)
    pages = ("", "records/person/", "records/mail/", f"records/mail/{held.pk}/change/")
    shown = "".join(client.get(f"/staff/admin/{page}").content.decode() for page in pages)
    for word in words:
        assert word in shown, word
    if language == "es":
        for foreign in ("Staff role", "Message id", "Made at", "Attempts"):
            assert foreign not in shown


def test_the_staff_pages_lead_there_whom_it_is_for(cast: Cast, client: Client) -> None:
    for person, is_led in ((cast.administrator, True), (cast.coordinator, False)):
        client.force_login(person)
        page = client.get("/staff/").content.decode()
        assert ('href="/staff/admin/"' in page) is is_led


def test_people_cannot_be_changed_or_deleted_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    path = f"/staff/admin/records/person/{cast.maria.pk}"
    assert client.get(f"{path}/change/").status_code == 200
    assert client.post(f"{path}/change/", {"name": "Otra"}).status_code == 403
    assert client.post(f"{path}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("name", "state"), [("let_go", "queued"), ("cancel", "cancelled")])
def test_a_held_mail_is_decided_and_audited(
    cast: Cast, client: Client, held: Mail, name: str, state: str
) -> None:
    client.force_login(cast.administrator)
    assert act(client, name, held) == 302
    held.refresh_from_db()
    assert held.state == state
    assert AuditEvent.objects.get(action=f"mails.{name}").actor == cast.administrator


def test_it_shows_our_own_few_tables_and_none_that_an_app_brought() -> None:
    assert {model.__name__ for model in admin.site._registry} == {"Person", "AuditEvent", "Mail"}


def test_the_trail_tells_the_staff_nothing_of_field_work(
    cast: Cast, client: Client, now: datetime
) -> None:
    team = studies.gather(now=now)
    for action in ("studies.attempt", "studies.import", "studies.read_links"):
        audit.record(action=action, subject=team.study, by=team.lead, now=now, code="1.1")
    hidden = AuditEvent.objects.filter(detail__has_key="code").values_list("pk", flat=True)
    client.force_login(cast.administrator)
    page = client.get("/staff/admin/records/auditevent/").content.decode()
    assert "studies.commission" in page
    assert not any(word in page for word in ("studies.attempt", "studies.import", "read_links"))
    for number in hidden:
        one = client.get(f"/staff/admin/records/auditevent/{number}/change/", follow=True)
        assert "1.1" not in one.content.decode()


def test_it_reads_as_people_here_write(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    person = f"/staff/admin/records/person/{cast.maria.pk}/change/"
    seen = [client.get(page).content.decode() for page in ("/staff/admin/", person)]
    for oddity in ("Vista", "vínculo", "Añadir", "Bienvenidos", "Histórico"):
        assert not any(oddity in html for html in seen)
    assert "Ver persona" in seen[1]
