"""What a story says not to need is no need; what it lacks or is tired of is one."""

import csv
from functools import cache
from pathlib import Path

import pytest

from mentor_matching import needs
from mentor_matching.needs import denying

REFERENCES = Path(__file__).parents[2] / "references" / "needs"
FLOORS = {"design": 0.93, "final": 0.93}


@cache
def stories(part: str, kind: str) -> list[tuple[needs.NeedDetection, set[str], set[str]]]:
    with (REFERENCES / "denials.csv").open(encoding="utf-8") as lines:
        return [
            (needs.detect(row["text"]), set(row["denied"].split(";")), set(row["areas"].split(";")))
            for row in csv.DictReader(lines)
            if (row["part"], row["kind"]) == (part, kind)
        ]


@pytest.mark.parametrize("part", FLOORS)
def test_who_denies_every_need_is_not_told_of_one(part: str) -> None:
    assert not any(found.sure for found, _, _ in stories(part, "all"))


@pytest.mark.parametrize("part", FLOORS)
def test_what_is_denied_is_not_what_is_found_first(part: str) -> None:
    first = [found.areas[0].area_id in denied for found, denied, _ in stories(part, "denied")]
    assert len(first) == 30
    assert sum(first) <= 1


@pytest.mark.parametrize("kind", ["denied", "need"])
@pytest.mark.parametrize("part", FLOORS)
def test_what_is_wanted_instead_and_what_only_sounds_denied_are_found(part: str, kind: str) -> None:
    found = [
        detection.sure and bool(wanted & {match.area_id for match in detection.areas[:3]})
        for detection, _, wanted in stories(part, kind)
    ]
    assert sum(found) / len(found) >= FLOORS[part]


@pytest.mark.parametrize(
    ("said", "following"),
    [
        ("no tengo dinero", ""),
        ("no me dan credito", "necesito capital"),
        ("no quiero cerrar mi negocio", "quiero venderlo"),
        ("ya no quiero fiar", "quiero que me paguen"),
        ("no necesito clientes que no pagan", "quiero otros"),
        ("ya tengo deudas", "necesito ayuda"),
        ("ya tengo mucha mercaderia", ""),
        ("ya tengo pagina web", "quiero mejorarla"),
        ("i already have a website", "but nobody visits it"),
        ("i dont want to lose my house", "i want a plan"),
        ("i dont know how to price", "i need help"),
        ("nobody buys", ""),
    ],
)
def test_a_lack_or_a_fear_is_no_denial(said: str, following: str) -> None:
    assert not denying.is_denied(said, following)


def test_a_denial_without_a_point_or_comma_ends_where_the_want_begins() -> None:
    words = ["no", "necesito", "prestamo", "lo", "que", "necesito", "es", "gente"]
    kept = denying.kept([[word] for word in words])
    assert [word for word, is_kept in zip(words, kept, strict=True) if is_kept] == words[3:]


def test_a_story_without_words_has_nothing_to_leave_out() -> None:
    assert denying.kept([]) == []
    assert denying.kept([[], []]) == [True, True]
