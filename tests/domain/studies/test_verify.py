"""A published folder is believed because whoever doubts it can do it again."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.bounds import manski_bounds_of_share
from survey_statistics.dispositions.codes import category_of
from survey_statistics.dispositions.counts import Counts
from survey_statistics.dispositions.final_code import Attempt, final_disposition
from survey_statistics.dispositions.rates import outcome_rates
from survey_statistics.sampling import draw_brewer, draw_sampford, draw_systematic
from survey_statistics.sampling.inclusion_probabilities import inclusion_probabilities
from survey_statistics.sampling.random_numbers import (
    next_uniforms,
    permanent_random_numbers,
    seeded_uniforms,
)
from tequio.domain.studies import drawing, plan, verify
from tequio.domain.studies.plan import standard
from tequio.domain.studies.study_data import Table, canonical_json
from tests.published import published, seal_again, write

FILES = [
    *("README.txt", "data/analysis.csv"),
    *sorted({*verify.TABLES, *verify.DOCUMENTS, verify.MANIFEST, verify.SEAL, "verify.py"}),
    *("report/es.html", "tables/T6.csv"),
]
CODES = ("1.1", "1.2", "2.112", "2.12", "2.221", "2.32", "3.11", "3.13", "3.20", "3.30", "4.31")


def named(path: Path) -> set[str]:
    return {file for file, _words in verify.verify(path).faults}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "study")


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_in_any_file_is_named(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    faults = verify.verify(folder).faults
    assert name in {file for file, _words in faults}
    assert name in (verify.MANIFEST, verify.SEAL) or (name, "was changed") in faults


def test_a_changed_manifest_or_seal_accuses_no_other_file(folder: Path) -> None:
    for name in (verify.MANIFEST, verify.SEAL):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content.replace(content[40:41], b"x", 1))
        assert named(folder) == {name}
        (folder / name).write_bytes(content)


def test_a_missing_and_an_added_file_are_named(folder: Path) -> None:
    (folder / "report/es.html").unlink()
    (folder / "tables/T99.csv").write_text("a\n", encoding="utf-8")
    assert named(folder) == {"report/es.html", "tables/T99.csv"}


def test_two_files_that_changed_places_are_both_named(folder: Path) -> None:
    first, second = folder / "report/es.html", folder / "tables/T6.csv"
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    assert named(folder) == {"report/es.html", "tables/T6.csv"}


def test_a_missing_table_is_named_and_nothing_breaks(folder: Path) -> None:
    (folder / "answers.csv").unlink()
    assert "answers.csv" in named(folder)


def rewrite(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        text = (path / name).read_text("utf-8")
        assert change(text) != text
        (path / name).write_text(change(text), encoding="utf-8")

    return apply


def reordered(text: str) -> str:
    head, *rows = text.splitlines(keepends=True)
    return "".join([head, *reversed(rows)])


FORGERIES = {
    "rows in another order": (rewrite("answers.csv", reordered), "answers.csv"),
    "an answer changed": (
        rewrite("answers.csv", lambda t: t.replace(",0,0\n", ",1,1\n", 1)),
        "data",
    ),
    "somebody else drawn": (rewrite("cases.csv", lambda t: t.replace("k0", "k9", 1)), "cases.csv"),
    "another public value": (
        rewrite("draw.json", lambda t: t.replace("48213", "48214")),
        "draw.json",
    ),
    "the plan after the fact": (rewrite("plan.json", lambda t: t.replace("M2", "M1")), "plan.json"),
    "a number": (rewrite("results.json", lambda t: t.replace("0.25", "0.35")), "results.json"),
    "a frame without somebody": (
        rewrite("frame.csv", lambda t: "".join(t.splitlines(keepends=True)[:-1])),
        "frame.csv",
    ),
}


MADE = {
    "tables/T6.csv": lambda t: t.replace("1,2", "1,3"),
    "tables/estimates.csv": lambda t: t.replace("0.5", "0.6"),
    "tables/T99.csv": lambda _t: "a\n9\n",
    "data/analysis.csv": lambda t: t.replace("2-3", "2-9"),
    "verify.py": lambda t: t.replace("Python 3.10", "Python 3.11"),
}


@pytest.mark.parametrize("name", MADE)
def test_a_file_made_from_others_is_forged_in_vain_with_a_fresh_manifest(
    folder: Path, name: str
) -> None:
    place = folder / name
    held = place.read_text("utf-8") if place.exists() else ""
    assert MADE[name](held) != held
    place.write_text(MADE[name](held), encoding="utf-8")
    seal_again(folder)
    assert named(folder) == {name}


@pytest.mark.parametrize(
    ("column", "value"),
    [("c_exch_n", "7"), ("frame_country", "SV"), ("base_weight", "9"), ("c_contact_n_band", "8+")],
)
def test_a_cell_of_the_data_for_programs_that_was_changed_is_named(
    folder: Path, column: str, value: str
) -> None:
    columns("data/analysis.csv", lambda rows: rows[1].update({column: value}))(folder)
    seal_again(folder)
    faults = verify.verify(folder).faults
    assert [(file, column in words) for file, words in faults] == [("data/analysis.csv", True)]


def test_a_row_left_out_of_the_data_for_programs_is_named(folder: Path) -> None:
    rewrite("data/analysis.csv", lambda t: "".join(t.splitlines(keepends=True)[:-1]))(folder)
    seal_again(folder)
    assert named(folder) == {"data/analysis.csv"}


def test_what_was_not_looked_at_is_listed_by_name(folder: Path) -> None:
    found = verify.verify(folder)
    assert found.unread == ["data/codebook.xml", "report/es.html"]
    lines = list(found.lines())
    assert "not checked  data/codebook.xml, beyond its hash in manifest.json" in lines
    assert any("verify.py itself" in line for line in lines)
    assert not any("tables/T6.csv" in line for line in lines)


def test_a_hidden_file_that_was_added_is_blamed_itself(folder: Path) -> None:
    (folder / ".hidden").write_text("x", encoding="utf-8")
    assert verify.verify(folder).faults == [("'.hidden'", "was added")]


def test_the_folder_says_how_to_check_its_verifier_first(folder: Path) -> None:
    said = (folder / "README.txt").read_text("utf-8")
    assert verify.sha256((folder / "verify.py").read_bytes()) in said


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_with_a_fresh_manifest_is_still_found(folder: Path, forgery: str) -> None:
    forge, place = FORGERIES[forgery]
    forge(folder)
    seal_again(folder)
    assert any(place in file or place in words for file, words in verify.verify(folder).faults)


def signed_again(path: Path) -> None:
    """What the most patient forger does: signatures over what is there, manifest and seal anew."""
    files = verify.read_files(path)
    signed = verify.document(files, "signatures.json")
    results = verify.document(files, "results.json")["results"]
    hashes = {
        "plan": verify.sha256(files["plan.json"]),
        "frame": verify.sha256(files["frame.csv"]),
        "data": verify.data_hash(files),
        "report": verify.sha256(canonical_json(results)),
    }
    again = [{**one, "sha256": hashes[one["subject"]]} for one in signed]
    (path / "signatures.json").write_text(canonical_json(again), encoding="utf-8")
    seal_again(path)


def columns(name: str, change: Callable[[list[dict[str, str]]], None]) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        table = Table.from_csv((path / name).read_text("utf-8"))
        rows = table.records()
        change(rows)
        (path / name).write_text(Table.of(table.columns, rows).csv(), encoding="utf-8")

    return apply


def in_document(name: str, **changes: object) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        held = verify.document(verify.read_files(path), name)
        (path / name).write_text(canonical_json({**held, **changes}), encoding="utf-8")

    return apply


SIGNED_FORGERIES = {
    "waves turned around": (
        columns("cases.csv", lambda rows: rows[0].update(wave="2")),
        ("cases.csv", "waves"),
    ),
    "an ending that its attempts do not give": (
        columns("cases.csv", lambda rows: rows[0].update(code="2.2")),
        ("cases.csv", "by its attempts"),
    ),
    "two attempts of one number": (
        columns("attempts.csv", lambda rows: rows[1].update(number=rows[0]["number"])),
        ("attempts.csv", "one number"),
    ),
    "an answer to another form": (
        columns("answers.csv", lambda rows: rows[0].update(form="detailed")),
        ("answers.csv", "another form"),
    ),
    "a frame of other size": (in_document("draw.json", frame_rows=61), ("draw.json", "frame_rows")),
    "a draw before the plan": (
        in_document("study.json", plan_locked_at="2026-02-02", field_opened_at="2026-01-01"),
        ("study.json", "field_opened_at lies before plan_locked_at"),
    ),
    "a try after the lock": (
        in_document("study.json", data_locked_at="2026-01-01"),
        ("attempts.csv", "after the data lock"),
    ),
    "the run of other data": (
        in_document("results.json", run={"data_hash": "0" * 64}),
        ("results.json", "data_hash of the run"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("forgery", SIGNED_FORGERIES)
def test_a_forgery_that_was_signed_again_is_found_where_it_contradicts_itself(
    folder: Path, forgery: str
) -> None:
    forge, (file, words) = SIGNED_FORGERIES[forgery]
    forge(folder)
    signed_again(folder)
    assert any(f == file and words in w for f, w in verify.verify(folder).faults)


def a_deviation(path: Path, **told: object) -> None:
    """The plan asked for thirty; a deviation says that twenty were drawn."""
    change = {"size": 20, "strata": [], "size_before": 30, "strata_before": []}
    one = {
        **{"number": 1, "what": "x", "why": "y", "signed_by": "E"},
        **{"changes": change, "made_at": "2026-02-01T10:00:00+00:00", **told},
    }
    (path / "deviations.json").write_text(canonical_json([one]), encoding="utf-8")
    held = verify.document(verify.read_files(path), "draw.json")
    design = {**held["design"], "announced_at": "2026-02-01T06:00:00-06:00"}
    in_document("draw.json", design=design)(path)
    in_document("plan.json", sample={"size": 30, "design": "systematic", "strata": []})(path)
    signed_again(path)


def test_a_sample_that_a_deviation_made_smaller_is_as_published(folder: Path) -> None:
    a_deviation(folder)
    assert verify.verify(folder).faults == []


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (
            {"changes": {}},
            ("draw.json", "the design is not the one of the plan and its deviations"),
        ),
        (
            {"made_at": "2026-02-01T12:00:00+00:00"},
            ("deviations.json", "number 1 changed the sample after the value"),
        ),
        (
            {"changes": {"size": 31, "strata": []}},
            ("deviations.json", "number 1 makes the sample no smaller"),
        ),
    ],
)
def test_a_sample_that_no_honest_deviation_made_smaller_is_named(
    folder: Path, told: dict[str, object], fault: tuple[str, str]
) -> None:
    a_deviation(folder, **told)
    assert fault in verify.verify(folder).faults


def reporting(folder: Path, **told: object) -> verify.Verification:
    """The study signed again with another number of respondents."""
    in_document("study.json", **told)(folder)
    signed_again(folder)
    return verify.verify(folder)


@pytest.mark.parametrize(
    "told", [{}, {"gap_explanation_en": "rounding"}, {"gap_explanation_es": " "}]
)
def test_a_gap_that_is_not_explained_in_both_languages_is_named(
    folder: Path, told: dict[str, str]
) -> None:
    found = reporting(folder, respondents_reported=11, **told)
    gap = "11 respondents reported, 5 in the ledger: a gap of 6, not explained in both languages"
    assert ("study.json", gap) in found.faults


def test_an_explained_gap_is_printed_with_its_explanation(folder: Path) -> None:
    words = {"gap_explanation_es": "redondeo", "gap_explanation_en": "rounding"}
    found = reporting(folder, respondents_reported=11, **words)
    assert not any("gap" in said for _file, said in found.faults)
    assert (
        "11 respondents reported, 5 in the ledger: a gap of 6, explained: rounding" in found.checked
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("recommendations.json", [{"number": 1, "evidence": []}], "has no evidence"),
        ("recommendations.json", [{"number": 1, "evidence": ["T99"]}], "T99, which is not there"),
        ("themes.json", [{"code": "A", "cases": 9, "negative_cases": 9, "interviews": 15,
                          "quotes": []}], "more interviews"),
        ("themes.json", [{"code": "A", "cases": 1, "negative_cases": 0, "interviews": 15,
                          "quotes": [{"text": "x", "consented": False}]}], "without consent"),
    ],
)  # fmt: skip
def test_advice_without_evidence_and_quotes_without_consent_are_named(
    folder: Path, name: str, content: object, words: str
) -> None:
    (folder / name).write_text(canonical_json(content), encoding="utf-8")
    signed_again(folder)
    assert any(f == name and words in w for f, w in verify.verify(folder).faults)


def test_line_ends_of_another_system_are_named(folder: Path) -> None:
    for name in ("frame.csv", "verify.py"):
        (folder / name).write_bytes((folder / name).read_bytes().replace(b"\n", b"\r\n"))
    assert {"frame.csv", "verify.py"} <= named(folder)


def test_a_study_read_only_under_a_path_with_spaces_and_accents_is_verified(
    tmp_path: Path,
) -> None:
    place = write(tmp_path / "Evaluación de año" / "mi estudio")
    for path in (*place.rglob("*"), place):
        path.chmod(0o555 if path.is_dir() else 0o444)
    ran = subprocess.run(
        [sys.executable, "-I", str(place / "verify.py"), str(place)],
        env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "not checked  whether answers are what people said" in ran.stdout


def test_an_empty_folder_is_said_to_hold_nothing(tmp_path: Path) -> None:
    [(file, words)] = verify.verify(tmp_path).faults
    assert file == str(tmp_path)
    assert "it holds nothing" in words
    assert "unpacked from the archive" in words


def test_a_folder_that_is_no_publication_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    [(_file, words)] = verify.verify(tmp_path).faults
    assert "is not a published study: it holds other files, such as photo.jpg" in words


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_once_and_nothing_else_is_accused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert verify.verify(folder).faults == [(name, "is missing")]


@pytest.mark.parametrize("name", FILES)
def test_a_renamed_file_is_named_under_both_names(folder: Path, name: str) -> None:
    (folder / name).rename(folder / "renamed")
    faults = verify.verify(folder).faults
    assert (name, "is missing") in faults
    assert {file for file, _words in faults} <= {name, "renamed"}


@pytest.mark.parametrize("name", verify.DOCUMENTS)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "is not JSON: look at line 1, column 2"),
        (b"", "is not JSON: look at line 1, column 1"),
        (b"7", "is not a"),
        (b"\xff", "is not text in UTF-8: look at byte 1"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_a_document_that_cannot_be_read_is_named_with_the_place(
    folder: Path, name: str, content: bytes, words: str
) -> None:
    (folder / name).write_bytes(content)
    seal_again(folder)
    found = verify.verify(folder).faults
    assert {file for file, _words in found} == {name}
    assert any(words in said for _file, said in found)


def swapped(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


TABLE_FAULTS = {
    "no row at all": ("cases.csv", lambda t: "", "is empty"),
    "a column less": ("cases.csv", swapped("stratum,", "x,"), "no column stratum"),
    "a column twice": ("cases.csv", swapped("wave,form,", "wave,form,x,x,"), "twice"),
    "a cell more": ("answers.csv", lambda t: f"{t}k999,a,b,c,d,e,f,g,h\n", "9 cells in row"),
    "words as a number": ("attempts.csv", swapped(",1,", ",one,"), "'one' as number"),
    "a chance of nothing": (
        "cases.csv",
        swapped("0.3333333333333333", "0"),
        "'0' as inclusion_probability in row 2",
    ),
    "infinity": (
        "frame.csv", swapped("0.5", "inf"), "'inf' as permanent_number in row 2",
    ),
    "a code of nowhere": ("attempts.csv", swapped("3.19", "9.9"), "unknown code '9.9'"),
    "somebody twice": ("frame.csv", swapped("k001", "k000"), "has k000 twice"),
    "a quote without end": ("frame.csv", lambda t: f'{t}"{"x" * 200_000}', "is not CSV"),
}  # fmt: skip


@pytest.mark.parametrize("fault", TABLE_FAULTS)
def test_a_table_that_cannot_be_followed_is_named_with_row_and_column(
    folder: Path, fault: str
) -> None:
    name, change, words = TABLE_FAULTS[fault]
    rewrite(name, change)(folder)
    seal_again(folder)
    found = verify.verify(folder).faults
    assert {file for file, _words in found} == {name}
    assert any(words in said for _file, said in found), found


def test_each_of_two_hundred_flipped_bits_is_named_and_accuses_no_other_file(
    folder: Path,
) -> None:
    by_chance = Random(20261129)
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    for turn in range(200):
        name = names[turn % len(names)]
        content = (folder / name).read_bytes()
        broken = bytearray(content)
        place = by_chance.randrange(len(broken))
        broken[place] ^= 1 << by_chance.randrange(8)
        (folder / name).write_bytes(broken)
        faults = verify.verify(folder).faults
        (folder / name).write_bytes(content)
        assert {file for file, _words in faults} == {name}, (place, faults)
        assert "Error" not in str(faults)


@pytest.mark.parametrize("changes", [5, True, "size", ["size"]])
def test_a_deviation_that_changes_no_named_values_is_named(folder: Path, changes: object) -> None:
    held = [{"number": 1, "changes": changes}]
    (folder / "deviations.json").write_text(canonical_json(held), encoding="utf-8")
    seal_again(folder)
    words = "changes[0] is not a set of named values"
    assert verify.verify(folder).faults == [("deviations.json", words)]


def at_random(held: object, by_chance: Random) -> object:
    """The same document with one value somewhere replaced by one of another kind."""
    if isinstance(held, dict) and held and by_chance.random() < 0.9:
        name = by_chance.choice(sorted(held))
        return {**held, name: at_random(held[name], by_chance)}
    if isinstance(held, list) and held and by_chance.random() < 0.9:
        place = by_chance.randrange(len(held))
        return [*held[:place], at_random(held[place], by_chance), *held[place + 1 :]]
    return by_chance.choice([None, "x", -1, 0, 1.5, [], {}, [[]], [7], "M9", 10**30, True])


@pytest.mark.parametrize("seed", range(150))
def test_whatever_a_sealed_document_holds_the_fault_is_a_file_of_the_folder(
    folder: Path, seed: int
) -> None:
    by_chance = Random(seed)
    name = verify.DOCUMENTS[seed % len(verify.DOCUMENTS)]
    held = json.loads((folder / name).read_text("utf-8"))
    (folder / name).write_text(canonical_json(at_random(held, by_chance)), encoding="utf-8")
    seal_again(folder)
    known = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    for file, words in verify.verify(folder).faults:
        assert {one.strip() for one in file.removeprefix("one of ").split(",")} <= known
        assert "Error" not in words


def test_a_link_is_refused_and_not_followed(folder: Path) -> None:
    (folder / "report/es.html").unlink()
    (folder / "report/es.html").symlink_to("/etc/hostname")
    assert verify.verify(folder).faults == [
        ("report/es.html", "is a link or a device; a study holds plain files only")
    ]


@pytest.mark.parametrize("name", ["../a", "/a", "a//b", "a\\b", "c:a", ".", "a/..", "a\n", ""])
def test_names_that_leave_the_folder_are_unsafe(name: str) -> None:
    assert not verify.is_safe(name)


def test_a_manifest_that_names_files_outside_is_refused(folder: Path) -> None:
    (folder / verify.MANIFEST).write_text('{"files":{"../x":"0"},"version":1}', encoding="utf-8")
    (folder / verify.SEAL).write_text(
        verify.seal_of('{"files":{"../x":"0"},"version":1}'), encoding="utf-8"
    )
    assert any("'../x'" in words for _file, words in verify.verify(folder).faults)


def test_an_untouched_folder_is_as_published(folder: Path) -> None:
    found = verify.verify(folder)
    assert found.faults == []
    assert any("20 released" in words for words in found.checked)


def test_the_copy_in_the_folder_runs_with_nothing_but_python(folder: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "."],
        cwd=folder,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.endswith("As published, as far as checked.\n"), ran.stdout + ran.stderr
    assert ran.returncode == 0


def test_the_verifier_imports_the_standard_library_alone() -> None:
    tree = ast.parse(Path(verify.__file__).read_text("utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=30, deadline=None)
def test_its_numbers_are_those_of_the_statistics(seed: str, purpose: str) -> None:
    expected = next_uniforms(seeded_uniforms(seed, purpose), 4).tolist()
    assert verify.Stream(seed, purpose).take(4) == expected
    assert verify.hash_number(seed, purpose) == permanent_random_numbers([purpose], seed)[0]


@pytest.mark.parametrize("seed", ["a", "b", "c"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (verify.systematic, draw_systematic),
        (verify.brewer, draw_brewer),
        (verify.sampford, draw_sampford),
    ],
)
def test_its_draws_are_those_of_the_statistics(
    ours: Callable[..., verify.Chosen], theirs: Callable[..., object], seed: str
) -> None:
    sizes = {f"k{n:02}": float(1 + n % 5 + 40 * (n == 7)) for n in range(30)}
    drawn, pi = ours(sizes, 6, seed)
    sample = theirs(list(sizes), list(sizes.values()), 6, seed)
    assert set(drawn) == set(sample.ids)  # type: ignore[attr-defined]
    expected = inclusion_probabilities(list(sizes.values()), 6)
    assert np.allclose([pi[key] for key in sizes], expected, rtol=1e-12)


DESIGNS = {
    "simple": {"design": "simple"},
    "stratified": {"design": "stratified", "strata": ["country", "stage"]},
    "by power": {"design": "stratified", "strata": ["stage"], "allocation": "power"},
    "systematic": {"design": "systematic"},
    "brewer": {
        "design": "brewer",
        "size_column": "stage",
        "size_of": {"idea": 2.0, "earning": 5.0},
    },
    "sampford": {"design": "sampford", "size_column": "stage", "size_of": {"idea": 1.5}},
}


@pytest.mark.parametrize("arcs", [[], [(0.2, 0.35), (0.9, 0.05)]])
@pytest.mark.parametrize("name", DESIGNS)
def test_its_draw_is_the_one_that_made_the_cases(
    name: str, arcs: list[tuple[float, float]]
) -> None:
    content = standard(sample={"size": 40, **DESIGNS[name]}, forms={"detailed_share": 0.4})
    asked = plan.read(content)
    listed = Table.of(
        ("key", "permanent_number", "stage", "country"),
        (
            {
                "key": f"k{n}",
                "permanent_number": repr((n % 50 + 0.5) / 50),
                "stage": ("idea", "earning", "")[n % 3],
                "country": ("GT", "MX", "MX", "GT", "SV")[n % 5],
            }
            for n in range(300)
        ),
    )
    made = drawing.drawn(
        listed, asked.sample, "seed", steps=50, arcs=arcs, form_rule="random", detailed_share=0.4
    )
    design = json.loads(
        canonical_json(drawing.as_content(asked.sample, made, arcs, 50, announced_at=""))
    )
    again = verify.draw_again(listed.records(), design, "seed")
    assert [each[:2] for each in again] == [(case.key, case.stratum) for case in made.cases]
    assert np.allclose(
        [each[2] for each in again], [case.inclusion_probability for case in made.cases]
    )
    keys = [each[0] for each in again]
    detailed = set(verify.in_order(keys, "seed/form")[: round(0.4 * len(keys))])
    assert detailed == {case.key for case in made.cases if case.form == "detailed"}


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=6))
def test_its_final_code_is_that_of_the_statistics(codes: list[str]) -> None:
    expected = final_disposition([Attempt(code) for code in codes])
    assert verify.final_code(codes) == expected.code
    assert verify.category(expected.code) == expected.category.name


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=40))
def test_its_rates_are_those_of_the_statistics(codes: list[str]) -> None:
    letters = [category_of(code).name for code in codes]
    counts = Counts(**{name: letters.count(name) for name in set(letters)})
    expected = outcome_rates(counts)
    ours = verify.rates(verify.Counter(letters))
    for name, value in ours.items():
        theirs = getattr(expected, name, None)
        assert value is None or theirs is None or abs(value - theirs) < 1e-12


def test_the_seed_of_2020_to_the_printed_digit() -> None:
    assert [round(limit, 6) for limit in verify.wilson(238, 900)] == [0.236676, 0.294216]
    assert [round(limit, 6) for limit in verify.wilson(900, 4000)] == [0.212327, 0.238201]
    assert verify.manski(238, 900, 4000) == (0.0595, 0.8345)
    bounds = manski_bounds_of_share(238, 900, 4000)
    assert verify.imbens_manski(238, 900, 4000) == pytest.approx((bounds.low, bounds.high))


def test_what_was_not_checked_is_said(folder: Path) -> None:
    assert any("weighted" in words for words in verify.verify(folder).skipped)


def test_published_numbers_are_computed_from_the_tables() -> None:
    assert published().results["results"]["T7.RR1"]["value"] == 0.25
