"""Whoever tells of two or three troubles in one breath gets an area for each."""

import csv
from functools import cache
from pathlib import Path

import pytest

from mentor_matching import needs, vocabulary

REFERENCES = Path(__file__).parents[2] / "references" / "needs"
OPEN, BLIND = "two_problems_open.csv", "two_problems.csv"
ALL_FOUND = {OPEN: 0.95, BLIND: 0.85}
FIRST_IN_THREE = {OPEN: 0.95, BLIND: 0.85}
MARKED = 0.5
"""From this chance on the page marks an area beforehand."""


@cache
def detected(story: str) -> dict[str, float]:
    return {match.area_id: match.score for match in needs.detect(story).areas}


def told(name: str) -> list[tuple[str, list[set[str]]]]:
    """Each story with the areas of each of its troubles, any of which will do."""
    with (REFERENCES / name).open(encoding="utf-8") as lines:
        return [
            (row["text"], [set(one.split("|")) for one in row["areas"].split(";")])
            for row in csv.DictReader(lines)
        ]


@pytest.mark.parametrize("name", [OPEN, BLIND])
def test_stories_tell_of_several_troubles_and_name_real_areas(name: str) -> None:
    known = {area.id for area in vocabulary.areas()}
    assert len(told(name)) >= 60
    assert all(len(troubles) >= 2 for _, troubles in told(name))
    assert all(areas and areas <= known for _, troubles in told(name) for areas in troubles)


@pytest.mark.parametrize("name", [OPEN, BLIND])
def test_every_trouble_told_is_among_the_areas_and_the_first_among_the_first_three(
    name: str,
) -> None:
    stories = told(name)
    found = [all(areas & detected(text).keys() for areas in told_of) for text, told_of in stories]
    first = [bool(told_of[0] & set([*detected(text)][:3])) for text, told_of in stories]
    assert sum(found) / len(stories) >= ALL_FOUND[name]
    assert sum(first) / len(stories) >= FIRST_IN_THREE[name]


@pytest.mark.parametrize(
    ("story", "troubles"),
    [
        ("el banco no me quiere prestar y no encuentro empleados", {"credit", "hiring"}),
        ("necesito un logo, además la SAT me puso una multa", {"branding", "taxes"}),
        ("I can't find workers and the bank says no", {"hiring", "credit"}),
        ("we run out of stock; also my website is ugly", {"inventory", "website"}),
    ],
)
def test_the_second_trouble_of_a_sentence_is_marked_like_the_first(
    story: str, troubles: set[str]
) -> None:
    chances = detected(story)
    assert troubles <= {area for area, chance in chances.items() if chance >= MARKED}


@pytest.mark.parametrize(
    "story",
    [
        "quiero vender mis tamales y mis atoles en la feria",
        "how much do I charge for bread and cakes",
    ],
)
def test_a_list_of_goods_is_no_second_trouble(story: str) -> None:
    assert sum(chance >= MARKED for chance in detected(story).values()) <= 1
