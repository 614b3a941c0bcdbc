"""A lead evaluator makes, locks, draws, imports and locks the data of a study, in a real browser.

Four people take part, as the walls ask: the programme commissions and signs the frame, the funder
names the evaluator and signs the plan, and nobody but the evaluator draws.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tequio.records.people import Person
from tequio.survey_records.models import Case, Draw
from tests import cast as people
from tests import studies
from tests.domain.studies.field import SHORT_ANSWER
from tests.domain.studies.test_imports import as_csv
from tests.journeys.steps import Traveller

pytestmark = pytest.mark.django_db(transaction=True)
DECLARATION = "No tengo vínculo con el programa ni con sus mentores."


@pytest.mark.parametrize(("script", "width"), [(True, 360), (False, 1280)])
def test_from_commission_to_the_data_lock(
    traveller: Callable[..., Traveller], script: bool, width: int
) -> None:
    now = timezone.now()
    manager = people.staff("Paula Programa", "manager", now=now)
    funder = people.person("Fabiola Financia", country="GT", language="es", now=now)
    lead = people.person("Eva Evalúa", country="GT", language="es", now=now)
    studies.crowd(40, now=now)

    def page_of(person: Person) -> Page:
        one = traveller(person.name, person.email, "es", width, java_script_enabled=script)
        one.sign_in()
        return one.page

    programme, payer, evaluator = page_of(manager), page_of(funder), page_of(lead)
    study = commission(programme, funder)
    name_the_evaluator(payer, study, lead)
    declare(evaluator, study)
    write_and_lock(evaluator, study)
    payer.goto(f"{study}plan")
    press(payer, "Firmar el plan")
    expect(payer.locator("main")).to_contain_text("Fabiola Financia")
    freeze(evaluator, study)
    programme.goto(f"{study}frame")
    press(programme, "Firmar este marco muestral")
    draw(evaluator, study)
    programme.goto(f"{study}draw")
    expect(programme.locator("main")).not_to_contain_text("48213")
    evaluator.goto(f"{study}waves")
    evaluator.fill("input[name=count]", "4")
    press(evaluator, "Abrir la siguiente ola")
    expect(evaluator.locator("main")).to_contain_text("4 de 10 personas de la muestra")
    assert Case.objects.filter(wave=1).count() == 4
    import_and_lock(evaluator, study)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def commission(page: Page, funder: Person) -> str:
    """The address of the study."""
    page.goto("/studies/")
    page.get_by_role("link", name="Encargar un estudio").click()
    values = {
        "title_es": "¿Sirve la mentoría?",
        "title_en": "Does mentoring help?",
        "programme": "Tequio",
        "funder_email": funder.email,
        "funder_name": "Fundación",
        "evaluator": "Evaluación Clara",
        "contact": "estudio@example.org",
        "publish_by": "2999-01-01",
        "contacts_kept_until": "2999-01-01",
    }
    for name, value in values.items():
        page.fill(f"input[name={name}]", value)
    press(page, "Encargar")
    expect(page.locator("h1")).to_have_text("¿Sirve la mentoría?")
    return page.url


def name_the_evaluator(page: Page, study: str, lead: Person) -> None:
    page.goto("/me/")
    page.get_by_role("link", name="Estudios en los que trabaja").click()
    page.get_by_role("link", name="¿Sirve la mentoría?").click()
    page.get_by_role("link", name="Equipo", exact=True).first.click()
    expect(page).to_have_url(re.compile(f"{study}team$"))
    page.fill("input[name=email]", lead.email)
    press(page, "Dar la función")
    expect(page.locator("main")).to_contain_text("Eva Evalúa")
    expect(page.locator("main")).to_contain_text("La declaración de intereses todavía falta")


def declare(page: Page, study: str) -> None:
    """In her own words, before she can open anything else of the study."""
    page.goto(study)
    page.get_by_role("link", name="Ir ahí").click()
    page.fill("textarea[name=declaration]", DECLARATION)
    page.check("input[name=is_complete]")
    press(page, "Declarar y dirigir el estudio")
    expect(page.locator("main")).to_contain_text("Desde ahora usted dirige este estudio")


def write_and_lock(page: Page, study: str) -> None:
    page.goto(f"{study}plan")
    press(page, "Empezar con el plan estándar")
    page.get_by_role("link", name="Muestra y potencia").click()
    page.locator('label:has(input[name="sample__design"][value="simple"])').click()
    page.fill("input[name=sample__size]", "10")
    page.fill("input[name=sample__wave_size]", "5")
    press(page, "Guardar")
    expect(page.locator("main")).to_contain_text("El plan no tiene faltas")
    press(page, "Cerrar el plan para siempre")
    expect(page.locator("code.hash")).to_have_text(re.compile("^[0-9a-f]{64}$"))


def freeze(page: Page, study: str) -> None:
    page.goto(f"{study}frame")
    page.fill("input[name=joined_from]", "2020-01-01")
    page.fill("input[name=joined_until]", "2999-01-01")
    press(page, "Solo contar")
    expect(page.locator("main")).to_contain_text("no se congeló nada")
    press(page, "Congelar")
    expect(page.locator("main")).to_contain_text("40 de 43 personas están en el marco")
    press(page, "Firmar este marco muestral")


def draw(page: Page, study: str) -> None:
    page.goto(f"{study}draw")
    expect(page.locator("main")).to_contain_text("Por qué nadie puede escoger")
    say_the_value(page, timezone.now() - timedelta(days=1))
    expect(page.locator(".error-summary")).to_contain_text("se conocía antes de congelar")
    expect(page.locator("input[name=public_value]")).to_have_value("48213")
    page.wait_for_timeout(1100)  # the field counts in whole seconds
    say_the_value(page, timezone.now())
    expect(page.locator("main")).to_contain_text("10 de 40 personas salieron sorteadas")
    expect(page.locator("main")).to_contain_text(Draw.objects.get().seed)


def say_the_value(page: Page, announced: datetime) -> None:
    page.fill("input[name=public_value]", "48213")
    page.fill("input[name=source]", "Lotería Santa Lucía, sorteo 400")
    local = timezone.localtime(announced, timezone.get_default_timezone())
    page.fill("input[name=announced_at]", local.strftime("%Y-%m-%dT%H:%M:%S"))
    page.check("input[name=is_sure]")
    press(page, "Sortear")


def import_and_lock(page: Page, study: str) -> None:
    """A bad cell is named and set aside; then attempts, an answer, the follow-up and the lock."""
    keys = list(Case.objects.filter(wave=1).order_by("pk").values_list("key", flat=True))
    Case.objects.filter(wave=1).update(form="short")
    at = timezone.now().isoformat()
    codes = ("1.1", "2.112", "2.112", "9.99")
    rows = [
        {"key": k, "mode": "phone", "code": c, "made_at": at}
        for k, c in zip(keys, codes, strict=True)
    ]
    check_file(page, study, "attempts", rows)
    expect(page.locator("main")).to_contain_text("AAPOR no tiene ese código")
    press(page, "Apartar, no importar")
    check_file(page, study, "attempts", [*rows[:3], {**rows[3], "code": "3.13"}])
    press(page, "Importar todo")
    expect(page.locator("main")).to_contain_text("El archivo quedó importado")
    about = {"form": "short", "mode": "phone", "language": "es", "answered_at": at}
    check_file(page, study, "answers", [{"key": keys[0], **about, **SHORT_ANSWER}])
    press(page, "Importar todo")
    page.goto(f"{study}ledger")
    expect(page.locator("main")).to_contain_text("El libro cuadra")
    page.goto(f"{study}lock")
    press(page, "Sortear el seguimiento")
    expect(page.locator("main")).to_contain_text("Los datos se pueden cerrar")
    page.check("input[name=understood]")
    press(page, "Cerrar los datos")
    expect(page.locator("main")).to_contain_text("Ahora se pueden ver los resultados")


def check_file(page: Page, study: str, kind: str, rows: list[dict[str, str]]) -> None:
    """Hands a file in; it is only checked."""
    page.goto(f"{study}imports")
    page.locator(f"label:has(input[name=kind][value={kind}])").click()
    file = {"name": f"{kind}.csv", "mimeType": "text/csv", "buffer": as_csv(rows)}
    page.set_input_files("input[type=file]", file)
    press(page, "Revisar el archivo")
