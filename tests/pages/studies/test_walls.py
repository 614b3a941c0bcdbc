"""What those who run the platform can open says nothing of who was sampled."""

import logging
import re
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from tequio.domain.privacy.queries import export_of
from tequio.domain.studies import do_not_contact
from tequio.pages.shared import access_table
from tequio.records.notifications import Mail
from tequio.records.people import Person
from tequio.records.studies import StudyLink
from tequio.survey_records.models import Case
from tests import cast as people
from tests import studies
from tests.pages.world import wanted_arguments
from tests.repository.test_access_table import names
from tests.studies import Team

pytestmark = pytest.mark.django_db
SAMPLED_SIGNS = re.compile(r"muestra de|sampled|StudyLink|studylink")


@pytest.fixture
def team(now: datetime) -> Team:
    """Forty people, ten of them drawn, five released."""
    team = studies.gather(now=now)
    studies.crowd(40, now=now)
    studies.in_field(team, now=now)
    return team


@pytest.fixture
def administrator(client: Client, now: datetime) -> Client:
    """Signed in as the one who may open most."""
    client.force_login(people.staff("Alma Ruiz", "administrator", now=now))
    return client


def sampled(team: Team) -> tuple[Person, Person]:
    """Somebody who was drawn and somebody who was not."""
    keys = set(Case.objects.values_list("key", flat=True))
    links = StudyLink.objects.filter(study=team.study.public_id).select_related("person")
    return (
        next(link.person for link in links if link.key in keys),
        next(link.person for link in links if link.key not in keys),
    )


def without_identity(page: str, person: Person) -> str:
    """The words of a page without what names this person."""
    for word in (person.public_id, person.name, person.email):
        page = page.replace(word, "")
    return re.sub(r"\d+|\s+", " ", re.sub(r"<[^>]+>", "", page))


def plain_pages() -> list[str]:
    """Every page that opens without saying of what."""
    known = set(names(get_resolver(settings.ROOT_URLCONF)))
    return sorted(
        name
        for name in known
        if not name.startswith("admin:")
        and "GET" in (access_table.rule_for(name) or {})
        and not wanted_arguments(name)
    )


def address_of(name: str) -> str:
    from_name = get_resolver(settings.ROOT_URLCONF)
    *spaces, last = name.split(":")
    for space in spaces:
        from_name = from_name.namespace_dict[space][1]
    return "/" + from_name.reverse_dict.getlist(last)[0][0][0][0]


def test_no_plain_page_holds_a_key(team: Team, administrator: Client) -> None:
    keys = list(Case.objects.values_list("key", flat=True))
    paths = [address_of(name) for name in plain_pages() if name.startswith(("staff", "studies"))]
    paths += ["/metrics", f"/studies/{team.study.public_id}/"]
    paths += [f"/studies/{team.study.public_id}/frame"]
    paths += [f"/staff/admin/records/{model}/" for model in ("auditevent", "mail", "person")]
    for path in paths:
        page = administrator.get(path)
        text = page.content.decode() if not page.streaming else ""
        assert not any(key in text for key in keys), path


def test_the_pages_of_one_person_are_the_same_whether_sampled_or_not(
    team: Team, administrator: Client
) -> None:
    asked, other = sampled(team)
    shapes = []
    for person in (asked, other):
        paths = (
            f"/staff/people/{person.public_id}",
            f"/staff/admin/records/person/{person.pk}/change/",
        )
        found = [administrator.get(path).content.decode() for path in paths]
        assert not any(SAMPLED_SIGNS.search(page) for page in found)
        shapes.append([without_identity(page, person) for page in found])
    assert shapes[0] == shapes[1]


def test_the_copy_of_ones_data_is_the_same_whether_sampled_or_not(team: Team) -> None:
    shapes = [
        {model: [sorted(row) for row in rows] for model, rows in export_of(person).items()}
        for person in sampled(team)
    ]
    assert shapes[0] == shapes[1]


def test_the_ledger_of_mails_grows_by_nothing_that_names_the_sampled(team: Team) -> None:
    """Letters of invitation are kept apart: the ledger of the platform does not know of them."""
    asked, _ = sampled(team)
    assert not Mail.objects.filter(about=asked).exists()
    assert not Mail.objects.filter(to__iexact=asked.email).exists()


def test_logs_name_no_key_and_no_address(now: datetime, caplog: pytest.LogCaptureFixture) -> None:
    team = studies.gather(now=now)
    crowd = studies.crowd(20, now=now)
    with caplog.at_level(logging.INFO):
        studies.in_field(team, now=now)
        do_not_contact.record(person=crowd[0], by=None, now=now)
    keys = Case.objects.values_list("key", flat=True)
    assert not any(key in caplog.text for key in keys)
    assert "example.net" not in caplog.text


def test_no_command_of_the_platform_shows_the_links() -> None:
    commands = (settings.ROOT / "commands").rglob("*.py")
    assert not [path for path in commands if "links_of_people" in path.read_text("utf-8")]
