"""Asking by keyboard alone: every control is reached by Tab, used by Space and Enter."""

import pytest
from playwright.sync_api import Page, expect

from tequio.records.asks import Ask
from tests import cast as people
from tests.asks import CONTEXT, QUESTION

pytestmark = pytest.mark.django_db(transaction=True)

MOST_TABS = 60


def go_to(page: Page, selector: str) -> None:
    """Press Tab until the control has the focus, and see that the focus is drawn."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            assert page.evaluate(
                "() => { const e = document.activeElement;"
                "return [e, e.closest('label')].filter(Boolean).some("
                "  x => getComputedStyle(x).outlineStyle !== 'none'); }"
            ), f"no focus drawn on {selector}"
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_an_ask_is_written_previewed_and_sent_without_a_mouse(traveller, now) -> None:
    cast = people.gather(now=now)
    maria = traveller(cast.maria.name, cast.maria.email, "es", 1280)
    maria.sign_in()
    page = maria.page
    page.goto(f"/mentors/{cast.luis.public_id}/")
    go_to(page, 'a[href$="/ask/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/")
    go_to(page, "input[name=area]")
    page.keyboard.press("Space")
    for field, text in (("context", CONTEXT), ("question", QUESTION)):
        go_to(page, f"textarea[name={field}]")
        page.keyboard.type(text)
    go_to(page, "button.primary")
    page.keyboard.press("Enter")
    expect(page.locator("button[value=send]")).to_be_visible()
    go_to(page, "button[value=send]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Luis Ortega")
    assert Ask.objects.get().question == QUESTION
