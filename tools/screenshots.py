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
    """What one person looks at: addresses, or the first link of a page that a pattern finds."""

    who: str
    email: str | None
    language: str
    steps: dict[str, str]


A_MENTOR = 'a[href^="/mentors/"]:not([href*="suggested"], [href*="?"], [href$="/mentors/"])'
GUEST = {"home": "/", "join": "/account/signup/", "sign-in": "/account/login/"}
ENTREPRENEUR = {
    "business": "/my-business/",
    "story": "/what-is-on-your-mind/",
    "needs": "/my-needs/",
    "suggested": "/mentors/suggested/",
    "directory": "/mentors/",
    "directory-by-problem": "/mentors/?q=mis+clientes+me+pagan+tarde",
    "directory-nobody": "/mentors/?q=zzqqx",
    "mentor": "main " + A_MENTOR,
    "ask": 'a[href$="/ask/"]',
    "asks": "/asks/",
    "my-ask": 'main a[href^="/asks/"]:not([href$="/asks/"])',
    "conversations": "/conversations/",
    "conversation": 'main a[href^="/conversations/"]:not([href$="/conversations/"])',
    "settings": "/settings/",
}
MENTOR = {
    "offer": "/my-offer/",
    "pause": "/my-offer/pause",
    "waiting": "/asks/waiting/",
    "waiting-ask": 'main a[href^="/asks/"]:not([href*="waiting"])',
    "conversations": "/conversations/",
}
COORDINATOR = {
    "overview": "/staff/",
    "asks": "/staff/asks",
    "reports": "/staff/reports",
    "report": 'main a[href^="/staff/reports/"]',
    "people": "/staff/people",
    "person": 'main a[href^="/staff/people/"]',
    "funnel": "/staff/funnel",
    "components": "/staff/components",
}
WALKS = (
    Walk("guest", None, "es", GUEST),
    Walk("guest", None, "en", GUEST),
    Walk("entrepreneur", "maria@example.org", "es", ENTREPRENEUR),
    Walk("entrepreneur", "kevin@example.org", "en", ENTREPRENEUR),
    Walk("mentor", "luis@example.org", "es", MENTOR),
    Walk("mentor", "grace@example.org", "en", MENTOR),
    Walk("coordinator", "ana@example.org", "es", COORDINATOR),
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
            for width in WIDTHS
            for fault in take(browser, address, walk, width)
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


def take(browser: Browser, address: str, walk: Walk, width: int) -> Iterator[str]:
    """Walk and picture; yields what went wrong."""
    folder = TARGET / f"{walk.language}-{width}"
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale=walk.language, base_url=address
    )
    page = context.new_page()
    if walk.email:
        sign_in(page, walk.email)
    for number, (name, where) in enumerate(walk.steps.items(), 1):
        fault = go(page, where)
        if fault:
            yield f"{walk.language} {width} {walk.who} {name}: {fault}"
        else:
            picture = folder / f"{walk.who}-{number:02}-{name}.png"
            page.screenshot(path=picture, full_page=True)
    context.close()


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
        if not where.startswith("/"):
            link = page.locator(where).first.get_attribute("href", timeout=2_000)
            where = link or "/no-such-link"
        answer = page.goto(where)
    except Error as failure:
        return str(failure).splitlines()[0]
    return None if answer and answer.ok else f"{where} answers {answer.status if answer else '?'}"


if __name__ == "__main__":
    sys.exit(main())
