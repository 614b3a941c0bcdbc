"""A study that few answered: locked knowingly, published, read and verified by a stranger."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.domain.studies.test_few_answers import in_the_field
from tests.journeys import study_taken_home as home
from tests.journeys import study_to_publication as after
from tests.journeys.steps import Traveller, press

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
A_WHILE_AGO = timedelta(hours=2)


def test_few_answers_are_no_dead_end(
    traveller: Callable[..., Traveller],
    stranger: Page,
    work: Callable[[], None],
    settings,
    tmp_path: Path,
) -> None:
    settings.VAR = tmp_path / "site"
    team = in_the_field(timezone.now() - A_WHILE_AGO)
    study = f"/studies/{team.study.public_id}/"
    one = traveller(team.lead.name, team.lead.email, "es", 360, java_script_enabled=False)
    one.sign_in()
    page = one.page

    page.goto(f"{study}lock")
    expect(page.locator("main")).to_contain_text("Contestaron menos de diez personas")
    page.check("input[name=understood]")
    press(page, "Cerrar los datos")
    expect(page.locator("main")).to_contain_text("Antes de cerrar, marque que sabe")
    page.check("input[name=understood]")
    page.check("input[name=knows_few]")
    press(page, "Cerrar los datos")
    expect(page.locator("main")).to_contain_text("Ya nada cambia en casos, intentos ni respuestas")

    after.compute(page, study, work)
    page.goto(f"{study}fact-check")
    press(page, "Firmar los números y abrir la revisión")
    with time_machine.travel(timezone.now() + timedelta(days=11), tick=True):
        after.publish(page, study)
        work()
        stranger.goto(f"{study}report/")
        main = stranger.locator("main")
        expect(main).to_contain_text(
            "Answers received: 6. Of fewer than 10 answers no figure is made"
        )
        expect(main).to_contain_text("it lies between 0.0% and 100.0%")
        stranger.goto(f"{study}report/response")
        expect(main).to_contain_text("15.0%")
        stranger.goto(f"{study}report/funnel")
        expect(main).to_contain_text("50.0%")
        folder, seal = home.take_home(stranger, study, tmp_path / "home")
    home.verify(folder, seal)
