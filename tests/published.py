"""A small made-up study and its published folder, for whoever checks one."""

from pathlib import Path
from typing import Any

from survey_statistics.sampling import draw_systematic
from tequio.domain.studies import folder, verify
from tequio.domain.studies.folder import PublishedStudy
from tequio.domain.studies.study_data import StudyData, Table, canonical_json, sha256

PEOPLE = 60
DRAWN = 20
PUBLIC_VALUE = "48213"
CODES = {"complete": ("3.19", "1.1"), "refusal": ("2.112", "3.13"), "silence": ("3.19", "3.13")}
FRAME = ("key", "permanent_number", "stage", "country", "log_m2")
CASES = (
    *("key", "stratum", "inclusion_probability", "release_order", "wave", "form", "form_assign"),
    *("followed_up", "code"),
)
ATTEMPTS = ("key", "number", "mode", "code", "day", "is_follow_up")
ANSWERS = ("key", "form", "version", "mode", "language", "partial", "c_contact_n", "c_exch_n")
PLAN: dict[str, Any] = {
    "version": 1,
    "mentored": "M2",
    "sample": {"size": DRAWN, "design": "systematic", "strata": []},
    "forms": {"rule": "all_short", "detailed_share": 0},
}


def frame() -> Table:
    return Table.of(
        FRAME,
        (
            {
                "key": f"k{number:03}",
                "permanent_number": "0.5",
                "stage": "idea" if number % 2 else "earning",
                "country": "GT" if number % 3 else "MX",
                "log_m2": "1" if number % 5 == 0 else "0",
            }
            for number in range(PEOPLE)
        ),
    )


def end_of(place: int) -> str:
    return ("complete", "silence", "refusal", "silence")[place % 4]


def study_data() -> StudyData:
    """Sixty people, twenty drawn by one random start, five answers, two of them mentored."""
    listed = frame()
    frame_hash = sha256(listed.csv())
    seed = sha256(frame_hash + PUBLIC_VALUE)
    keys = listed.column("key")
    sample = draw_systematic(keys, [1] * PEOPLE, DRAWN, seed)
    drawn = [str(key) for key in sample.ids]
    design = {**PLAN["sample"], "size_column": "", "size_of": {}, "arcs": [], "allocated": {}}
    return StudyData(
        study={"public_id": "s", "title_es": "T", "title_en": "T", "respondents_reported": None},
        plan=PLAN,
        frame=listed,
        draw={
            "design": design,
            "public_value": PUBLIC_VALUE,
            "seed": seed,
            "frame_sha256": frame_hash,
        },
        cases=Table.of(CASES, (_case(key, place) for place, key in enumerate(drawn))),
        attempts=Table.of(
            ATTEMPTS, (row for place, key in enumerate(drawn) for row in _tries(key, place))
        ),
        answers=Table.of(
            ANSWERS,
            (_answer(key, place) for place, key in enumerate(drawn) if end_of(place) == "complete"),
        ),
        follow_up={},
        sealed={"answers": DRAWN, "sha256": "5" * 64},
    )


def published(data: StudyData | None = None, **others: bytes) -> PublishedStudy:
    """The study with signatures over what it holds, results of its own numbers, and a report."""
    held = data or study_data()
    signed = [
        {"subject": "plan", "sha256": sha256(canonical_json(held.plan))},
        {"subject": "frame", "sha256": sha256(held.frame.csv())},
        {"subject": "data", "sha256": held.sha256},
    ]
    files = {
        "signatures.json": folder.document_bytes(signed),
        "report/es.html": b"<p>Informe</p>",
        "tables/T6.csv": b"a,b\n1,2\n",
        "tables/estimates.csv": b"identifier,value,assumes\nF1,0.5,nothing\n",
        "data/analysis.csv": analysis(held),
        "data/codebook.xml": b"<codeBook/>",
        **others,
    }
    first = PublishedStudy(held, {"results": {}}, files)
    numbers = verify.numbers_of(verify.Files(folder.contents(first)))
    results: dict[str, dict[str, Any]] = {
        "T6": {"kind": "table", "columns": ["a", "b"], "rows": [[1, 2]]},
        "F1": {"kind": "estimate", "value": 0.5},
    }
    for name, value in numbers.items():
        identifier, _, part = name.partition(":")
        results.setdefault(identifier, {})[part or "value"] = value
    signed.append({"subject": "report", "sha256": sha256(canonical_json(results))})
    signatures = {"signatures.json": folder.document_bytes(signed)}
    return PublishedStudy(held, {"results": results}, {**files, **signatures})


def analysis(data: StudyData) -> bytes:
    """Answers with a fact of the frame, ranges in a column of their own, and the base weight."""
    facts = {row["key"]: row["country"] for row in data.frame.records()}
    rows = [
        {
            **row,
            "c_contact_n": "" if "-" in row["c_contact_n"] else row["c_contact_n"],
            "c_contact_n_band": row["c_contact_n"] if "-" in row["c_contact_n"] else "",
            "frame_country": facts.get(row["key"], ""),
            "base_weight": str(PEOPLE / DRAWN),
        }
        for row in data.answers.records()
    ]
    more = ("c_contact_n_band", "frame_country", "base_weight")
    return Table.of((*data.answers.columns, *more), rows).csv().encode()


def write(path: Path, study: PublishedStudy | None = None) -> Path:
    folder.write(study or published(), path)
    return path


def seal_again(path: Path) -> None:
    """What a forger does who also writes the manifest and its seal anew."""
    manifest = verify.manifest_of(verify.read_files(path))
    (path / verify.MANIFEST).write_text(manifest, encoding="utf-8")
    (path / verify.SEAL).write_text(verify.seal_of(manifest), encoding="utf-8")


def _case(key: str, place: int) -> dict[str, str]:
    codes = CODES[end_of(place)]
    return {
        "key": key,
        "inclusion_probability": repr(DRAWN / PEOPLE),
        "release_order": str(place + 1),
        "wave": "1",
        "form": "short",
        "form_assign": "all_short",
        "followed_up": "0",
        "code": verify.final_code(list(codes)),
    }


def _tries(key: str, place: int) -> list[dict[str, str]]:
    return [
        {
            "key": key,
            "number": str(number),
            "mode": "mail",
            "code": code,
            "day": f"2026-03-0{number}",
            "is_follow_up": "0",
        }
        for number, code in enumerate(CODES[end_of(place)], 1)
    ]


def _answer(key: str, place: int) -> dict[str, str]:
    mentored = place % 8 == 0
    return {
        "key": key,
        "form": "short",
        "version": "1",
        "mode": "web",
        "language": "es",
        "partial": "0",
        "c_contact_n": "2-3" if mentored else "0",
        "c_exch_n": "1" if mentored else "0",
    }
