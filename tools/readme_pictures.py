"""The two pictures of the README, taken anew into docs/pictures/.

Run: python tools/readme_pictures.py [URL]   (without a URL a demo is started and stopped for it)
"""

import base64
import os
import shutil
import sys

from playwright.sync_api import Browser, Page, sync_playwright
from tools.screenshots import A_STUDY, FLAGS, REPOSITORY, go, sign_in, site, speak

TARGET = REPOSITORY / "docs" / "pictures"
WIDTH, HEIGHT, QUALITY = 1000, 760, 82


def main() -> int:
    """Take both; 1 if a page was missing."""
    given = sys.argv[1] if len(sys.argv) > 1 else None
    with site(given) as address, sync_playwright() as playwright:
        path = os.environ.get("TEQUIO_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        faults = [mentors(browser, address), report(browser, address)]
        browser.close()
    for fault in filter(None, faults):
        sys.stdout.write(f"{fault}\n")
    return 1 if any(faults) else 0


def mentors(browser: Browser, address: str) -> str | None:
    """Whom Maria sees for what is on her mind, in Spanish."""
    page = opened(browser, address, "es")
    sign_in(page, "maria@example.org")
    speak(page, "es")
    fault = go(page, "/mentors/suggested/")
    return fault or keep(page, "suggested-mentors")


def report(browser: Browser, address: str) -> str | None:
    """The published report from its first numbers on, in English."""
    page = opened(browser, address, "en")
    fault = go(page, "/studies/published/") or go(page, "main " + A_STUDY)
    if fault is None and "/report/" not in page.url:
        fault = go(page, 'main a[href$="/report/"]')
    if fault is None:
        page.evaluate("document.querySelector('main h2').scrollIntoView()")
    return fault or keep(page, "published-report")


def opened(browser: Browser, address: str, language: str) -> Page:
    return browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, locale=language, base_url=address
    ).new_page()


def keep(page: Page, name: str) -> None:
    """Chromium itself writes WebP."""
    line = page.context.new_cdp_session(page)
    taken = line.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    (TARGET / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    sys.exit(main())
