"""Queries on which no parameter was chosen stay above the floor."""

import csv
from pathlib import Path

import pytest

from mentor_matching import needs, text, vocabulary

REFERENCES = Path(__file__).parents[2] / "references" / "needs"
FLOORS = {"es": (0.88, 0.93), "en": (0.88, 0.93)}


def queries(language: str) -> list[tuple[str, set[str]]]:
    with (REFERENCES / "held_out.csv").open(encoding="utf-8") as lines:
        return [
            (row["text"], set(row["areas"].split(";")))
            for row in csv.DictReader(lines)
            if row["language"] == language
        ]


def hit_rate(language: str, depth: int) -> float:
    asked = queries(language)
    hits = sum(
        any(match.area_id in wanted for match in needs.detect(story).areas[:depth])
        for story, wanted in asked
    )
    return hits / len(asked)


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_held_out_queries_are_at_least_120_a_language_and_name_real_areas(language: str) -> None:
    asked = queries(language)
    known = {area.id for area in vocabulary.areas()}
    assert len(asked) >= 120
    assert all(wanted and wanted <= known for _, wanted in asked)


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_held_out_queries_are_not_in_the_vocabulary(language: str) -> None:
    known = {text.words(example.text) for example in vocabulary.examples()}
    assert not known & {text.words(story) for story, _ in queries(language)}


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_held_out_queries_hit_at_3_and_5_above_the_floor(language: str) -> None:
    at_three, at_five = FLOORS[language]
    assert hit_rate(language, 3) >= at_three
    assert hit_rate(language, 5) >= at_five


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_each_area_has_at_least_thirty_examples_a_language(language: str) -> None:
    for area in vocabulary.areas():
        examples = [
            e for e in vocabulary.examples() if (e.area_id, e.language) == (area.id, language)
        ]
        assert len(examples) >= 30, area.id
