"""Somebody who was asked answers on a small telephone without scripts, on the real surface."""

import os
import subprocess
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page

from tequio.domain.studies import personal_links
from tequio.domain.studies.questionnaires.versions import keep_standard
from tequio.supervisor import respondents
from tequio.survey_records import respondent_role
from tequio.survey_records.models import Answer, Attempt, Case, RespondentWish, Study
from tests.domain.studies import field
from tests.mail_server import free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PICTURES = os.environ.get("TEQUIO_SCREENSHOTS", "")


def database_address() -> str:
    server = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(server._replace(path=f"/{connection.settings_dict['NAME']}"))


@pytest.fixture
def token(transactional_db: None) -> str:
    now = timezone.now()
    study = field.study_in_the_field(now, cases=2)
    keep_standard(study=study, now=now)
    assert respondent_role.ensure()
    return personal_links.make(case=Case.objects.get(key="k00"), now=now)


@pytest.fixture
def address(token: str) -> Iterator[str]:
    """The surface as the supervisor starts it: its process, its role, its environment."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    site = {
        **os.environ,
        "DATABASE_URL": database_address(),
        "TEQUIO_SURVEY_URL": url,
        "TEQUIO_ENVIRONMENT": "test",
    }
    told = respondents.environment(site, database_is_ours=True)
    assert told is not None
    server = subprocess.Popen(respondents.command("127.0.0.1", port), env=told)
    try:
        wait_for(f"{url}/healthz")
        yield url
    finally:
        server.terminate()
        server.wait(60)


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=1)  # noqa: S310  (our own server)
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the surface did not start")


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def fits(page: Page) -> None:
    # Scripts of the page are off; what the test asks by itself still runs.
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def press(page: Page, name: str) -> None:
    """Presses a button and waits for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def answer_everything(page: Page) -> None:
    """Chooses by label, as a person does."""
    ways = (
        ["Ya vende, pero todavía no gana"],
        ["A 2 o 3"],
        ["1", "De 3 a 5"],
        ["Mercadeo y ventas"],
        ["2 · La mitad"],
        ["Lo pedí y lo obtuve"],
        ["Aumentaron algo"],
        [],
        ["Universidad", "ONG o fundación"],
        ["9"],
    )
    for number, labels in enumerate(ways, 1):
        fits(page)
        picture(page, f"page-{number:02d}")
        for fieldset, label in enumerate(labels):
            group = page.locator("fieldset").nth(
                0 if len(labels) == 2 and number == 9 else fieldset
            )
            group.get_by_label(label, exact=True).check()
        if not labels:
            page.get_by_label("tiempo completo").fill("dos")
            press(page, "Seguir")
            assert page.get_by_label("tiempo completo").input_value() == "dos"
            picture(page, "page-08-error")
            page.get_by_label("tiempo completo").fill("2")
            page.locator("fieldset").nth(1).get_by_label("No sé", exact=True).check()
        press(page, "Seguir")


def test_an_answer_on_a_telephone_without_scripts(
    browser: Browser, address: str, token: str
) -> None:
    size = {"width": 360, "height": 640}
    context = browser.new_context(viewport=size, java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(f"/r/{token}/")
    fits(page)
    picture(page, "consent")
    page.get_by_label("Que mis respuestas, sin mi nombre").check()
    press(page, "Acepto participar")
    answer_everything(page)
    picture(page, "send")
    page.go_back()
    assert page.get_by_label("9", exact=True).is_checked()
    press(page, "Seguir")
    elsewhere = browser.new_context(viewport=size, java_script_enabled=False, base_url=address)
    other = elsewhere.new_page()
    other.goto(f"/r/{token}/")
    assert "Seguir donde quedó" not in other.content()
    press(page, "Enviar mis respuestas")
    picture(page, "thanks")
    assert page.get_by_role("heading", name="Gracias").is_visible()
    other.reload()
    fits(other)
    assert other.get_by_role("heading", name="Gracias").is_visible()
    said = Answer.objects.get()
    assert (said.values["c_exch_n"], said.values["g_jobs_pt"], said.values["h_bds"]) == (
        "3-5",
        ".d",
        "ngo university",
    )
    assert said.consents == {"recontact": False, "quote": False, "reuse": True}
    press(other, "Que se borren mis respuestas")
    fits(other)
    picture(other, "removed")
    assert other.get_by_role("heading", name="Sus respuestas se quitan").is_visible()
    page.reload()
    assert page.get_by_role("heading", name="Sus respuestas se quitan").is_visible()
    elsewhere.close()
    context.close()


def test_receipt_and_no_fit_320_pixels_whatever_the_study_is_called(
    browser: Browser, address: str, token: str
) -> None:
    long = "Otorrinolaringologíaempresarialintercontinental" * 2
    Study.objects.update(
        programme=long, evaluator=long, contact=f"{long.lower()}@{'x' * 60}.example.org"
    )
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    for path in (f"/r/{token}/", f"/r/{token}/no", "/thanks", "/r/nothing/"):
        page.goto(path)
        fits(page)
    page.goto(f"/r/{token}/")
    press(page, "Acepto participar")
    while "/send" not in page.url:
        for group in page.locator("fieldset").all():
            group.get_by_label("Prefiero no responder").check()
        press(page, "Seguir")
    press(page, "Enviar mis respuestas")
    fits(page)
    page.set_viewport_size({"width": 320, "height": 640})
    picture(page, "receipt-320")
    press(page, "Que se borren mis respuestas")
    fits(page)
    page.goto(f"/r/{token}/no")
    fits(page)
    context.close()


def test_axe_finds_nothing_on_the_pages_of_respondents(
    browser: Browser, address: str, token: str
) -> None:
    context = browser.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    found = []
    for path in (f"/r/{token}/", f"/r/{token}/no", "/thanks", "/r/nothing/"):
        page.goto(path)
        found += [(path, v["id"]) for v in Axe().run(page).response["violations"]]
    page.goto(f"/r/{token}/")
    press(page, "Acepto participar")
    while "/send" not in page.url:
        press(page, "Seguir")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            result = Axe().run(page).response["violations"]
            found += [(page.url, v["id"], v["nodes"][0]["html"][:100]) for v in result]
        for group in page.locator("fieldset").all():
            group.get_by_label("Prefiero no responder").check()
        press(page, "Seguir")
    for _send_and_receipt in range(2):
        found += [(page.url, v["id"]) for v in Axe().run(page).response["violations"]]
        if "/send" in page.url:
            press(page, "Enviar mis respuestas")
    context.close()
    assert found == []


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Leaves the answer as it came."""


def post(url: str, body: str, cookie: str = "") -> tuple[int, str, str]:
    """Status, place and cookie of an answer."""
    opener = urllib.request.build_opener(NoRedirect)
    request = urllib.request.Request(url, body.encode(), {"Cookie": cookie})  # noqa: S310
    try:
        answer = opener.open(request, timeout=60)
    except HTTPError as refused:
        answer = refused
    cookie = (answer.headers.get("Set-Cookie") or "").partition(";")[0]
    return answer.status, answer.headers.get("Location") or "", cookie


def test_twenty_who_send_at_the_same_moment_make_one_answer(address: str, token: str) -> None:
    base = f"{address}/r/{token}"
    _status, place, cookie = post(f"{base}/", "language=es")
    for said in (
        "b_stage_now=3",
        "c_contact_n=0",
        "c_why_main=R01",
        "e_goal_met=.d",
        "f_fin=.r",
        "g_rev_dir=0",
        "g_jobs_ft=0&g_jobs_pt=0",
        "h_bds=none",
        "i_nps=10",
    ):
        status, place, _cookie = post(f"{address}{place}", said, cookie)
        assert status == 302
    assert place.endswith("/send")
    with ThreadPoolExecutor(20) as pool:
        statuses = Counter(
            status
            for status, _p, _c in pool.map(lambda _: post(f"{base}/send", "", cookie), range(20))
        )
    assert statuses == {302: 20}, "whoever taps twice sees the receipt"
    assert Answer.objects.filter(sent_at__isnull=False).count() == 1
    assert Attempt.objects.count() == 1


def test_twenty_taps_on_no_make_one_wish(address: str, token: str) -> None:
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: post(f"{address}/r/{token}/no", "wish=never"), range(20)))
    assert RespondentWish.objects.count() == 1
