"""Danger in the words of the region is noticed; the same words of business and of home are not."""

import csv
import time
from pathlib import Path

import pytest

from tequio.domain.safety import contact_details, danger

SENTENCES = Path(__file__).parents[2] / "references" / "danger" / "sentences.csv"
ALIKE = (
    "me piden ",
    "vacuna ",
    "no pagaron mataron ",
    "mi esposo no me ",
    "dejaron un papel ",
    "sin querer ",
    "pago o ",
    "a",
)
"""Words that begin many patterns and end none, and one word without an end."""


def sentences() -> list[tuple[str, str]]:
    with SENTENCES.open(encoding="utf-8") as lines:
        return [(row["kind"], row["text"]) for row in csv.DictReader(lines)]


def test_everyday_words_alarm_nobody() -> None:
    assert [text for kind, text in sentences() if not kind and danger.kinds_in(text)] == []


def test_danger_is_noticed_as_what_it_is() -> None:
    assert [text for kind, text in sentences() if kind and kind not in danger.kinds_in(text)] == []


@pytest.mark.parametrize("words", ALIKE)
def test_a_text_without_end_keeps_no_worker_busy(words: str) -> None:
    endless = words * (1_000_000 // len(words))
    begun = time.process_time()
    danger.kinds_in(endless)
    assert time.process_time() - begun < 1
    assert len(contact_details.readable(endless)) <= contact_details.LONGEST
