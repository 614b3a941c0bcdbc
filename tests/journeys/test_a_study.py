"""One study from its commission to a stranger who computes it again, in real browsers.

Three people take part, as the walls ask: the programme commissions, signs the frame, points out an
error and answers; the funder names the evaluator, signs the plan and publishes; and nobody but the
evaluator draws, imports, computes and writes.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from tequio.records.people import Person
from tests import cast as people
from tests.journeys import study_before_the_field as before
from tests.journeys import study_in_the_field as field
from tests.journeys import study_taken_home as home
from tests.journeys import study_to_publication as after
from tests.journeys.steps import Traveller, press
from tests.studies import crowd, mentored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(params=[(True, 1280), (False, 360)], ids=["scripts", "small, no scripts"])
def enter(
    request: pytest.FixtureRequest, traveller: Callable[..., Traveller]
) -> Callable[[Person], Page]:
    """The page of somebody who signed in."""
    script, width = request.param

    def page_of(person: Person) -> Page:
        one = traveller(person.name, person.email, "es", width, java_script_enabled=script)
        one.sign_in()
        return one.page

    return page_of


def test_from_the_commission_to_a_stranger_who_computes_it_again(
    enter: Callable[[Person], Page],
    stranger: Page,
    work: Callable[[], None],
    settings,
    tmp_path: Path,
) -> None:
    settings.VAR = tmp_path / "site"
    now = timezone.now()
    manager = people.staff("Paula Programa", "manager", now=now)
    funder = people.person("Fabiola Financia", country="GT", language="es", now=now)
    lead = people.person("Eva Evalúa", country="GT", language="es", now=now)
    mentored(crowd(60, now=now)[:30], now=now)
    programme, payer, evaluator = enter(manager), enter(funder), enter(lead)

    study = before.commission(programme, funder)
    before.name_the_evaluator(payer, study, lead)
    before.declare(evaluator, study)
    before.write_and_lock(evaluator, study)
    payer.goto(f"{study}plan")
    press(payer, "Firmar el plan")
    expect(payer.locator("main")).to_contain_text("Fabiola Financia")
    before.freeze(evaluator, study)
    programme.goto(f"{study}frame")
    press(programme, "Firmar este marco muestral")
    before.draw(evaluator, study)
    programme.goto(f"{study}draw")
    expect(programme.locator("main")).not_to_contain_text("48213")

    keys = field.release(evaluator, study)
    field.import_the_wave(evaluator, study, keys)
    field.follow_up(evaluator, study)
    field.lock(evaluator, study)

    after.compute(evaluator, study, work)
    after.read(evaluator)
    after.write_a_theme(evaluator, study)
    after.write_a_lesson(evaluator, study)
    after.recommend(evaluator, study)
    after.open_the_fact_check(evaluator, study)
    after.point_out_and_answer(programme, evaluator, study)
    after.respond(programme, study)
    after.wait_for_the_window(payer, study)
    with time_machine.travel(timezone.now() + timedelta(days=11), tick=True):
        after.publish(payer, study)
        work()
        home.read(stranger, study)
        folder, seal = home.take_home(stranger, study, tmp_path / "home")
    home.verify(folder, seal)
    home.find_a_change(folder)
