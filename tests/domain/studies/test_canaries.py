"""What names a person is in no file that is published, on no page and in no line of the log."""

import logging
import re
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
import typst
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tequio.domain.studies import publication
from tequio.records.people import Person
from tequio.records.studies import StudyLink
from tequio.survey_records.models import Answer, Attempt, Case, Study
from tests import studies
from tests.stored_study import with_folder
from tests.studies import Team

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CANARY = "Zzyzx"
NAMED = re.compile(rb"zzyzx|canary\.example", re.IGNORECASE)
LINKED = 40
ROLES = ("funder", "lead_evaluator", "supervisor", "interviewer", "coder", "stranger")


def named_cases(study: Study, now: datetime) -> None:
    """People with a name that nobody else has behind the first keys."""
    keys = Case.objects.filter(study=study).order_by("release_order").values_list("key", flat=True)
    for number, key in enumerate(keys[:LINKED]):
        person = Person.objects.create(
            email=f"zzyzx{number}@canary.example",
            name=f"{CANARY} {number}",
            search_name=f"zzyzx {number}",
            town="Zzyzxtenango",
        )
        StudyLink.objects.create(person=person, study=study.public_id, key=key, made_at=now)


@pytest.fixture
def told(
    now: datetime, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> tuple[Team, Study]:
    """A published study whose respondents wrote the name into every free text."""
    settings.VAR = tmp_path
    team = studies.gather(now=now)
    with caplog.at_level(logging.DEBUG):
        study = with_folder(team, now=now, words=f"{CANARY} dijo esto")
    named_cases(study, now)
    return team, study


def text_of(path: Path) -> bytes:
    """The bytes of a file, and the text layer of a PDF."""
    if path.suffix != ".pdf":
        return path.read_bytes()
    pages = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages).encode()


def pages_of(client: Client, study: Study, taken: frozenset[str]) -> dict[str, bytes]:
    """Every page of the study that this client opens, with all parts of the report.

    Files that somebody has taken are left: they are the same for everybody (pages/studies/publish).
    """
    first = [reverse(f"studies:{name}", args=[study.public_id]) for name in ("show", "report")]
    waiting, seen = [*first, "/studies/"], {}
    while waiting:
        page = waiting.pop()
        answer = client.get(page)
        seen[page] = answer.getvalue() if answer.status_code == 200 else b""
        found = re.findall(rb'href="(/studies/[^"#?]+)"', seen[page])
        waiting += [a for one in found if (a := one.decode()) not in {*seen, *waiting, *taken}]
    return seen


def test_a_planted_name_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "planted.csv").write_text(f"key,said\na1,{CANARY} dijo esto\n")
    assert NAMED.search(text_of(tmp_path / "planted.csv"))
    (tmp_path / "planted.typ").write_text(f"{CANARY} dijo esto")
    typst.compile(tmp_path / "planted.typ", output=tmp_path / "planted.pdf")
    assert not NAMED.search((tmp_path / "planted.pdf").read_bytes())
    assert NAMED.search(text_of(tmp_path / "planted.pdf"))


def test_nothing_that_leaves_the_house_names_a_person(
    told: tuple[Team, Study], client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    team, study = told
    assert all(CANARY in str(said) for said in Answer.objects.values_list("values", flat=True))
    assert Attempt.objects.filter(interviewer__contains=CANARY).exists()
    folder = publication.place_of(study)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {".pdf", ".csv", ".sav", ".dta", ".xml", ".json"} <= {path.suffix for path in files}
    assert b"mentor" in text_of(folder / "report-es.pdf").lower()
    assert [path.name for path in files if NAMED.search(text_of(path))] == []
    opened, taken = 0, frozenset[str]()
    for role in (*ROLES, "platform_administrator", "nobody"):
        client.logout()
        if role != "nobody":
            client.force_login(team.role(role))
        pages = pages_of(client, study, taken)
        assert [page for page, shown in pages.items() if NAMED.search(shown)] == [], role
        taken |= {page for page, shown in pages.items() if shown and "/files/" in page}
        opened += len(set(pages) - taken)
    assert opened > 8 * 15
    assert not NAMED.search(caplog.text.encode())
