"""`tequio verify-study` needs the folder and the program, and nothing else of ours."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.published import seal_again

from community_simulation.study.presets import Preset
from tequio.command_line import main
from tequio.domain.studies import folder, verify
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.study_data import canonical_json, sha256
from tequio.jobs.rehearsal import planning, pure

SMALL = Preset(name="small", people=600, sampled=300, mentored_share=0.2, response=0.5)
REPLICATES = 40


@cache
def study() -> folder.PublishedStudy:
    data = pure.study_data_of(SMALL, planning.content(SMALL, replicates=REPLICATES), seed=3)
    results = {
        "run": {"specification": {"replicates": REPLICATES}, "code_version": "0+another"},
        "results": analyse(data, replicates=REPLICATES),
    }
    signed = [
        {"subject": "plan", "sha256": sha256(canonical_json(data.plan))},
        {"subject": "frame", "sha256": sha256(data.frame.csv())},
        {"subject": "data", "sha256": data.sha256},
        {"subject": "report", "sha256": sha256(canonical_json(results["results"]))},
    ]
    return folder.PublishedStudy(data, results, {"signatures.json": folder.document_bytes(signed)})


@dataclass(frozen=True)
class Ran:
    """How the command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The command in this process: its imports cost more than what it does here."""
    for name in [name for name in os.environ if name.startswith("TEQUIO_")]:
        monkeypatch.delenv(name)  # the command forgets them for its whole process

    def run(path: Path, *options: str) -> Ran:
        status = main(["verify-study", str(path), *options])
        return Ran(status, *capsys.readouterr())

    return run


def verified(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """As on a machine without settings, database or environment."""
    return subprocess.run(
        [sys.executable, "-m", "tequio.command_line", "verify-study", str(path), *options],
        cwd=mkdtemp(),
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder.write(study(), tmp_path / "study")
    return tmp_path / "study"


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    ran = verified(tmp_path / "nowhere")
    assert ran.returncode == 2
    assert "nowhere is no folder" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Error" not in ran.stdout


def test_an_empty_folder_is_said_to_be_no_study(tmp_path: Path, here: Callable[..., Ran]) -> None:
    ran = here(tmp_path)
    assert "is not a published study: it holds nothing" in ran.stdout
    assert (ran.returncode, ran.stderr) == (1, "")


def test_a_file_that_is_missing_or_broken_is_named_without_a_trace(
    published: Path, here: Callable[..., Ran]
) -> None:
    for name, content in (("verify.py", None), ("results.json", b"{"), ("plan.json", None)):
        held = (published / name).read_bytes()
        if content is None:
            (published / name).unlink()
        else:
            (published / name).write_bytes(content)
        ran = here(published)
        (published / name).write_bytes(held)
        assert f"WRONG        {name}: " in ran.stdout
        assert ran.stdout.count("WRONG") == (1 if content is None else 2)
        assert "Error" not in ran.stdout + ran.stderr
        assert ran.returncode == 1


def test_a_sample_that_a_deviation_made_smaller_is_computed_again(
    tmp_path: Path, here: Callable[..., Ran]
) -> None:
    whole = study()
    sample = {**whole.data.plan["sample"], "size": 400}
    data = replace(whole.data, plan={**whole.data.plan, "sample": sample})
    strata = dict.fromkeys(("strata", "strata_before"), sample["strata"])
    change = {"size": 300, "size_before": 400, **strata}
    noted = {"number": 1, "changes": change, "made_at": "2020-01-01T00:00:00+00:00"}
    signed = json.loads(whole.others["signatures.json"])
    signed[0]["sha256"] = sha256(canonical_json(data.plan))
    others = {
        "deviations.json": folder.document_bytes([noted]),
        "signatures.json": folder.document_bytes(signed),
    }
    folder.write(folder.PublishedStudy(data, whole.results, others), tmp_path / "study")
    said = here(tmp_path / "study").stdout
    assert "WRONG        draw.json" not in said, said
    assert "WRONG        cases.csv" not in said
    assert "NOT CONFIRMED: hashes, draw and ledger are as published" in said


def test_a_weighted_number_that_was_changed_is_named(
    published: Path, here: Callable[..., Ran]
) -> None:
    name = published / "results.json"
    content = verify.document(verify.read_files(published), "results.json")
    content["results"]["T13.M2.weighted"]["value"] += 0.001
    name.write_text(canonical_json(content), encoding="utf-8")
    seal_again(published)
    ran = here(published)
    assert "results.json: T13.M2.weighted.value is not what is computed" in ran.stdout
    assert ran.returncode == 1


def test_an_allocation_that_the_plan_does_not_give_is_named(
    published: Path, here: Callable[..., Ran]
) -> None:
    text = (published / "draw.json").read_text("utf-8")
    start = text.index('"allocated":{') + len('"allocated":{')
    changed = f'{text[:start]}"AA | idea":0,{text[start:]}'
    (published / "draw.json").write_text(changed, encoding="utf-8")
    seal_again(published)
    assert "draw.json: the allocation is not the one of the plan" in here(published).stdout


def test_another_seal_than_the_one_on_the_page_is_named(
    published: Path, here: Callable[..., Ran]
) -> None:
    ran = here(published, "--seal", "0" * 64)
    assert "manifest.json: does not have the seal that was given" in ran.stdout


def test_numbers_made_by_other_code_are_said_to_be(
    published: Path, here: Callable[..., Ran]
) -> None:
    assert "with the code that made the numbers" in here(published).stdout


def test_a_number_of_another_version_is_not_confirmed_rather_than_forged(
    published: Path, here: Callable[..., Ran]
) -> None:
    content = verify.document(verify.read_files(published), "results.json")
    content["results"]["T13.M2.weighted"]["value"] += 0.001
    signed = verify.document(verify.read_files(published), "signatures.json")
    for one in signed:
        if one["subject"] == "report":
            one["sha256"] = sha256(canonical_json(content["results"]))
    (published / "results.json").write_text(canonical_json(content), encoding="utf-8")
    (published / "signatures.json").write_text(canonical_json(signed), encoding="utf-8")
    seal_again(published)
    ran = here(published)
    assert "NOT CONFIRMED" in ran.stdout
    assert "0+another" in ran.stdout
    assert ran.returncode == 1


def test_what_nobody_can_check_is_said_also_when_all_is_well(
    published: Path, here: Callable[..., Ran]
) -> None:
    said = here(published).stdout
    assert "not checked  whether answers are what people said" in said
    assert "SHA-256 of manifest.json" in said


def test_an_untouched_study_comes_out_as_published(published: Path) -> None:
    seal = sha256((published / "manifest.json").read_text("utf-8"))
    ran = verified(published, "--seal", seal)
    assert ran.stdout.endswith("As published, as far as checked.\n"), ran.stdout + ran.stderr
    assert "results computed again" in ran.stdout
    assert "weighted numbers" not in ran.stdout
    assert ran.returncode == 0
