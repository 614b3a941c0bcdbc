"""From locked data to a public page: themes, lessons, advice, fact-check, response, publication.

The lead evaluator writes, the programme points out an error and answers, the funder publishes, and
somebody without an account takes the report and everything that verifies it home.
"""

import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tequio.survey_records.models import Study
from tests import studies
from tests.journeys.steps import Traveller
from tests.stored_study import analysed
from tests.studies import Team

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {
    "text_es": "Mostrar cómo se escribe un primer mensaje.",
    "text_en": "Show how to write a first message.",
}


def test_from_the_numbers_to_the_public_page(
    traveller: Callable[..., Traveller],
    browser: Browser,
    work: Callable[[], None],
    settings,
    tmp_path: Path,
    live_server,
) -> None:
    settings.VAR = tmp_path
    team = studies.gather(now=timezone.now())
    analysed(team, now=timezone.now())

    def page_of(role: str, width: int, *, script: bool) -> Page:
        person = team.role(role)
        one = traveller(person.name, person.email, "es", width, java_script_enabled=script)
        one.sign_in()
        return one.page

    lead = page_of("lead_evaluator", 360, script=False)
    programme = page_of("platform_administrator", 1280, script=True)
    payer = page_of("funder", 360, script=True)
    study = f"/studies/{team.study.public_id}/"
    write_a_theme(lead, study)
    write_a_lesson(lead, study)
    recommend(lead, study)
    open_the_fact_check(lead, study)
    point_out_and_answer(programme, lead, study)
    respond(programme, study)
    publish(payer, study, team)
    work()
    take_home(browser, live_server.url, study, tmp_path)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()


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
    page.fill("input[name=holds_above]", "10")
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


def publish(page: Page, study: str, team: Team) -> None:
    """Not before the window has passed; then it takes one tick."""
    page.goto(f"{study}publish")
    expect(page.locator("main")).to_contain_text("El plazo de la revisión sigue abierto")
    expect(page.get_by_role("button", name="Publicar el estudio")).to_have_count(0)
    earlier = timezone.now() - timedelta(days=11)
    Study.objects.filter(pk=team.study.pk).update(
        fact_check_from=earlier, fact_check_until=earlier + timedelta(days=10)
    )
    page.reload()
    page.check("input[name=understood]")
    press(page, "Publicar el estudio")
    expect(page.locator("main")).to_contain_text("El informe está abierto")


def take_home(browser: Browser, site: str, study: str, place: Path) -> None:
    """Somebody without an account, in English and without scripts, down to the verifier."""
    context = browser.new_context(
        base_url=site, locale="en", viewport={"width": 360, "height": 740},
        java_script_enabled=False,
    )  # fmt: skip
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/studies/published/")
    page.get_by_role("link", name="Does mentoring help?").click()
    page.get_by_role("link", name="Files to take home").click()
    with page.expect_download() as pdf:
        page.get_by_role("link", name="The report in English (PDF)").click()
    assert pdf.value.path().read_bytes().startswith(b"%PDF")
    with page.expect_download() as everything:
        page.get_by_role("link", name="Everything in one file (ZIP)").click()
    with zipfile.ZipFile(everything.value.path()) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert {"verify.py", "manifest.json", "frame.csv", "lessons.json", "declarations.json"} <= names
    page.goto(f"{study}report/recommendations")
    expect(page.locator("main")).to_contain_text("Logs narrow the doubt.")
    page.goto(f"{study}report/methods")
    expect(page.locator("main")).to_contain_text(studies.DECLARATION)
    context.close()
