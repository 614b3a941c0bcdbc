"""What somebody without an account does with a published study: reads it, takes it, verifies it."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.commands.test_verify_study import verified
from tests.studies import DECLARATION

FILES = {"verify.py", "manifest.json", "frame.csv", "lessons.json", "declarations.json"}


def read(page: Page, study: str) -> None:
    """The public page and what was written on the numbers."""
    page.goto("/studies/published/")
    page.get_by_role("link", name="Does mentoring help?").click()
    expect(page.locator("main")).to_contain_text("40 people were asked and 24 answered")
    page.goto(f"{study}report/recommendations")
    expect(page.locator("main")).to_contain_text("Logs narrow the doubt.")
    page.goto(f"{study}report/methods")
    expect(page.locator("main")).to_contain_text(DECLARATION)


def take_home(page: Page, study: str, place: Path) -> tuple[Path, str]:
    """The unpacked folder, and its seal as the page prints it."""
    page.goto(f"{study}report/")
    page.get_by_role("link", name="Files to take home").click()
    with page.expect_download() as pdf:
        page.get_by_role("link", name="The report in English (PDF)").click()
    assert pdf.value.path().read_bytes().startswith(b"%PDF")
    seal = page.locator("#files code.hash").inner_text()
    with page.expect_download() as everything:
        page.get_by_role("link", name="Everything in one file (ZIP)").click()
    with zipfile.ZipFile(everything.value.path()) as archive:
        archive.extractall(place)
    (folder,) = place.iterdir()
    assert {file.name for file in folder.iterdir()} >= FILES
    return folder, seal


def verify(folder: Path, seal: str) -> None:
    """On a machine that knows nothing of the site every number comes out as published."""
    ran = verified(folder, "--seal", seal)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    assert ran.stdout.endswith("As published, as far as checked.\n")
    assert re.search("[0-9]+ results computed again, the draw", ran.stdout)


def find_a_change(folder: Path) -> None:
    """One answer that is another: it is named by the folder's own verifier."""
    answers = folder / "answers.csv"
    answers.write_bytes(answers.read_bytes().replace(b"phone", b"email", 1))
    command = [sys.executable, "-I", "verify.py", "."]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "answers.csv" in ran.stdout
    assert ran.stdout.endswith("NOT AS PUBLISHED\n")
