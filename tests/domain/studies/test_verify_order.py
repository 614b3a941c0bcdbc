"""The verifier on what came when: the public value after plan and frame, the follow-up by plan."""

from pathlib import Path
from typing import Any

import pytest

from tequio.domain.studies import verify
from tequio.domain.studies.study_data import canonical_json
from tests.domain.studies.test_verify import in_document, signed_again
from tests.published import PLAN, write

PLAN_LOCKED, FRAME_FROZEN = "2026-02-01T10:00:00+00:00", "2026-02-02T10:00:00+00:00"
ANNOUNCED = "2026-02-02T06:00:00-06:00"  # two hours after the freeze, told in another zone
SILENT = 10  # ten of the twenty of the study end without an answer or a refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "study")


def announced(path: Path, at: str | None, signed_at: str = FRAME_FROZEN, **study: str) -> set[Any]:
    """The faults of a study whose plan and frame were closed before the value was announced."""
    held = verify.document(verify.read_files(path), "draw.json")
    in_document("draw.json", design={**held["design"], "announced_at": at})(path)
    moments = {"plan_locked_at": PLAN_LOCKED, "frame_frozen_at": FRAME_FROZEN, **study}
    in_document("study.json", **moments)(path)
    signed = verify.document(verify.read_files(path), "signatures.json")
    signed = [{**one, "signed_at": signed_at} for one in signed]
    (path / "signatures.json").write_text(canonical_json(signed), encoding="utf-8")
    signed_again(path)
    return {*verify.verify(path).faults}


@pytest.mark.parametrize(
    ("study", "signed_at", "file", "words"),
    [
        ({"plan_locked_at": "2026-02-02T12:00:01+00:00"}, PLAN_LOCKED, "study.json",
         "plan_locked_at lies after the public value was announced"),
        ({"frame_frozen_at": "2026-02-02T12:00:01+00:00"}, PLAN_LOCKED, "study.json",
         "frame_frozen_at lies after the public value was announced"),
        ({}, "2026-02-02T12:00:01+00:00", "signatures.json",
         "a signature of plan.json lies after the public value was announced"),
        ({}, "2026-02-02T12:00:01+00:00", "signatures.json",
         "a signature of frame.csv lies after the public value was announced"),
    ],
)  # fmt: skip
def test_a_value_that_was_known_before_something_was_closed_is_named(
    folder: Path, study: dict[str, str], signed_at: str, file: str, words: str
) -> None:
    assert (file, words) in announced(folder, ANNOUNCED, signed_at, **study)


def test_a_value_that_came_after_all_was_closed_is_as_published(folder: Path) -> None:
    assert announced(folder, ANNOUNCED) == set()
    assert not any("announced" in words for words in verify.verify(folder).skipped)


def test_a_value_of_which_nobody_says_when_it_came_is_not_passed_over(folder: Path) -> None:
    assert announced(folder, None) == set()
    assert any("announced" in words for words in verify.verify(folder).skipped)


def followed_up(
    path: Path, drawn: int, modes: list[str], planned: object, changes: object = None,
    made_at: str = "2026-03-10T10:00:00+00:00",
) -> set[Any]:  # fmt: skip
    """The faults of a study that asked again the first of the silent that the seed picks."""
    files = verify.read_files(path)
    seed = verify.sha256(verify.document(files, "draw.json")["seed"] + "|follow-up")
    codes = verify.final_codes(files)
    silent = [k for k, code in codes.items() if verify.category(code) not in ("I", "P", "R", "NE")]
    assert len(silent) == SILENT
    again = sorted(silent, key=lambda key: verify.sha256(f"{seed}|{key}"))[:drawn]
    lines = (path / "cases.csv").read_text("utf-8").splitlines()
    place = lines[0].split(",").index("followed_up")
    for number, line in enumerate(lines):
        cells = line.split(",")
        if cells[0] in again:
            cells[place] = "1"
        lines[number] = ",".join(cells)
    (path / "cases.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    about = {"silent": SILENT, "drawn": drawn, "seed": seed, "modes": modes}
    about["drawn_at"] = "2026-03-10T10:00:00+00:00"
    (path / "follow_up.json").write_text(canonical_json(about), encoding="utf-8")
    in_document("plan.json", **{**PLAN, "follow_up": planned})(path)
    told = {"number": 1, "what": "x", "why": "y", "signed_by": "E", "made_at": made_at}
    listed = [{**told, "changes": changes}] if changes else []
    (path / "deviations.json").write_text(canonical_json(listed), encoding="utf-8")
    signed_again(path)
    return {*verify.verify(path).faults}


FIFTH, HALF = {"share": 0.2, "modes": ["phone"]}, {"share": 0.5, "modes": ["phone"]}


@pytest.mark.parametrize(
    ("drawn", "modes", "planned", "changes", "file", "words"),
    [
        (5, ["phone"], FIFTH, None, "follow_up.json", "5 of 10 silent were drawn, by the plan 2"),
        (2, ["web"], FIFTH, None, "follow_up.json", "not those of the plan"),
        (2, ["phone"], None, None, "follow_up.json", "neither plan nor deviation"),
        (5, ["phone"], FIFTH, {"follow_up": FIFTH}, "follow_up.json", "by deviation 1 2"),
        (2, ["phone"], FIFTH, {"follow_up": {"share": "x", "modes": []}}, "deviations.json",
         "is not a number"),
    ],
)  # fmt: skip
def test_a_follow_up_that_neither_plan_nor_deviation_has_is_named(
    folder: Path, drawn: int, modes: list[str], planned: object, changes: object, file: str,
    words: str,
) -> None:  # fmt: skip
    found = followed_up(folder, drawn, modes, planned, changes)
    assert any(f == file and words in w for f, w in found), found


def test_a_deviation_written_after_the_follow_up_is_named(folder: Path) -> None:
    late = "2026-03-10T10:00:01+00:00"
    found = followed_up(folder, 5, ["phone"], FIFTH, {"follow_up": HALF}, late)
    assert ("deviations.json", "number 1 lies after the follow-up") in found


@pytest.mark.parametrize(
    ("drawn", "changes"), [(2, None), (5, {"follow_up": HALF})], ids=["the plan", "a deviation"]
)
def test_a_follow_up_as_somebody_said_before_is_as_published(
    folder: Path, drawn: int, changes: object
) -> None:
    assert followed_up(folder, drawn, ["phone"], FIFTH, changes) == set()
