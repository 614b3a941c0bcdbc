"""Talk about the site, and questions that borrow a word of an area, are no sure needs."""

import csv
from pathlib import Path

import pytest

from mentor_matching import needs

REFERENCES = Path(__file__).parents[2] / "references" / "needs"


def share_sure(part: str, kind: str) -> float:
    with (REFERENCES / "beside_the_point.csv").open(encoding="utf-8") as lines:
        sure = [
            needs.detect(row["text"]).sure
            for row in csv.DictReader(lines)
            if (row["part"], row["kind"]) == (part, kind)
        ]
    assert len(sure) >= 16
    return sum(sure) / len(sure)


@pytest.mark.parametrize("kind", ["site", "borrowed"])
@pytest.mark.parametrize("part", ["design", "final"])
def test_what_is_beside_the_point_is_seldom_sure(part: str, kind: str) -> None:
    assert share_sure(part, kind) <= 0.2


@pytest.mark.parametrize("part", ["design", "final"])
def test_trouble_with_the_page_of_ones_business_is_a_need(part: str) -> None:
    assert share_sure(part, "need") >= 0.9
