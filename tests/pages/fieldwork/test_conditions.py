"""The conditions of a form as sentences: never a sign of a spreadsheet, in neither language."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.utils import translation

from tequio.domain.studies.questionnaires.model import Item
from tequio.domain.studies.questionnaires.standard import standard
from tequio.pages.fieldwork import conditions
from tests import studies

FORM = standard("detailed")
SIGNS = re.compile(r"\$\{|[<>=]|selected\(|\bcoalesce\b|format-date|\b[a-z]_[a-z_]+\b")
LANGUAGES = ("es", "en")


def said(text: str, language: str = "en", item: str = "c_reply_n") -> str:
    with translation.override(language):
        return conditions.in_words(text, FORM.by_name[item], FORM, language)


@pytest.mark.parametrize(
    "text",
    [
        "${nobody} = '1'",
        "regex(., '[0-9]+')",
        "string-length(.) > 3",
        "${c_contact_n} >",
        "${c_contact_n} mod 2 = 0",
        "selected('a b', 'a')",
        "true()",
    ],
)
def test_what_cannot_be_said_is_not_said_wrongly(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["detailed", "short", "mentor"])
def test_every_condition_and_check_of_our_forms_is_a_sentence(form: str, language: str) -> None:
    found = standard(form)
    with translation.override(language):
        for item in found.items:
            for text in filter(None, (item.relevant, item.constraint)):
                words = conditions.in_words(text, item, found, language)
                assert words, (item.name, text)
                assert not SIGNS.search(words), words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (". >= 0 and . <= 200", "this answer lies between 0 and 200"),
        (". >= 1920 and . <= number(format-date(today(), '%Y')) - 18",
         "this answer lies between 1920 and the current year minus 18"),
        (". <= 10000", "this answer is at most 10,000"),
        (". > 0.5", "this answer is more than 0.5"),
        ("${f_need} = '1' and ${f_applied} != '0'",
         "the answer to question 35 (“Since you opened your account, has your business needed "
         "money from outside?”) is “Yes”, and the answer to question 36 (“Did you ask for it?”) "
         "is not “No”"),
        ("${f_result} = 'all' or ${f_result} = 'part'",
         "the answer to question 38 (“Did you get it?”) is “Yes, all of it” or “Yes, a part”"),
        ("${f_result} = 'all' or ${f_applied} = '0'",
         "the answer to question 38 (“Did you get it?”) is “Yes, all of it” or the answer to "
         "question 36 (“Did you ask for it?”) is “No”"),
        ("${f_applied} = ''", "the answer to question 36 (“Did you ask for it?”) has no answer"),
        ("selected(${f_src}, 'bank')",
         "the answer to question 37 (“Whom did you ask?”) includes “Bank”"),
        ("not(selected(., ${c_why_main}))",
         "this answer does not include the answer to question 22 (“What was the main reason why "
         "you got no mentoring?”)"),
    ],
)  # fmt: skip
def test_what_it_says(text: str, words: str) -> None:
    assert said(text) == words


def test_in_spanish_it_is_said_in_spanish() -> None:
    assert said(". >= 0 and . <= 200", "es") == "esta respuesta está entre 0 y 200"
    words = said("${f_applied} = '1'", "es")
    assert words == "la respuesta a la pregunta 36 (“¿Lo solicitó?”) es “Sí”"


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_sentences_and_the_download_keeps_the_form(
    now: datetime, language: str
) -> None:
    team = studies.planned(now=now)
    team.lead.language = language
    team.lead.save(update_fields=["language"])
    client = Client()
    client.force_login(team.lead)
    at = f"/studies/{team.study.public_id}/questionnaires/detailed/0"
    page = client.get(at).content.decode()
    shown = {"es": "Se acepta si esta respuesta está entre 1 y 100.",
             "en": "Accepted if this answer lies between 1 and 100."}  # fmt: skip
    assert shown[language] in page
    assert "${" not in page
    assert client.get(f"{at}/xlsform").content.startswith(b"PK")


def test_a_check_that_cannot_be_said_shows_what_the_form_says_when_it_fails() -> None:
    item = Item(1, "code", "text", constraint="regex(., '[0-9]+')", message_en="Digits only.")
    form = replace(FORM, items=(*FORM.items, item))
    assert conditions.in_words(item.constraint, item, form, "en") == ""
    assert item.message("en") == "Digits only."
