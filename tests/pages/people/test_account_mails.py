"""Every mail of the account, in both languages: short, in usted, nothing left in English."""

import re
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.test import RequestFactory
from django.utils import timezone

import tequio.pages.people as area
from tequio.records.notifications import Mail
from tests import cast as people
from tests.pages.people.test_account_pages import TU

pytestmark = pytest.mark.django_db

FOLDER = Path(area.__path__[0]) / "allauth"
PREFIXES = sorted(
    str(file.relative_to(FOLDER)).removesuffix("_subject.txt")
    for file in FOLDER.glob("*/email/*_subject.txt")
)
ENGLISH = re.compile(r"\b(the|your|you|with|was|account|password|and)\b", re.I)


def send(prefix: str, language: str) -> Mail:
    to = people.person("María Ajú", country="GT", language=language, now=timezone.now()).email
    request = RequestFactory().get("/", HTTP_HOST="evil.example", HTTP_USER_AGENT="Firefox")
    told = {
        "code": "ABC123",
        "user": None,
        "timestamp": timezone.now(),
        "ip": "127.0.0.1",
        "user_agent": "Firefox",
        "from_email": "a@example.org",
        "to_email": "b@example.org",
        "deleted_email": "c@example.org",
    }
    with context.request_context(request):
        get_adapter().send_mail(prefix, to, told)
    return Mail.objects.latest("pk")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_in_spanish_it_says_usted_and_nothing_in_english(prefix: str) -> None:
    mail = send(prefix, "es")
    said = re.sub(r"https?://\S+|\S+@\S+", "", f"{mail.subject}\n{mail.text}")
    assert not TU.findall(said), said
    assert not ENGLISH.findall(said), said
    assert "evil.example" not in mail.text
    assert "example.com" not in mail.text
    assert "!" not in mail.text


@pytest.mark.parametrize("prefix", PREFIXES)
def test_in_english_it_is_english(prefix: str) -> None:
    mail = send(prefix, "en")
    assert mail.language == "en"
    assert ENGLISH.findall(f"{mail.subject} {mail.text}")
    assert not re.search(r"\b(usted|su|correo|contraseña)\b", mail.text)
