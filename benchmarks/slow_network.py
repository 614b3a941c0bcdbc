"""The suggestions page on a 2G telephone: seconds from the first byte until text can be read.

    python benchmarks/slow_network.py [URL]     (without a URL a demo is started and stopped)

An empty cache, the processor held back four times, and two profiles that both go by the name of
2G: that of WebPageTest (280 kbit/s down, 256 kbit/s up, 800 ms there and back: EDGE), and the
slower one that Chromium's developer tools once called GPRS (50 kbit/s down, 20 kbit/s up, 500 ms).
The limit is promised for the first, which is what people mean by 2G today; the second is shown
beside it. The exit code is 1 if the promise is missed.
"""

from __future__ import annotations

import os
import shutil
import sys

from playwright.sync_api import Browser, Page, sync_playwright
from tools.screenshots import FLAGS, sign_in, site

LIMIT_SECONDS = 3.0
LIMIT_BYTES = 50_000
PROMISED = "2G (EDGE)"
PROFILES = {  # kbit/s down, kbit/s up, milliseconds there and back
    PROMISED: (280, 256, 800),
    "2G (GPRS)": (50, 20, 500),
}
TIMES = """() => {
    const page = performance.getEntriesByType('navigation')[0];
    const seen = performance.getEntriesByName('first-contentful-paint')[0];
    return [page.responseStart, seen.startTime];
}"""


def main() -> int:
    given = sys.argv[1] if len(sys.argv) > 1 else None
    with site(given) as address, sync_playwright() as playwright:
        path = os.environ.get("TEQUIO_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        is_met = {profile: _measure(browser, address, profile) for profile in PROFILES}
        browser.close()
    return 0 if is_met[PROMISED] else 1


def _measure(browser: Browser, address: str, profile: str) -> bool:
    """One visit under one profile, printed."""
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, base_url=address, service_workers="block"
    )
    page = context.new_page()
    sign_in(page, "maria@example.org")
    first_byte, text, received = _visit(page, PROFILES[profile])
    context.close()
    waited = (text - first_byte) / 1000
    print(
        f"{profile}: text after the first byte, s  {waited:5.2f}  limit {LIMIT_SECONDS}"
        f"  ratio {waited / LIMIT_SECONDS:.2f}"
        f"  (first byte after {first_byte / 1000:.1f} s; {received:,.0f} bytes in all)"
    )
    return waited <= LIMIT_SECONDS and received <= LIMIT_BYTES


def _visit(page: Page, profile: tuple[int, int, int]) -> tuple[float, float, float]:
    """Milliseconds until the first byte and until text is seen, and the bytes that came."""
    down, up, latency = profile
    network = {
        "offline": False,
        "downloadThroughput": down * 1000 / 8,
        "uploadThroughput": up * 1000 / 8,
        "latency": latency,
    }
    line = page.context.new_cdp_session(page)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", network)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto("/mentors/suggested/", timeout=120_000)
    assert page.locator(".card.person").count() >= 3
    first_byte, text = page.evaluate(TIMES)
    return first_byte, text, sum(sizes)


if __name__ == "__main__":
    sys.exit(main())
