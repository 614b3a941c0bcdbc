"""One sheet says exactly what its parts say."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tequio.pages.shared import styles

FOLDER = Path(settings.STATICFILES_DIRS[0]) / "tequio"
RULES = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    // A browser keeps the spaces of custom properties as they were written.
    return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(", ", ","));
}"""


def test_no_other_name_is_answered() -> None:
    assert styles.OneSheetFinder().find("tequio/other.css") == []


def test_spaces_that_mean_something_stay() -> None:
    assert styles.shortened("a + b :hover, c { margin : 0 ; }") == "a + b :hover,c{margin :0}"


@pytest.mark.parametrize("part", [*styles.PARTS, "print"])
def test_a_browser_reads_the_same_rules(part: str, browser) -> None:
    css = (FOLDER / f"{part}.css").read_text(encoding="utf-8")
    page = browser.new_page()
    rules = page.evaluate(RULES, css)
    assert len(rules) > 5
    assert page.evaluate(RULES, styles.shortened(css)) == rules
    page.close()


def test_paper_comes_last_and_only_on_paper(browser) -> None:
    page = browser.new_page()
    sheet = Path(str(finders.find(styles.NAME))).read_text(encoding="utf-8")
    rules = page.evaluate(RULES, sheet)
    assert rules[-1].startswith("@media print")
    assert not any("display: none !important" in rule for rule in rules[:-1])
    page.close()


def test_it_is_written_anew_only_when_a_part_changed(tmp_path, settings) -> None:
    settings.VAR = tmp_path
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    folder = tmp_path / "static" / "tequio"
    folder.mkdir(parents=True)
    for part in (*styles.PARTS, "print"):
        (folder / f"{part}.css").write_text(f".{part} {{ margin: 0 }}")
    finder = styles.OneSheetFinder()
    written = Path(str(finder.find(styles.NAME)))
    before = written.stat()
    finder.write()
    assert written.stat().st_ino == before.st_ino
    (folder / "base.css").write_text(".other { margin: 0 }")
    finder.write()
    assert ".other" in written.read_text()
