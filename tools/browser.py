"""Prints the path of a chromium for the tests; finds one or installs one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-noto-color-emoji")
ADVICE = """\
The browser tests need chromium, and none could be found or installed.
On Debian, as root:  apt install chromium
Without root:        .venv/bin/python -m playwright install chromium
Or name one that you have:  TEQUIO_CHROMIUM=/path/to/chromium make test
"""


def main() -> int:
    """Print the browser's path; 1 with advice where there is none."""
    found = chosen() or installed() or from_debian() or from_playwright()
    if found is None:
        sys.stderr.write(ADVICE)
        return 1
    sys.stdout.write(f"{found}\n")
    return 0


def chosen() -> str | None:
    """The browser that the environment names."""
    path = os.environ.get("TEQUIO_CHROMIUM", "")
    return path if path and Path(path).is_file() else None


def installed() -> str | None:
    """A browser of the system, or one that Playwright fetched before."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return playwright_browser()


def from_debian() -> str | None:
    """Debian's package, where we may install it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    sys.stderr.write("Installing Debian's chromium for the browser tests.\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *PACKAGES]
    for command in (["apt-get", "update", "-qq"], install):
        if subprocess.run(command, env=environment, stdout=sys.stderr, check=False).returncode:  # noqa: S603 - fixed commands
            return None
    return shutil.which("chromium")


def from_playwright() -> str | None:
    """Playwright's own build, in the user's cache."""
    sys.stderr.write("Fetching Playwright's chromium for the browser tests.\n")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:  # noqa: S603 - fixed command
        return None
    return playwright_browser()


def playwright_browser() -> str | None:
    """Where Playwright keeps its browser, if it is there and starts."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() and starts(path) else None


def starts(path: str) -> bool:
    """Whether the program runs here: it may lack libraries of the system."""
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0  # noqa: S603 - a browser found above


if __name__ == "__main__":
    sys.exit(main())
