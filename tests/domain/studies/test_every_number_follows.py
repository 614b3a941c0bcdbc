"""No number of the report is left out: the dial moves it, or it says why it does not have to.

The same for the definitions of mentored: a number follows the one chosen, or says why not.
"""

import re
from typing import Any

import pytest

from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.bases import PROJECTED
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.material import TIERS
from tequio.domain.studies.report import assumptions, build, dial
from tequio.domain.studies.report.blocks import Advice, Chart, Grid, Text
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.tables import named, table_csv
from tequio.domain.studies.report.turning import turned
from tequio.domain.studies.report.writing import Reader
from tests.domain.studies.analysis.made_study import PLAN, made

MENTORED = {"id": "useful", "name_es": "Útil", "name_en": "Useful", "formula": "d_useful >= 4",
            "denominator": "mentored", "form": "detailed", "kind": "proportion", "variable": "",
            "winsorise": None, "iris": "", "domains": ["country"], "is_outcome": False}  # fmt: skip
OF_THE_PLAN = {
    "T3.declarations",
    "F1",
    "F2",
    "T2",
    "T2.indicators",
    "T3",
    "T4",
    "T29",
    "T32",
    "T33",
}
DIGIT = re.compile(r"(?<!\(M)\d")  # a definition (M2) has a name, and no number
ADVICE = {
    "number": 1, "text_es": "Más", "text_en": "More", "evidence": ["F11.all", "T15.nps.all"],
    "strength": "A", "scale_letter": "S", "owner": "P", "due": "2027-01-01", "holds_above": 0.1,
    "next_test_es": "x", "next_test_en": "x",
}  # fmt: skip


@pytest.fixture(scope="module")
def results() -> Results:
    plan = {**PLAN, "indicators": [*PLAN["indicators"], MENTORED]}
    return analyse(made(people=12_000, sampled=4000, response=0.4, plan=plan), replicates=20)


@pytest.fixture(scope="module")
def source(results) -> Source:
    return Source(results, {"title_es": "x", "title_en": "x"}, PLAN,
                  {"recommendations": [ADVICE]}, {})  # fmt: skip


def reader(**more: Any) -> Reader:
    return Reader(**{"language": "en", "definition": "M2", "planned": "M2", **more})


def sentences(pairs: dict[str, dict[str, str]]) -> list[str]:
    return [pair["en"].split("{")[0] for pair in pairs.values()]


STAYS = sentences(assumptions.BASES)


def says_so(text: str, wanted: list[str]) -> bool:
    return any(one in text for one in wanted)


def blocks(source: Source, who: Reader) -> list[tuple[str, Any]]:
    return [(part.id, block) for part in build.report(source, who) for block in part.blocks]


def numbers(block: Any) -> str:
    """What is written of a block, without what it says of itself."""
    if isinstance(block, Grid):
        return repr(block.rows)
    if isinstance(block, Chart):
        return repr(block.table.rows)
    if isinstance(block, Advice):
        return repr(block.evidence)
    return getattr(block, "text", "")


def said(block: Any) -> str:
    if isinstance(block, Grid):
        return block.note
    if isinstance(block, Chart):
        return block.assumption
    return repr(getattr(block, "facts", "")) + getattr(block, "text", "")


def test_every_result_says_what_it_stands_on(results) -> None:
    known = {*assumptions.BASES, PROJECTED}
    assert {name for name, one in results.items() if one["basis"] not in known} == set()


def test_every_projected_number_moves_and_no_other(results) -> None:
    for name, one in results.items():
        if one["kind"] != "estimate" or one["value"] is None:
            continue
        low, high = (turned(one, k)["value"] for k in (0.25, 1.0))
        moves = low != high
        nought = one["value"] == 0 or not (one.get("answered") or {}).get("value", 1)
        assert moves == (one["basis"] == PROJECTED) or nought, name


def test_every_row_moves_or_is_named_as_one_that_stays(results) -> None:
    for name, one in results.items():
        if one["basis"] != PROJECTED or one["kind"] == "estimate":
            continue
        move = dial.moved_rows if one["kind"] == "table" else dial.moved_lines
        low, high = (move(one, reader(k=k)) for k in (0.25, 1.0))
        keys = (one["dial"] or {}).get("keys", 1)
        for before, after, plain in zip(low, high, one["rows"], strict=True):
            key = (
                plain.get("label") if isinstance(plain, dict) else "|".join(map(str, plain[:keys]))
            )
            shown = plain.values() if isinstance(plain, dict) else plain
            is_nought = not any(isinstance(v, float) and v != 0 for v in shown)
            assert before != after or key in dial.staying(one) or is_nought, (name, plain)


def test_every_block_moves_or_says_that_it_stays(source) -> None:
    low, high = (blocks(source, reader(k=k)) for k in (0.25, 1.0))
    assert len(low) == len(high) > 60
    for (part, one), (_part, other) in zip(low, high, strict=True):
        if getattr(one, "identifier", "") in OF_THE_PLAN or not DIGIT.search(numbers(one)):
            continue
        moved = numbers(one) != numbers(other) and "Assumption: the silent" in said(one)
        assert moved or says_so(said(one), [*STAYS, assumptions.CURVE["en"]]), (part, one)


def test_without_the_dial_a_table_or_chart_says_what_its_weights_assume(source) -> None:
    for part, block in blocks(source, reader()):
        if isinstance(block, Grid | Chart) and block.identifier not in OF_THE_PLAN:
            assert said(block), (part, block.identifier)


def test_every_file_carries_what_it_assumes(results) -> None:
    for who in (reader(), reader(k=0.25), reader(definition="M0")):
        for name, one in results.items():
            if one["kind"] != "estimate" and one.get("rows"):
                last = table_csv(*named(one, who, PLAN)).decode().strip().splitlines()[-1]
                wanted = [*STAYS, "Assumption", "Projected", "Each point"]
                if name.startswith("T13.") and who.k is None:  # its rows are ways to assume
                    wanted = [assumptions.OWN_EACH["en"]]
                assert says_so(last, wanted), name


@pytest.mark.parametrize("definition", [tier for tier in TIERS if tier != "M2"])
def test_every_block_follows_the_definition_or_says_why_not(source, definition) -> None:
    plan = {numbers(block) for _part, block in blocks(source, reader())}
    why = [assumptions.INDEPENDENT["en"], assumptions.SHOWS_EACH["en"], " gives the same figures"]
    whole = "".join(plan)  # a table may leave out a row of which nothing may be shown
    differ = 0
    for part, block in blocks(source, reader(definition=definition)):
        if not isinstance(block, Grid | Chart) or block.identifier in OF_THE_PLAN:
            continue
        if says_so(said(block), why):
            is_mixed = "Mentored here: " in said(block)  # a row of each kind, named
            rest = isinstance(block, Grid) and all(repr(row) in whole for row in block.rows)
            assert numbers(block) in plan or is_mixed or rest, (part, block.identifier)
            continue
        own = definition in block.identifier.split(".") or block.identifier in ("H", "T19")
        assert own, (part, block.identifier)
        assert "Mentored here: " in said(block) or block.identifier == "H"
        differ += numbers(block) not in plan
    assert differ >= 10


def test_texts_of_the_mentored_follow_the_definition_too(source) -> None:
    plan, other = (
        [b.text for p, b in blocks(source, reader(definition=d))
         if isinstance(b, Text) and p in ("experience", "summary")]
        for d in ("M2", "M0")
    )  # fmt: skip
    useful = [next(t for t in texts if "advice useful" in t) for texts in (plan, other)]
    assert useful[0] != useful[1]


def test_the_silent_of_a_group_are_as_many_as_the_dial_says() -> None:
    share = {"value": 0.5, "answered": {"value": 0.4, "low": 0.3, "high": 0.5, "rate": 0.2,
                                        "held": 0.25, "opposite": False}}  # fmt: skip
    spoke, silent = 0.2 * 0.25, 0.8 * 0.5 * 0.25
    wanted = (spoke * 0.4 + silent * 0.5 * 0.4) / (spoke + silent)
    assert turned(share, 0.5)["value"] == pytest.approx(wanted)
    assert turned(share, 0.0)["value"] == pytest.approx(0.4)  # nobody silent is in it
    others = {**share, "answered": {**share["answered"], "opposite": True}}
    assert turned(others, 0.0)["value"] == pytest.approx(0.2 * 0.25 * 0.4 / (0.2 * 0.25 + 0.8))


def test_a_score_of_the_silent_is_of_fewer_promoters_and_never_beyond_its_ends() -> None:
    score = {"value": 20.0, "answered": {"value": 20.0, "low": 10.0, "high": 30.0, "rate": 0.25,
                                         "promoters": 0.5, "detractors": 0.3}}  # fmt: skip
    assert turned(score, 1.0)["value"] == pytest.approx(20.0)
    assert turned(score, 0.0)["value"] == pytest.approx(0.25 * 20 - 0.75 * 60)
    for k in (0.0, 0.5, 1.25):
        moved = turned(score, k)
        assert -100 <= moved["low"] < moved["value"] < moved["high"] <= 100
