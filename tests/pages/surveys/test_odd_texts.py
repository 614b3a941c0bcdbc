"""What people paste: a book, invisible signs, pictures, digits of other scripts."""

from dataclasses import replace
from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.utils import timezone

from tequio.domain.studies.questionnaires.model import Item
from tequio.domain.studies.questionnaires.standard import standard
from tequio.survey_records.models import Answer, Questionnaire, Study
from tests.pages.surveys.steps import begin

pytestmark = pytest.mark.django_db
SAID = "¡Órale! 👩‍🌾🌽 \u202egnirts\u202c \u200fمرحبا <b>x</b> ={{7*7}} \ud83d"


@pytest.fixture
def words(study: Study, token: str) -> str:
    """The link of a form with one item in the person's own words."""
    items = (*standard("short").items[:1], Item(1, "story", "text", text_es="Cuéntenos"))
    content = replace(standard("short"), version="9", items=items).as_content()
    Questionnaire.objects.create(
        study=study, form="short", version="9", content=content, sha256="9", made_at=timezone.now()
    )
    return token


def kept() -> str:
    return str(Answer.objects.get().values.get("story", ""))


def test_a_book_is_refused_with_the_way_back_and_nothing_is_lost(
    telephone: Client, words: str
) -> None:
    address = begin(telephone, words)
    telephone.post(address, {"story": "antes"})
    answer = telephone.post(address, {"story": "x" * 1_000_000})
    assert answer.status_code == 413
    assert "acorte el texto" in answer.content.decode()
    assert "shorten the text" in answer.content.decode()
    assert kept() == "antes"


def test_a_long_text_is_shown_again_with_a_word_on_its_length(
    telephone: Client, words: str
) -> None:
    answer = telephone.post(begin(telephone, words), {"story": "ñ" * 4001})
    assert answer.status_code == 422
    assert "acórtelo" in answer.content.decode()
    assert "ñ" * 4000 in answer.content.decode()


def test_signs_that_cannot_be_seen_pictures_and_markup_are_kept_as_text(
    telephone: Client, words: str
) -> None:
    address = begin(telephone, words)
    body = "story=" + quote_plus(SAID.encode("utf-8", "surrogatepass")) + "%00a%ff"
    kind = "application/x-www-form-urlencoded"
    answer = telephone.post(address, body, content_type=kind)
    assert answer.status_code == 302, answer.content
    assert "👩‍🌾🌽" in kept()
    assert "\x00" not in kept()
    page = telephone.get(address).content.decode()
    assert "&lt;b&gt;x&lt;/b&gt; ={{7*7}}" in page


@pytest.mark.parametrize(
    "number", ["١٢", "１２", "1e3", "0x10", "1_000", "∞", "NaN", "-0", "12\u200f"]
)
def test_numbers_that_are_not_plain_digits_are_explained(
    telephone: Client, study: Study, token: str, number: str
) -> None:
    begin(telephone, token)
    answer = telephone.post(f"/r/{token}/9", {"g_jobs_ft": number, "g_jobs_pt": "0"})
    if number == "-0":
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert "en cifras" in answer.content.decode()
