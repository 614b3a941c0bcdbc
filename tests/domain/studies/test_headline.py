"""What a reader sees first: each number has its interval, and the sentence says what it assumes."""

import re

import pytest

from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.report import assumptions, build, built_in
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.writing import Reader
from tests.domain.studies.analysis.made_study import PLAN, made

TO = {"es": "a", "en": "to"}
OF_A_HUNDRED = {"es": "De cada cien personas registradas", "en": "Of every hundred people"}
GOAL = {"es": "Alcanzaron su meta", "en": "By their own word"}
LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])


@pytest.fixture(scope="module")
def results() -> Results:
    return analyse(made(people=2400, sampled=800, response=0.4), replicates=3)


def said(results: Results, reader: Reader, beginning: str) -> str:
    source = Source(results, {}, PLAN, {}, {})
    texts = [getattr(one, "text", "") for one in build.part(source, reader, "summary").blocks]
    return next(text for text in texts if text.startswith(beginning))


@LANGUAGES
@pytest.mark.parametrize(("beginning", "figures"), [(OF_A_HUNDRED, 3), (GOAL, 1)])
def test_the_headline_has_interval_and_assumption_without_the_dial(
    results, language, beginning, figures
) -> None:
    text = said(results, Reader(language), beginning[language])
    found = re.findall(rf"(\d+) \((\d+) {TO[language]} (\d+)\)", text)
    assert len(found) == figures
    assert all(int(low) <= int(value) <= int(high) for value, low, high in found)
    assert "95%" in text
    assert text.endswith(assumptions.WEIGHTED[language])


@LANGUAGES
def test_with_the_dial_the_headline_assumes_what_the_dial_says(results, language) -> None:
    text = said(results, Reader(language, k=0.5), OF_A_HUNDRED[language])
    assert assumptions.DIAL[language].format(k="0.5") in text
    assert assumptions.WEIGHTED[language] not in text


CALIBRATIONS = [
    ({"method": "rake", "margins": ["country", "log_m2", "log_m0"]}, True),
    ({"method": "rake", "margins": ["country", "stage"]}, False),
    ({"method": "none", "margins": ["log_m2"]}, False),
    (None, False),
]


@LANGUAGES
@pytest.mark.parametrize(("calibration", "says"), CALIBRATIONS)
def test_agreement_is_called_built_in_only_where_the_plan_calibrates_to_logs(
    language, calibration, says
) -> None:
    plan = {"weights": {"calibration": calibration}} if calibration else {}
    blocks = built_in.calibrated_to_logs(Source({}, {}, plan, {}, {}), Reader(language), "")
    assert bool(blocks) is says
    for block in blocks:
        assert block.text.startswith(built_in.SAID[language].partition("{")[0])
        assert "log_m" not in block.text
        assert "{" not in block.text
