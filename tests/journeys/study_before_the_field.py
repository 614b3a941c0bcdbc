"""What is done of a study before the field: from the commission to the draw, a step a function."""

import re
from datetime import datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tequio.records.people import Person
from tequio.survey_records.models import Draw
from tests.journeys.steps import choose, press
from tests.studies import DECLARATION


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
    """The standard plan, made small."""
    page.goto(f"{study}plan")
    press(page, "Empezar con el plan estándar")
    page.get_by_role("link", name="Muestra y potencia").click()
    choose(page, "sample__design", "simple")
    page.fill("input[name=sample__size]", "48")
    page.fill("input[name=sample__wave_size]", "40")
    press(page, "Guardar")
    page.get_by_role("link", name="Sorteo y trabajo de campo").click()
    choose(page, "forms__rule", "all_short")
    page.fill("input[name=follow_up__share]", "0.5")
    press(page, "Guardar")
    page.get_by_role("link", name="Pesos y estimaciones").click()
    page.fill("input[name=estimates__replicates]", "20")
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
    expect(page.locator("main")).to_contain_text("60 de 64 personas están en el marco")
    press(page, "Firmar este marco muestral")


def draw(page: Page, study: str) -> None:
    page.goto(f"{study}draw")
    expect(page.locator("main")).to_contain_text("Por qué nadie puede escoger")
    say_the_value(page, timezone.now() - timedelta(days=1))
    expect(page.locator(".error-summary")).to_contain_text("se conocía antes de congelar")
    expect(page.locator("input[name=public_value]")).to_have_value("48213")
    page.wait_for_timeout(1100)  # the field counts in whole seconds
    say_the_value(page, timezone.now())
    expect(page.locator("main")).to_contain_text("48 de 60 personas salieron sorteadas")
    expect(page.locator("main")).to_contain_text(Draw.objects.get().seed)


def say_the_value(page: Page, announced: datetime) -> None:
    page.fill("input[name=public_value]", "48213")
    page.fill("input[name=source]", "Lotería Santa Lucía, sorteo 400")
    local = timezone.localtime(announced, timezone.get_default_timezone())
    page.fill("input[name=announced_at]", local.strftime("%Y-%m-%dT%H:%M:%S"))
    page.check("input[name=is_sure]")
    press(page, "Sortear")
