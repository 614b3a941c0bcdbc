"""Pictures every step of the journey into screenshots/, in both languages and two widths.

Run: python tools/screenshots.py [URL]   (without a URL a demo is started and stopped for it)
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tequio.supervisor.ports import first_free

REPOSITORY = Path(__file__).resolve().parents[1]
TARGET = REPOSITORY / "screenshots"
OWN_SITE = REPOSITORY / "build" / "screenshots"
WIDTHS = (360, 1280)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "tequio-demo-2026"  # noqa: S105 - the demo prints it for everybody


@dataclass(frozen=True, slots=True)
class Walk:
    """What one person looks at.

    A step is an address; or one below the page of the step "study" ("./plan"); or the first link
    of the page before that a pattern finds.
    """

    who: str
    email: str | None
    steps: dict[str, str]
    languages: tuple[str, ...] = ("es", "en")


A_MENTOR = 'a[href^="/mentors/"]:not([href*="suggested"], [href*="?"], [href$="/mentors/"])'
A_STUDY = 'a[href^="/studies/"]:not([href*="commission"], [href*="published"], [href$="/studies/"])'
GUEST = {
    "home": "/",
    "join": "/account/signup/",
    "sign-in": "/account/login/",
    "code": "/account/login/code/",
    "reset": "/account/password/reset/",
    "rules": "/rules",
    "privacy": "/privacy",
    "honest-numbers": "/honest-numbers",
    "mailbox": "/demo/mailbox",
    "nowhere": "/nowhere-at-all",
}
ENTREPRENEUR = {
    "business": "/my-business/",
    "story": "/what-is-on-your-mind/",
    "questions": "/what-is-on-your-mind/questions",
    "needs": "/my-needs/",
    "suggested": "/mentors/suggested/",
    "directory-by-problem": "/mentors/?q=mis+clientes+me+pagan+tarde",
    "directory-nobody": "/mentors/?q=zzqqx",
    "directory": "/mentors/",
    "mentor": "main " + A_MENTOR,
    "ask": 'a[href$="/ask/"]',
    "asks": "/asks/",
    "my-ask": 'main a[href^="/asks/"]:not([href$="/asks/"])',
    "conversations": "/conversations/",
    "conversation": 'main a[href^="/conversations/"]:not([href$="/conversations/"])',
    "settings": "/settings/",
    "about-me": "/settings/about-me",
    "told": "/settings/told",
    "address": "/account/email/",
    "second-step": "/account/2fa/",
    "my-data": "/settings/my-data",
    "blocked": "/blocked/",
    "report": "/report/",
}
MENTOR = {
    "offer": "/my-offer/",
    "pause": "/my-offer/pause",
    "waiting": "/asks/waiting/",
    "waiting-ask": 'main a[href^="/asks/"]:not([href*="waiting"])',
    "conversations": "/conversations/",
    "conversation": 'main a[href^="/conversations/"]:not([href$="/conversations/"])',
}
COORDINATOR = {
    "overview": "/staff/",
    "asks": "/staff/asks",
    "reports": "/staff/reports",
    "report": 'main a[href^="/staff/reports/"]',
    "people": "/staff/people",
    "person": 'main a[href^="/staff/people/"]',
    "funnel": "/staff/funnel",
    "matching": "/staff/matching",
    "vocabulary": "/staff/vocabulary",
    "vocabulary-area": "/staff/vocabulary/pricing",
    "components": "/staff/components",
}
EVALUATOR = {
    "studies": "/studies/",
    "study": "main " + A_STUDY,
    "team": "./team",
    "plan": "./plan",
    "frame": "./frame",
    "draw": "./draw",
    "waves": "./waves",
    "questionnaires": "./questionnaires",
    "field": "./field",
    "ledger": "./ledger",
    "lock": "./lock",
    "results": "./results",
    "recommendations": "./recommendations",
    "fact-check": "./fact-check",
    "response": "./response",
    "publish": "./publish",
    "report": "./report/",
    "published": "/studies/published/",
}
WALKS = (
    Walk("guest", None, GUEST),
    Walk("entrepreneur", "maria@example.org", ENTREPRENEUR, ("es",)),
    Walk("entrepreneur", "kevin@example.org", ENTREPRENEUR, ("en",)),
    Walk("mentor", "luis@example.org", MENTOR, ("es",)),
    Walk("mentor", "grace@example.org", MENTOR, ("en",)),
    Walk("coordinator", "ana@example.org", COORDINATOR),
    Walk("evaluator", "elena@example.org", EVALUATOR),
)


def main() -> int:
    """Take all pictures; 1 if a page was missing or broken."""
    shutil.rmtree(TARGET, ignore_errors=True)
    given = sys.argv[1] if len(sys.argv) > 1 else None
    with site(given) as address, sync_playwright() as playwright:
        path = os.environ.get("TEQUIO_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        faults = [
            fault
            for walk in WALKS
            for language in walk.languages
            for width in WIDTHS
            for fault in take(browser, address, walk, language, width)
        ]
        browser.close()
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    taken = len(list(TARGET.rglob("*.png")))
    sys.stdout.write(f"{taken} pictures in {TARGET.name}/, {len(faults)} faults.\n")
    return 1 if faults else 0


@contextmanager
def site(address: str | None) -> Iterator[str]:
    """The site at this address, or a demo of our own."""
    if address:
        yield address.rstrip("/")
        return
    port = first_free("127.0.0.1", 8700) or 8700
    environment = {**os.environ, "PORT": str(port), "TEQUIO_VAR": str(OWN_SITE)}
    command = [sys.executable, "-m", "tequio.command_line", "demo"]
    with subprocess.Popen(command, env=environment) as supervisor:  # noqa: S603 - our own command
        wait_until_ready(f"http://127.0.0.1:{port}", supervisor)
        yield f"http://127.0.0.1:{port}"
        supervisor.terminate()


def wait_until_ready(address: str, supervisor: "subprocess.Popen[bytes]") -> None:
    """Wait for the first answer."""
    while supervisor.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("The demo did not start.")


def take(browser: Browser, address: str, walk: Walk, language: str, width: int) -> Iterator[str]:
    """Walk and picture; yields what went wrong."""
    folder = TARGET / f"{language}-{width}"
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale=language, base_url=address
    )
    page = context.new_page()
    if walk.email:
        sign_in(page, walk.email)
        speak(page, language)
    study = address
    for number, (name, where) in enumerate(walk.steps.items(), 1):
        fault = go(page, urljoin(study, where) if where.startswith("./") else where)
        study = page.url if name == "study" else study
        if fault and name != "nowhere":
            yield f"{language} {width} {walk.who} {name}: {fault}"
        else:
            picture(page, folder / f"{walk.who}-{number:02}-{name}.png", width)
    context.close()


def speak(page: Page, language: str) -> None:
    """Change the account's language by the button of every page, where it has another."""
    button = page.locator(f'form[action="/language"] button[value="{language}"]')
    if button.count():
        button.first.click()
        page.wait_for_load_state()


def picture(page: Page, file: Path, width: int) -> None:
    """All of the page in a window as high as it: a bar that stays in place stands at the end."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(800, height)})
    page.screenshot(path=file, full_page=True)
    page.set_viewport_size({"width": width, "height": 800})


def sign_in(page: Page, email: str) -> None:
    """Enter with the demo's password."""
    page.goto("/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/account/login" not in url)


def go(page: Page, where: str) -> str | None:
    """Open an address or the first link of the page; what went wrong, if anything did."""
    try:
        if not where.startswith(("/", "http")):
            link = page.locator(where).first.get_attribute("href", timeout=2_000)
            where = link or "/no-such-link"
        answer = page.goto(where)
    except Error as failure:
        return str(failure).splitlines()[0]
    return None if answer and answer.ok else f"{where} answers {answer.status if answer else '?'}"


if __name__ == "__main__":
    sys.exit(main())
