"""The written material of the community, read from the files beside this module."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

SEPARATOR: Final = "|"
WITHIN_FIELD: Final = "~"
STAGES: Final = {"i": "idea", "o": "operational", "e": "earning", "p": "profitable"}


@dataclass(frozen=True)
class Town:
    country: str
    region: str
    name: str
    language: str
    time_zone: str
    weight: float


@dataclass(frozen=True)
class Trade:
    """What a business does: `isic` is a class of ISIC Rev. 4."""

    key: str
    isic: str
    tags: frozenset[str]
    place: Mapping[str, str]
    offer: Mapping[str, str]
    goods: Mapping[str, str]
    names: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Problem:
    """One problem as it is told: what happens, what is asked, what was tried."""

    key: int
    language: str
    area: str
    country: str
    trades: str
    stages: frozenset[str]
    context: str
    question: str
    tried: str


@dataclass(frozen=True)
class Area:
    """How one expertise area is offered, advised on and carried out, by language."""

    key: str
    able_mentors: float
    help: Mapping[str, str]
    advice: Mapping[str, tuple[str, ...]]
    done: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Profession:
    title: Mapping[str, str]
    field: Mapping[str, str]
    areas: tuple[str, ...]
    industries: tuple[str, ...]
    employer: str


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("text", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=SEPARATOR, quoting=csv.QUOTE_NONE))


@cache
def towns() -> tuple[Town, ...]:
    return tuple(
        Town(
            country=row["country"],
            region=row["region"],
            name=row["town"],
            language=row["language"],
            time_zone=row["time_zone"],
            weight=float(row["weight"]),
        )
        for row in _rows("towns.csv")
    )


@cache
def trades() -> tuple[Trade, ...]:
    return tuple(
        Trade(
            key=row["key"],
            isic=row["isic"],
            tags=frozenset(row["tags"].split(",")),
            place={key: row[f"place_{key}"] for key in ("es_GT", "es_MX", "en")},
            offer={"es": row["offer_es"], "en": row["offer_en"]},
            goods={"es": row["goods_es"], "en": row["goods_en"]},
            names=tuple(row["names"].split(";")),
            weight=float(row["weight"]),
        )
        for row in _rows("trades.csv")
    )


@cache
def problems() -> tuple[Problem, ...]:
    rows = [
        (language, row) for language in ("es", "en") for row in _rows(f"problems_{language}.csv")
    ]
    return tuple(
        Problem(
            key=key,
            language=language,
            area=row["area"],
            country=row["where"],
            trades=row["tags"],
            stages=frozenset("ioep" if row["stages"] == "*" else row["stages"]),
            context=row["context"],
            question=row["question"],
            tried=row["tried"],
        )
        for key, (language, row) in enumerate(rows)
    )


@cache
def areas() -> Mapping[str, Area]:
    return {
        row["area"]: Area(
            key=row["area"],
            able_mentors=float(row["scarce"]),
            help={"es": row["help_es"], "en": row["help_en"]},
            advice={key: tuple(row[f"advice_{key}"].split(WITHIN_FIELD)) for key in ("es", "en")},
            done={key: tuple(row[f"done_{key}"].split(WITHIN_FIELD)) for key in ("es", "en")},
        )
        for row in _rows("areas.csv")
    }


@cache
def professions() -> tuple[Profession, ...]:
    return tuple(
        Profession(
            title={"m": row["title_m"], "f": row["title_f"], "en": row["title_en"]},
            field={"es": row["field_es"], "en": row["field_en"]},
            areas=tuple(row["areas"].split(",")),
            industries=tuple(row["industries"].split(",")),
            employer=row["employers"],
        )
        for row in _rows("professions.csv")
    )


@cache
def employers() -> Mapping[str, tuple[str, ...]]:
    return {row["kind"]: tuple(row["names"].split(";")) for row in _rows("employers.csv")}


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    return {row["kind"]: tuple(row["names"].split(";")) for row in _rows("names.csv")}


@cache
def lines(language: str) -> Mapping[str, tuple[str, ...]]:
    """Sentences by kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(f"lines_{language}.csv"):
        found[row["kind"]].append(row["text"])
    return {kind: tuple(texts) for kind, texts in found.items()}
