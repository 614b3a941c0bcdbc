"""What is done of a study after the data lock: numbers, what is written on them, publication."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.steps import choose, press

WORDS = {
    "text_es": "Mostrar cómo se escribe un primer mensaje.",
    "text_en": "Show how to write a first message.",
}


def compute(page: Page, study: str, work: Callable[[], None]) -> None:
    """The numbers are computed by the worker, in a process of its own."""
    page.goto(f"{study}results")
    press(page, "Hacer el análisis")
    expect(page.locator("main")).to_contain_text("El análisis se está calculando")
    work()
    page.get_by_role("link", name="Mirar otra vez").click()
    expect(page.locator("main")).to_contain_text("Los números están listos")
    expect(page.locator("tbody code")).to_have_text(re.compile("^[0-9a-f]{16}$"))


def read(page: Page) -> None:
    """In Spanish and in English the report says the same of those who were asked."""
    page.get_by_role("link", name="Leer el informe").click()
    expect(page.locator("main")).to_contain_text("Este informe todavía no está publicado")
    expect(page.locator("main")).to_contain_text("Se preguntó a 40 personas y respondieron 24")
    press(page, "English")
    expect(page.locator("main")).to_contain_text("This report is not published yet")
    expect(page.locator("main")).to_contain_text("40 people were asked and 24 answered")
    page.locator("summary", has_text="All parts of the report").click()
    page.locator("details").get_by_role("link", name="The funnel, twice").click()
    expect(page.locator("main figure, main table").first).to_be_visible()
    press(page, "Español")


def write_a_theme(page: Page, study: str) -> None:
    """With two quotes; the one whose consent is not known keeps the theme out, and its words."""
    page.goto(f"{study}themes")
    page.get_by_role("link", name="Escribir un tema").click()
    texts = {"code": "ACCESS", "name_es": "Acceso", "name_en": "Access", "who": "emprendedoras"}
    counts = {"cases": "6", "negative_cases": "2", "interviews": "15"}
    for name, value in {**texts, **counts}.items():
        page.fill(f"input[name={name}]", value)
    page.fill("textarea[name=q-0-text]", "No sabía a quién escribirle.")
    choose(page, "q-0-consent", "recording")
    press(page, "Espacio para otra cita")
    page.fill("textarea[name=q-1-text]", "Nadie contestó.")
    press(page, "Guardar el tema")
    expect(page.locator(".error-summary")).to_contain_text("solo si la persona aceptó")
    expect(page.locator("textarea[name=q-1-text]")).to_have_value("Nadie contestó.")
    choose(page, "q-1-consent", "paper")
    press(page, "Guardar el tema")
    expect(page.locator("blockquote")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("consentimiento: firmado en papel")


def write_a_lesson(page: Page, study: str) -> None:
    """Without evidence it is refused and its text stays."""
    page.goto(f"{study}lessons")
    page.fill("textarea[name=text_es]", "Los registros acortan la duda.")
    page.fill("textarea[name=text_en]", "Logs narrow the doubt.")
    press(page, "Guardar la lección")
    expect(page.locator(".error-summary")).to_contain_text("Esto necesita evidencia")
    expect(page.locator("textarea[name=text_es]")).to_have_value("Los registros acortan la duda.")
    page.locator("summary", has_text="El embudo, dos veces").click()
    page.get_by_label(re.compile("^Recibió respuesta .* según los registros")).check()
    press(page, "Guardar la lección")
    expect(page.locator("main section.card")).to_contain_text("Los registros acortan la duda.")


def recommend(page: Page, study: str) -> None:
    """On a theme and on the number that it hangs on, whose tipping point then stands beside."""
    page.goto(f"{study}recommendations")
    for name, value in WORDS.items():
        page.fill(f"textarea[name={name}]", value)
    for name in ("owner", "next_test_es", "next_test_en"):
        page.fill(f"input[name={name}]", "Coordinación")
    page.fill("input[name=due]", "2999-01-01")
    page.locator("summary", has_text="Temas de las entrevistas").click()
    page.get_by_label(re.compile("^Acceso: 6 de 15")).check()
    page.fill("input[name=holds_above]", "40")
    press(page, "Guardar la recomendación")
    expect(page.locator(".error-summary")).to_contain_text("Escoja la cifra")
    expect(page.locator("textarea[name=text_es]")).to_have_value(WORDS["text_es"])
    expect(page.get_by_label(re.compile("^Acceso: 6 de 15"))).to_be_checked()
    page.select_option("select[name=hangs_on]", "F7.survey.mentored")
    press(page, "Guardar la recomendación")
    expect(page.locator(".advice")).to_contain_text(re.compile(r"sostenerse con k = \d\.\d\d"))


def open_the_fact_check(page: Page, study: str) -> None:
    page.goto(f"{study}fact-check")
    expect(page.locator("main")).to_contain_text("Recomendaciones: 1")
    press(page, "Firmar los números y abrir la revisión")
    expect(page.locator("main")).to_contain_text("Se pueden señalar errores hasta")
    page.goto(f"{study}themes")
    expect(page.locator("main")).to_contain_text("los temas se quedan como están")


def point_out_and_answer(programme: Page, lead: Page, study: str) -> None:
    programme.goto(f"{study}fact-check")
    programme.fill("input[name=about]", "F7.log.mentored")
    programme.fill("textarea[name=note]", "Falta lo que se habló por teléfono.")
    press(programme, "Enviar la nota")
    lead.goto(f"{study}fact-check")
    lead.fill("textarea[name=answer]", "Por eso están la encuesta y los registros.")
    press(lead, "Responder")
    expect(lead.locator("main")).to_contain_text("Por eso están la encuesta")


def respond(page: Page, study: str) -> None:
    page.goto(f"{study}response")
    page.get_by_role("link", name="Responder la recomendación 1").click()
    choose(page, "response", "accepted")
    page.fill("textarea[name=text]", "Lo haremos.")
    press(page, "Guardar la respuesta")
    expect(page.locator("textarea[name=text]")).to_have_value("Lo haremos.")
    page.fill("input[name=owner]", "Coordinación")
    page.fill("input[name=due]", "2999-01-01")
    press(page, "Guardar la respuesta")
    expect(page.locator(".advice")).to_contain_text("Aceptada")


def wait_for_the_window(page: Page, study: str) -> None:
    page.goto(f"{study}publish")
    expect(page.locator("main")).to_contain_text("El plazo de la revisión sigue abierto")
    expect(page.get_by_role("button", name="Publicar el estudio")).to_have_count(0)


def publish(page: Page, study: str) -> None:
    """It takes one tick."""
    page.goto(f"{study}publish")
    page.check("input[name=understood]")
    press(page, "Publicar el estudio")
    expect(page.locator("main")).to_contain_text("El informe está abierto")
