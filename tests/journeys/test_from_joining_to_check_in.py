"""An entrepreneur reaches a mentor who answers: the whole way, two browsers, real mails."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Traveller

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WORDS = {
    "es": {
        "trade": "tortillas",
        "worry": "No sé a cuánto vender mis tortillas y al final del mes no me queda nada.",
        "context": "Vendo tortillas en Salcajá, doscientas al día, y no me queda ganancia.",
        "question": "¿Cómo calculo el precio de mis tortillas para que me quede ganancia?",
        "answer": "Anote primero todo lo que gasta en una semana.",
        "thanks": "Gracias, ya puse precio.",
        "asks_page": "Mis consultas",
    },
    "en": {
        "trade": "bread",
        "worry": "I do not know what price to charge and nothing is left at the end of the month.",
        "context": "I sell two hundred loaves a day in Salcajá and no profit is left for me.",
        "question": "How do I work out the price of my bread so that some profit is left?",
        "answer": "Write down first what you spend in a week.",
        "thanks": "Thank you, I have my prices.",
        "asks_page": "My asks",
    },
}


@pytest.mark.parametrize(("language", "script", "width"), [("es", True, 320), ("en", False, 1280)])
def test_from_joining_to_check_in(traveller, work, language: str, script: bool, width: int) -> None:
    words = WORDS[language]
    options = {"java_script_enabled": script}
    luis = traveller("Luis Ortega", "luis@example.org", language, width, **options)
    maria = traveller("María Ajú", "maria@example.org", language, width, **options)
    join_as_mentor(luis, work)
    join_as_entrepreneur(maria, work, words)
    ask_first_mentor(maria, luis, words)
    work()
    accept_from_the_mail(luis, words)
    talk(luis, maria, work, words)
    check_in(luis, maria, words)


def join_as_mentor(luis: Traveller, work) -> None:
    luis.join("mentor")
    work()
    luis.confirm()
    luis.offer(["pricing", "cashflow"])
    expect(luis.page.locator("h1")).to_have_text("Luis Ortega")


def join_as_entrepreneur(maria: Traveller, work, words: dict[str, str]) -> None:
    maria.join("entrepreneur")
    work()
    maria.confirm()
    maria.describe_business(words["trade"])
    maria.tell(words["worry"])


def ask_first_mentor(maria: Traveller, luis: Traveller, words: dict[str, str]) -> None:
    expect(maria.page).to_have_url(re.compile("/mentors/suggested/"))
    card = maria.page.locator(".card.person", has_text=luis.name)
    expect(card.locator(".reasons li").first).to_be_visible()
    card.locator('a[href$="/ask/"]').click()
    maria.write_ask(context=words["context"], question=words["question"])
    expect(maria.page.locator("main")).to_contain_text(words["question"])
    maria.press()
    expect(maria.page.locator("main")).to_contain_text(luis.name)
    maria.page.goto("/asks/")
    expect(maria.page.locator("h1")).to_have_text(words["asks_page"])
    expect(maria.page.locator("article")).to_contain_text(luis.name)


def accept_from_the_mail(luis: Traveller, words: dict[str, str]) -> None:
    luis.context.clear_cookies()
    luis.open_link("/answer/")
    expect(luis.page.locator("main")).to_contain_text(words["question"])
    luis.press()
    luis.sign_in()
    luis.page.goto("/conversations/")
    luis.page.locator('main a[href^="/conversations/"]').first.click()
    expect(luis.page.locator("[data-messages]")).to_contain_text(words["question"])


def talk(luis: Traveller, maria: Traveller, work, words: dict[str, str]) -> None:
    luis.say(words["answer"])
    work()
    assert any(luis.name in letter for letter in maria.letters())
    maria.page.goto("/conversations/")
    maria.page.locator('main a[href^="/conversations/"]').first.click()
    expect(maria.page.locator("[data-messages]")).to_contain_text(words["answer"])
    maria.say("Gracias. " + words["trade"])


def check_in(luis: Traveller, maria: Traveller, words: dict[str, str]) -> None:
    maria.page.locator('form[action$="/close"] button').click()
    expect(maria.page).to_have_url(re.compile("/how-it-went/"))
    maria.check_in(words["thanks"])
    luis.page.reload()
    luis.page.goto(maria.page.url)
    expect(luis.page.locator("main")).not_to_contain_text(words["thanks"])
    luis.check_in("")
    expect(luis.page.locator("main")).to_contain_text(words["thanks"])
