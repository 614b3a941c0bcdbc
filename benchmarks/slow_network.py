"""The suggestions page on a 2G telephone: seconds from the first byte until text can be read.

    python benchmarks/slow_network.py [URL]     (without a URL a demo is started and stopped)

An empty cache, the processor held back four times, and two profiles that both go by the name of
2G: that of WebPageTest (280 kbit/s down, 256 kbit/s up, 800 ms there and back: EDGE), and the
slower one that Chromium's developer tools once called GPRS (50 kbit/s down, 20 kbit/s up, 500 ms).
The limit holds for both, and with it the 50 kB of a first load. The first byte is the one that the
page gets over the slow line (`Network.responseReceived`): the `responseStart` of the page's own
clock is the moment before Chromium holds it back. Prints the median of three visits for each
profile; the exit code is 1 if one is over a limit.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright
from tools.screenshots import FLAGS, sign_in, site

LIMIT_SECONDS = 3.0
LIMIT_BYTES = 50_000
VISITS = 3
PROFILES = {  # kbit/s down, kbit/s up, milliseconds there and back
    "2G (EDGE)": (280, 256, 800),
    "2G (GPRS)": (50, 20, 500),
}
TEXT_SEEN = """() => performance.timeOrigin
    + performance.getEntriesByName('first-contentful-paint')[0].startTime"""


def main() -> int:
    given = sys.argv[1] if len(sys.argv) > 1 else None
    with site(given) as address, sync_playwright() as playwright:
        path = os.environ.get("TEQUIO_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        is_met = [_measure(browser, address, profile) for profile in PROFILES]
        browser.close()
    return 0 if all(is_met) else 1


def _measure(browser: Browser, address: str, profile: str) -> bool:
    """The median visit under one profile, printed."""
    visits = sorted(_visit(browser, address, PROFILES[profile]) for _ in range(VISITS))
    waited, first_byte, received = visits[VISITS // 2]
    print(
        f"{profile}: text after the first byte, s  {waited:5.2f}  limit {LIMIT_SECONDS}"
        f"  ratio {waited / LIMIT_SECONDS:.2f}"
        f"  (first byte after {first_byte:.1f} s; {received:,.0f} bytes in all)"
    )
    return waited <= LIMIT_SECONDS and received <= LIMIT_BYTES


def _visit(
    browser: Browser, address: str, profile: tuple[int, int, int]
) -> tuple[float, float, float]:
    """Seconds from the first byte to text and until the first byte; the bytes that came."""
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, base_url=address, service_workers="block"
    )
    page = context.new_page()
    sign_in(page, "maria@example.org")
    sizes: list[float] = []
    documents: list[dict[str, Any]] = []
    line = context.new_cdp_session(page)
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    line.on("Network.requestWillBeSent", lambda event: documents.append(event))
    line.on("Network.responseReceived", lambda event: documents.append(event))
    _slow_down(line, profile)
    page.goto("/mentors/suggested/", timeout=120_000)
    assert page.locator(".card.person").count() >= 3
    seen = page.evaluate(TEXT_SEEN) / 1000
    context.close()
    asked, answered = (event for event in documents if event.get("type") == "Document")
    first_byte = answered["timestamp"] - asked["timestamp"]
    return seen - asked["wallTime"] - first_byte, first_byte, sum(sizes)


def _slow_down(line: CDPSession, profile: tuple[int, int, int]) -> None:
    """An empty cache, this line, and the processor of a cheap telephone."""
    down, up, latency = profile
    network = {
        "offline": False,
        "downloadThroughput": down * 1000 / 8,
        "uploadThroughput": up * 1000 / 8,
        "latency": latency,
    }
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", network)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})


if __name__ == "__main__":
    sys.exit(main())
