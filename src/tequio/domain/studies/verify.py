"""Checks a published study with nothing but Python: python3 verify.py FOLDER

It computes again, from the files of the folder alone, what a doubter would want to redo: the hash
of every file, of the frame and of the data; the seed; who was drawn and in which order; how every
case ended and whether all of them add up; response rates, the share among those who answered with
its Wilson interval, and the bounds without assumptions; and whether tables and data for programs
say what numbers and answers say. Weighted numbers need the project's statistics: `tequio
verify-study FOLDER` computes those too. It needs Python 3.10, nothing else, and is one file on
purpose: it can be read in one sitting.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import stat
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import accumulate, groupby, pairwise
from math import erfc, isfinite, sqrt
from pathlib import Path
from typing import Any

Row = dict[str, str]
Counts = Counter[str]
Arcs = list[list[float]]
Chosen = tuple[list[str], dict[str, float]]
Drawn = list[tuple[str, str, float]]
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
TABLES = ("frame.csv", "cases.csv", "attempts.csv", "answers.csv")
MENTORS = "mentors.csv"  # only where a study asked mentors
SEALED = "sealed.json"  # the hash of what is locked and never published: free text, safeguarding
LARGEST_FILE = 512 * 1024 * 1024
MOMENTS = (
    *("plan_locked_at", "frame_frozen_at", "drawn_at", "field_opened_at", "data_locked_at"),
    *("fact_check_from", "published_at"),
)
README, VERIFIER = "README.txt", "verify.py"
MISSING = "is missing"
CASES_FILE = "data/cases.csv"
ANALYSIS, ESTIMATES = "data/analysis.csv", "tables/estimates.csv"
AS_FAR = "As published, as far as checked."
UNSEEN = (
    "whether the frame holds everybody who signed up: ask for the platform's own counts",
    "whether the public value was unknown at the freeze: look at its source in draw.json",
    "whether answers are what people said: callbacks are the evaluator's work",
    "whether the signers signed: names are typed, and a forger of the whole folder types them too; "
    "compare the SHA-256 of manifest.json with the one on the study's page",
)
ASKED = ("c_contact_n", "c_inbound_n", "c_exch_n")
Z = 1.959963984540054  # 97.5% point of the normal distribution
SELF_WEIGHTING = 1.005  # weights apart by less only because whole people are drawn
CLOSE = 1e-9  # sums in another order differ in the last of some sixteen digits
TWO_TO_MINUS_53 = 2.0**-53


class Verification:
    """What was found: faults with the file they are in, what was checked, what was not.

    `is_followed` says whether every table and document is there and holds what it must; `unread`
    are the files of which nothing but the hash was looked at.
    """

    def __init__(self) -> None:
        self.faults: list[tuple[str, str]] = []
        self.missing: set[str] = set()
        self.checked: list[str] = []
        self.skipped: list[str] = []
        self.is_followed = False
        self.unread: list[str] = []

    def fault(self, file: str, words: str) -> None:
        """Notes what is wrong with a file; one that is missing has that fault and no other."""
        if file not in self.missing:
            self.faults.append((file, words))
        if words == MISSING:
            self.missing.add(file)

    def followed(self, *names: str) -> None:
        """Of these files more than the hash was looked at."""
        self.unread = [name for name in self.unread if name not in names]

    def lines(self) -> Iterator[str]:
        """Everything in words, faults last."""
        yield from (f"checked      {words}" for words in self.checked)
        yield from (f"not checked  {words}" for words in self.skipped)
        yield from (f"not checked  {name}, beyond its hash in {MANIFEST}" for name in self.unread)
        yield from (f"WRONG        {file}: {words}" for file, words in self.faults)


# ---------------------------------------------------------------- files


class UnusableFolder(Exception):
    """The folder cannot be read as a study: which file, and what is wrong with it."""

    def __init__(self, file: str, words: str) -> None:
        super().__init__(f"{file} {words}")
        self.file, self.words = file, words


class Files(dict[str, bytes]):
    """Name to bytes; knows what was looked at, and which files no study could hold as they are."""

    def __init__(self, held: Mapping[str, bytes] | None = None) -> None:
        super().__init__(held or {})
        self.broken: set[str] = set()
        self.looked_at: list[str] = []

    def __getitem__(self, name: str) -> bytes:
        self.looked_at.append(name)
        if name in self.broken or name not in self:
            raise UnusableFolder(name, "cannot be followed" if name in self else MISSING)
        return super().__getitem__(name)


def is_safe(name: str) -> bool:
    """Whether a name stays inside the folder: no way up, no root, no drive, nothing invisible."""
    parts = name.split("/")
    odd = "\\" in name or ":" in name or any(not 32 <= ord(letter) != 127 for letter in name)
    return not odd and all(part and part.strip(". ") == part.strip(" ") for part in parts)


def read_files(folder: str | Path) -> Files:
    """Every file below a folder: name to bytes. Links and devices are refused, never followed."""
    found = Files()
    for entry in sorted(_entries(Path(folder))):
        name = entry.relative_to(folder).as_posix()
        kind = entry.lstat()
        if not stat.S_ISREG(kind.st_mode):
            raise UnusableFolder(name, "is a link or a device; a study holds plain files only")
        if kind.st_size > LARGEST_FILE:
            raise UnusableFolder(name, f"is larger than {LARGEST_FILE} bytes")
        try:
            found[name] = entry.read_bytes()
        except OSError as failure:
            raise UnusableFolder(name, f"cannot be read: {failure.strerror}") from None
    return found


def _entries(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path))
        else:
            yield Path(entry.path)


def sha256(content: str | bytes) -> str:
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()


def canonical_json(document: object) -> str:
    """One text for the same content: sorted keys, no spaces."""
    return json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def manifest_of(files: Mapping[str, bytes]) -> str:
    """The manifest of a folder's files, as text; it lists all but itself and its seal."""
    hashes = {name: sha256(held) for name, held in files.items() if name not in (MANIFEST, SEAL)}
    return canonical_json({"version": 1, "files": hashes})


def seal_of(manifest: str) -> str:
    """The line that `sha256sum -c` reads."""
    return f"{sha256(manifest)}  {MANIFEST}\n"


def check_files(files: Files, found: Verification) -> None:
    """Names every file that was changed, added or removed since the manifest was sealed."""
    for name in (MANIFEST, SEAL):
        if name not in files:
            found.fault(name, MISSING)
    if MANIFEST not in files:
        found.skipped.append(f"which files were changed: only {MANIFEST} says it")
        return
    sealed, written = files.get(SEAL), files[MANIFEST]
    again = manifest_of(files)
    if sealed == seal_of(again).encode() and written != again.encode():
        found.fault(MANIFEST, "was changed: the files and the seal agree without it")
        return
    if sealed is not None and sealed != seal_of(written.decode("utf-8", "replace")).encode():
        if written == again.encode():
            found.fault(SEAL, "was changed: the files agree with the manifest")
            return
        found.fault(SEAL, f"does not belong to this {MANIFEST}: one of the two was changed")
    try:
        listed = dict(json.loads(written)["files"])
    except (ValueError, KeyError, TypeError, RecursionError):
        found.fault(MANIFEST, "cannot be read")
        return
    _compare(listed, files, found)
    found.checked.append(f"{len(listed)} files against {MANIFEST}")


def _compare(listed: Mapping[str, object], files: Files, found: Verification) -> None:
    """The files against the hashes that the manifest lists."""
    for name in sorted({*listed, *files} - {MANIFEST, SEAL}):
        if name not in listed:
            found.fault(name if is_safe(name) else repr(name), "was added")
        elif not is_safe(name):
            found.fault(MANIFEST, f"names {name!r}, which is not a file of a study")
        elif name not in files:
            found.fault(name, MISSING)
        elif listed[name] != sha256(files[name]):
            found.fault(name, "was changed")


def check_canonical(files: Files, found: Verification) -> None:
    """Tables sorted, each row once, in the one form that has this hash; documents likewise."""
    for name in (*tables_of(files), *documents_of(files)):
        if name not in files.broken and _text(files, name) != _canonical(files, name):
            of_rows = " (order of rows, quotes, line ends)" if name.endswith(".csv") else ""
            found.fault(name, f"is not in canonical form{of_rows}")
    found.checked.append("canonical form of tables and documents")


def _canonical(files: Files, name: str) -> str:
    """The one form of what a table or a document holds; nothing where there is none."""
    if not name.endswith(".csv"):
        try:
            return canonical_json(document(files, name))
        except ValueError:  # NaN and infinity, which JSON does not have
            return ""
    head, *rows = _cells(files, name)
    again = io.StringIO()
    csv.writer(again, lineterminator="\n").writerows([head, *sorted(rows)])
    return again.getvalue()


def _text(files: Files, name: str) -> str:
    try:
        return files[name].decode("utf-8")
    except UnicodeDecodeError as failure:
        words = f"is not text in UTF-8: look at byte {failure.start + 1}"
        raise UnusableFolder(name, words) from None


def _cells(files: Files, name: str) -> list[list[str]]:
    """The lines of a table, its head first."""
    return list(csv.reader(io.StringIO(_text(files, name), newline="")))


def rows_of(files: Files, name: str) -> list[Row]:
    """The rows of a table as dictionaries."""
    return list(csv.DictReader(io.StringIO(_text(files, name), newline="")))


def document(files: Files, name: str) -> Any:
    """A document as Python values."""
    try:
        return json.loads(_text(files, name))
    except json.JSONDecodeError as failure:
        words = f"is not JSON: look at line {failure.lineno}, column {failure.colno}"
        raise UnusableFolder(name, words) from None
    except (ValueError, RecursionError):
        raise UnusableFolder(name, "is not JSON") from None


# ---------------------------------------------------------------- shapes

# What must stand in a file before anything can follow from it. A type, or a pair of both; a list
# of one shape is a list of such; a table of names is a document with at least these.
NUMBER, WHOLE, TEXT = (int, float), int, str
SHAPES: dict[str, Any] = {
    "study.json": {},
    "plan.json": {
        "sample": {"size": WHOLE, "design": TEXT, "strata": [TEXT]},
        "forms": {"rule": TEXT, "detailed_share": NUMBER},
    },
    "draw.json": {
        **{"frame_sha256": TEXT, "public_value": TEXT, "seed": TEXT},
        "design": {
            **{"size": WHOLE, "design": TEXT, "strata": [TEXT], "arcs": [[NUMBER]]},
            **{"allocated": {}, "size_column": TEXT, "size_of": {}},
        },
    },
    "follow_up.json": {},
    "deviations.json": [{}],
    "signatures.json": [{"subject": TEXT, "sha256": TEXT}],
    "themes.json": [
        {"code": TEXT, "cases": WHOLE, "negative_cases": WHOLE, "interviews": WHOLE, "quotes": [{}]}
    ],
    "recommendations.json": [{"number": WHOLE, "evidence": [TEXT]}],
    "fact_check.json": [{}],
    "results.json": {"results": {}},
}
DOCUMENTS = tuple(SHAPES)
FOLLOWED = {"silent": WHOLE, "drawn": WHOLE, "seed": TEXT, "modes": [TEXT], "drawn_at": TEXT}
CHANGED = {
    what: {"number": WHOLE, "made_at": TEXT, "changes": changes}
    for what, changes in (
        ("size", {"size": WHOLE, "strata": [TEXT]}),
        ("follow_up", {"follow_up": {"share": NUMBER, "modes": [TEXT]}}),
    )
}
CHANCE = "inclusion_probability"
COLUMNS: dict[str, tuple[str, ...]] = {
    "frame.csv": ("key", "permanent_number"),
    "cases.csv": (
        *("key", "stratum", CHANCE, "release_order", "wave", "form"),
        *("form_assign", "followed_up", "code"),
    ),
    "attempts.csv": ("key", "number", "code", "day", "is_follow_up"),
    "answers.csv": ("key", "form"),
    MENTORS: ("key",),
}
NUMBERS = {
    "frame.csv": ("permanent_number",),
    "cases.csv": (CHANCE, "release_order", "wave"),
    "attempts.csv": ("number",),
}
WHOLE_NUMBERS = ("release_order", "wave", "number")
MAY_BE_EMPTY = ("wave",)


def check_shapes(files: Files, found: Verification) -> None:
    """Each file is there and holds what a study's file of that name holds."""
    for name in (*documents_of(files), *tables_of(files)):
        try:
            wrong = _table_fault(files, name) if name.endswith(".csv") else _fault_of(files, name)
        except UnusableFolder as failure:
            wrong = failure.words
        if wrong:
            files.broken.add(name)
            found.fault(name, wrong)
    found.checked.append("shape of tables and documents")


def _fault_of(files: Files, name: str) -> str:
    """What is wrong with a document, or nothing."""
    held = document(files, name)
    wrong = misshapen(held, SHAPES.get(name, {}))
    if not wrong and name == "follow_up.json" and held:
        wrong = misshapen(held, FOLLOWED)
    if not wrong and name == "deviations.json":
        wrong = misshapen([one.get("changes") or {} for one in held], [{}], "changes")
        for what, shape in CHANGED.items():
            wrong = wrong or misshapen(deviations_of(files, what), [shape])
    return wrong


def deviations_of(files: Files, what: str) -> list[Any]:
    """The deviations that change the `size` of the sample or the `follow_up`, as data."""
    return [one for one in document(files, "deviations.json") if what in (one.get("changes") or {})]


def misshapen(held: Any, shape: Any, place: str = "") -> str:
    """Where a value first differs from its shape, in words; nothing where it does not."""
    where = f"{place} " if place else ""
    inside: list[tuple[Any, Any, str]] = []
    if isinstance(shape, dict):
        if not isinstance(held, dict):
            return f"{where}is not a set of named values"
        lacks = [name for name in shape if name not in held]
        if lacks:
            return f"{where}has no {lacks[0]}"
        inside = [(held[name], each, f"{place}.{name}") for name, each in shape.items()]
    elif isinstance(shape, list):
        if not isinstance(held, list):
            return f"{where}is not a list"
        inside = [(each, shape[0], f"{place}[{n}]") for n, each in enumerate(held)]
    elif isinstance(held, bool) or not isinstance(held, shape):
        return f"{where}is not a {'text' if shape is TEXT else 'number'}"
    return next((words for part in inside if (words := misshapen(*part))), "")


def _table_fault(files: Files, name: str) -> str:
    """What is wrong with a table, or nothing; the head is row 1."""
    try:
        head, *rows = _cells(files, name)
    except csv.Error as failure:
        return f"is not CSV: {failure}"
    except ValueError:
        return "is empty"
    lacks = [column for column in COLUMNS[name] if column not in head]
    if lacks:
        return f"has no column {lacks[0]}"
    if len({*head}) < len(head):
        return "has a column twice"
    numbers = [(column, head.index(column)) for column in NUMBERS.get(name, ())]
    for number, row in enumerate(rows, 2):
        if len(row) != len(head):
            return f"has {len(row)} cells in row {number} and {len(head)} in its head"
        for column, place in numbers:
            if not _is_number(column, row[place]):
                return f"has {row[place]!r} as {column} in row {number}"
        if name == "attempts.csv" and not category(row[head.index("code")]):
            return f"has the unknown code {row[head.index('code')]!r} in row {number}"
    twice = repeated(row[head.index("key")] for row in rows)
    return f"has {twice[0]} twice" if twice and name in ("frame.csv", "cases.csv") else ""


def repeated(values: Iterable[Any]) -> list[Any]:
    """What is there more than once, in the order of its first place."""
    return [value for value, times in Counter(values).items() if times > 1]


def _is_number(column: str, text: str) -> bool:
    if not text:
        return column in MAY_BE_EMPTY
    in_digits = text.isdecimal() or column not in WHOLE_NUMBERS
    return _is_finite(text) and in_digits and (column != CHANCE or float(text) > 0)


def _is_finite(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


# ---------------------------------------------------------------- hashes and signatures


def tables_of(files: Files) -> tuple[str, ...]:
    """The tables of data: four, and that of the mentors where they were asked."""
    return (*TABLES, *((MENTORS,) if MENTORS in files else ()))


def documents_of(files: Files) -> tuple[str, ...]:
    """The documents of a study; the hash of what is sealed only where there is one."""
    return (*DOCUMENTS, *((SEALED,) if SEALED in files else ()))


def signed_as_data(files: Files) -> tuple[str, ...]:
    """The files that the data lock signs: the tables, and the hash of what is sealed."""
    return (*tables_of(files), *((SEALED,) if SEALED in files else ()))


def data_hash(files: Files) -> str:
    """The hash that the data lock signs; what is sealed enters by its own hash."""
    return sha256("".join(sha256(files[name]) for name in signed_as_data(files)))


def check_signatures(files: Files, found: Verification) -> None:
    """What was signed is what is here: the plan, the frame, the data, the numbers of the report."""
    results = canonical_json(document(files, "results.json")["results"])
    computed = {
        "plan": ("plan.json", sha256(files["plan.json"])),
        "frame": ("frame.csv", sha256(files["frame.csv"])),
        "data": (f"one of {', '.join(signed_as_data(files))}", data_hash(files)),
        "report": ("results.json", sha256(results)),
    }
    signed = document(files, "signatures.json")
    for subject, (place, value) in computed.items():
        hashes = {each["sha256"] for each in signed if each["subject"] == subject}
        if not hashes:
            found.fault("signatures.json", f"nobody signed the {subject}")
        elif value not in hashes:
            found.fault(place, f"is not what was signed as the {subject}")
    found.checked.append("signed hashes of plan, frame, data and results")
    if SEALED in files:
        found.skipped.append(f"the answers behind {SEALED}: free text is never published")


def check_moments(files: Files, found: Verification) -> None:
    """Plan before frame, frame before draw, draw before field, field before lock, then the rest."""
    study, draw = document(files, "study.json"), document(files, "draw.json")
    held = [(study[name], name) for name in MOMENTS if study.get(name)]
    for (before, first), (after, then) in pairwise(held):
        if after < before:
            found.fault("study.json", f"{then} lies before {first}")
    if study.get("drawn_at") and draw.get("drawn_at") != study["drawn_at"]:
        found.fault("draw.json", "was not drawn when study.json says")
    locked = str(study.get("data_locked_at") or "")[:10]
    late = {r["key"] for r in rows_of(files, "attempts.csv") if locked and r["day"] > locked}
    for key in sorted(late):
        found.fault("attempts.csv", f"{key} was tried after the data lock")
    _check_announced(files, found)
    found.checked.append(f"order of {len(held)} moments")


def _check_announced(files: Files, found: Verification) -> None:
    """The public value came after plan and frame were closed and signed."""
    study, design = document(files, "study.json"), document(files, "draw.json")["design"]
    known = design.get("announced_at")
    if not known:
        found.skipped.append(
            "whether the public value came after plan and frame were closed: "
            "draw.json does not say when it was announced"
        )
        return
    held = [(study.get(name), "study.json", name) for name in MOMENTS[:2]]
    closed = {sha256(files[name]): name for name in ("plan.json", "frame.csv")}
    held += [
        (each.get("signed_at"), "signatures.json", f"a signature of {closed[each['sha256']]}")
        for each in document(files, "signatures.json")
        if each["sha256"] in closed
    ]
    for moment, file, what in held:
        if moment and _moment(moment) > _moment(known):
            found.fault(file, f"{what} lies after the public value was announced")


def check_run(files: Files, found: Verification) -> None:
    """The run says which data, plan and results it had, and they are these."""
    whole = document(files, "results.json")
    run = whole.get("run") or {}
    data, plan = data_hash(files), sha256(files["plan.json"])
    follows = {
        "data_hash": data,
        "seed": sha256(data + plan),
        "results_hash": sha256(canonical_json(whole["results"])),
    }
    for name, value in follows.items():
        if run.get(name) and run[name] != value:
            found.fault("results.json", f"{name} of the run does not follow from the files")
    found.checked.append("data, seed and results of the run")


def check_evidence(files: Files, found: Verification) -> None:
    """Every recommendation rests on something published; themes add up; quotes were consented."""
    themes = document(files, "themes.json")
    known = {*document(files, "results.json")["results"], *(f"theme:{t['code']}" for t in themes)}
    advice = document(files, "recommendations.json")
    for one in advice:
        if not one["evidence"]:
            found.fault("recommendations.json", f"number {one['number']} has no evidence")
        for name in sorted({*one["evidence"]} - known):
            words = f"number {one['number']} rests on {name}, which is not there"
            found.fault("recommendations.json", words)
    for one in themes:
        if one["cases"] + one["negative_cases"] > one["interviews"]:
            found.fault("themes.json", f"{one['code']} was heard in more interviews than there are")
        if any(quote.get("consented") is not True for quote in one["quotes"]):
            found.fault("themes.json", f"{one['code']} has a quote without consent")
    found.checked.append(f"evidence of {len(advice)} recommendations, {len(themes)} themes")


# ---------------------------------------------------------------- chance


def hash_number(seed: str, identifier: str) -> float:
    """The number in (0, 1) of an identifier: the first 53 bits of SHA-256(seed, 0, identifier)."""
    digest = hashlib.sha256(str(seed).encode() + b"\x00" + str(identifier).encode()).digest()
    return ((int.from_bytes(digest[:8], "big") >> 11) + 0.5) * TWO_TO_MINUS_53


class Stream:
    """Numbers in (0, 1) that follow from a seed and a purpose: PCG64, seeded as NumPy seeds it.

    O'Neill (2014), PCG: a family of random number generators (XSL RR 128/64), and the hash that
    spreads a seed over its state (NumPy's SeedSequence).
    """

    def __init__(self, seed: str, purpose: str) -> None:
        digest = hashlib.sha256(str(seed).encode() + b"\x00" + purpose.encode()).digest()
        a, b, c, d = _spread(int.from_bytes(digest, "big"))
        self.step = (((c << 64 | d) << 1) | 1) % 2**128
        self.state = self._next(self._next(0) + (a << 64 | b))

    def _next(self, state: int) -> int:
        return (state * 47026247687942121848144207491837523525 + self.step) % 2**128

    def take(self, count: int) -> list[float]:
        """The next numbers."""
        numbers = []
        for _ in range(count):
            self.state = self._next(self.state)
            word, turn = (self.state >> 64) ^ (self.state % 2**64), self.state >> 122
            word = (word >> turn | word << (64 - turn)) % 2**64
            numbers.append(((word >> 11) + 0.5) * TWO_TO_MINUS_53)
        return numbers


def _spread(entropy: int) -> list[int]:
    """Four words of 64 bits from one long integer, as NumPy's SeedSequence makes them."""
    low = 2**32
    words = [entropy >> 32 * place & low - 1 for place in range(8)]
    while len(words) > 1 and words[-1] == 0:
        words.pop()
    constant = 0x43B0D7E5

    def stir(value: int) -> int:
        nonlocal constant
        value ^= constant
        constant = constant * 0x931E8875 % low
        value = value * constant % low
        return value ^ value >> 16

    def mix(x: int, y: int) -> int:
        result = (0xCA01F9DD * x - 0x4973F715 * y) % low
        return result ^ result >> 16

    pool = [stir(words[place] if place < len(words) else 0) for place in range(4)]
    for source in range(4):
        for to in range(4):
            if source != to:
                pool[to] = mix(pool[to], stir(pool[source]))
    for word in words[4:]:
        for to in range(4):
            pool[to] = mix(pool[to], stir(word))
    constant, halves = 0x8B51F9DD, []
    for place in range(8):
        value = pool[place % 4] ^ constant
        constant = constant * 0x58F38DED % low
        value = value * constant % low
        halves.append(value ^ value >> 16)
    return [halves[2 * n] | halves[2 * n + 1] << 32 for n in range(4)]


# ---------------------------------------------------------------- the draw


def in_order(keys: Iterable[str], seed: str) -> list[str]:
    """Keys in the order of their hash numbers."""
    return sorted(keys, key=lambda key: (hash_number(seed, key), key))


def in_rotation(numbers: dict[str, float], start: float, arcs: Arcs, seed: str) -> list[str]:
    """Keys in the order of a round that begins at `start`; those inside an arc come last."""
    return sorted(
        numbers,
        key=lambda key: (
            any(_is_within(numbers[key], since, to) for since, to in arcs),
            (numbers[key] - start) % 1.0,
            hash_number(seed, key),
            key,
        ),
    )


def _is_within(number: float, since: float, to: float) -> bool:
    return since <= number < to if since <= to else number >= since or number < to


def rotation_start(seed: str, arcs: Arcs) -> float:
    """Where the round begins: uniform on what the arcs leave of the circle."""
    point = Stream(seed, "start").take(1)[0]
    cuts = sorted({0.0, 1.0, *(end for arc in arcs for end in arc)})
    gaps: list[tuple[float, float]] = []
    for since, to in pairwise(cuts):
        if any(_is_within((since + to) / 2, *arc) for arc in arcs):
            continue
        if gaps and gaps[-1][1] == since:
            gaps[-1] = (gaps[-1][0], to)
        else:
            gaps.append((since, to))
    left = point * sum(to - since for since, to in gaps)
    for since, to in gaps:
        if left < to - since:
            return since + left
        left -= to - since
    return point


def chances(sizes: dict[str, float], count: int) -> dict[str, float]:
    """Chances in proportion to size; what would pass one is certain, and the rest shared again."""
    certain: set[str] = set()
    while True:
        rest = sum(size for key, size in sizes.items() if key not in certain)
        factor = (count - len(certain)) / rest if rest and count > len(certain) else 0.0
        over = {k for k, size in sizes.items() if k not in certain and size * factor >= 1}
        if not over:
            return {k: 1.0 if k in certain else size * factor for k, size in sizes.items()}
        certain |= over


def systematic(sizes: dict[str, float], count: int, seed: str) -> Chosen:
    """Every unit whose stretch of the summed chances holds a point of the grid."""
    pi, total = chances(sizes, count), 0.0
    drawn: list[str] = []
    point, order = Stream(seed, "systematic").take(1)[0], in_order(sizes, seed)
    for place, key in enumerate(order):
        total = float(count) if place == len(order) - 1 else total + pi[key]
        while len(drawn) < count and point + len(drawn) < total:
            drawn.append(key)
    return drawn, pi


def _certain_and_others(pi: dict[str, float]) -> tuple[list[str], list[str]]:
    """Who is drawn in any case, and who may be."""
    return sorted(k for k in pi if pi[k] >= 1), sorted(k for k in pi if 0 < pi[k] < 1)


def brewer(sizes: dict[str, float], count: int, seed: str) -> Chosen:
    """Unit by unit with Brewer's working chances (1975)."""
    pi = chances(sizes, count)
    drawn, left = _certain_and_others(pi)
    uniforms, n, used = Stream(seed, "brewer").take(count), count - len(drawn), 0.0
    for k in range(1, n + 1):
        working = []
        for key in left:
            under = n - used - pi[key] * (n - k + 1)
            working.append(max(pi[key] * (n - used - pi[key]) / under, 0.0) if under else 0.0)
        heights = list(accumulate(working))
        pick = left.pop(bisect_right(heights, uniforms[k - 1] * heights[-1]))
        used += pi[pick]
        drawn.append(pick)
    return drawn, pi


def sampford(sizes: dict[str, float], count: int, seed: str) -> Chosen:
    """One unit by pi / n and a Poisson sample by pi, until they make n different units."""
    pi = chances(sizes, count)
    drawn, left = _certain_and_others(pi)
    n, stream = count - len(drawn), Stream(seed, "sampford")
    heights = list(accumulate(pi[key] for key in left))
    for _ in range(200_000 if n else 0):
        *uniforms, last = stream.take(len(left) + 1)
        first = left[min(bisect_right(heights, last * heights[-1]), len(left) - 1)]
        others = {key for key, one in zip(left, uniforms, strict=True) if one < pi[key]}
        if len(others) == n - 1 and first not in others:
            return [*drawn, *sorted({first, *others})], pi
    return drawn, pi


def draw_again(frame: list[Row], design: Any, seed: str) -> Drawn:
    """The drawn cases in the order of release: key, stratum, chance."""
    keys = [row["key"] for row in frame]
    if design["design"] in ("systematic", "brewer", "sampford"):
        column, size_of = design["size_column"], design["size_of"]
        sizes = {row["key"]: float(size_of.get(row[column], 1)) if column else 1.0 for row in frame}
        by_size = {"systematic": systematic, "brewer": brewer, "sampford": sampford}
        drawn, pi = by_size[design["design"]](sizes, design["size"], seed)
        return [(key, "", pi[key]) for key in in_order(drawn, f"{seed}/release")]
    numbers = {row["key"]: float(row["permanent_number"]) for row in frame}
    order = in_rotation(numbers, rotation_start(seed, design["arcs"]), design["arcs"], seed)
    if design["design"] == "simple":
        return [(key, "", design["size"] / len(keys)) for key in order[: design["size"]]]
    stratum = {
        row["key"]: " | ".join(row[name] or "unknown" for name in design["strata"]) for row in frame
    }
    held, seen = Counter(stratum.values()), Counter[str]()
    taken: list[tuple[float, str]] = []
    for key in order:
        h = stratum[key]
        if seen[h] < design["allocated"].get(h, 0):
            taken.append(((seen[h] + 0.5) / design["allocated"][h], key))
            seen[h] += 1
    in_release = [key for _, key in sorted(taken, key=lambda each: each[0])]
    share = {h: count / held[h] for h, count in design["allocated"].items()}
    return [(key, stratum[key], share[stratum[key]]) for key in in_release]


def sample_of(files: Files, found: Verification) -> dict[str, Any]:
    """The sample of the plan, made smaller by deviations from before the value was announced."""
    sample = dict(document(files, "plan.json")["sample"])
    announced = document(files, "draw.json")["design"].get("announced_at")
    for one in deviations_of(files, "size"):
        change = one["changes"]
        if announced and _moment(one["made_at"]) >= _moment(announced):
            words = f"number {one['number']} changed the sample after the value"
            found.fault("deviations.json", words)
        if change["size"] > sample["size"] or not {*change["strata"]} <= {*sample["strata"]}:
            found.fault("deviations.json", f"number {one['number']} makes the sample no smaller")
        sample |= {"size": change["size"], "strata": change["strata"]}
        if sample["design"] == "stratified" and not change["strata"]:
            sample["design"] = "simple"
    return sample


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def check_draw(files: Files, found: Verification) -> None:
    """The seed follows from the frame and the public value, and the sample from the seed."""
    draw, plan = document(files, "draw.json"), document(files, "plan.json")
    frame = rows_of(files, "frame.csv")
    if draw["frame_sha256"] != sha256(files["frame.csv"]):
        found.fault("draw.json", "was made from another frame than frame.csv")
    if draw.get("frame_rows", len(frame)) != len(frame):
        found.fault("draw.json", "frame_rows is not the number of rows of frame.csv")
    seed = sha256(draw["frame_sha256"] + draw["public_value"].strip())
    if seed != draw["seed"]:
        found.fault("draw.json", "the seed is not SHA-256 of the frame's hash and the public value")
    design, wanted = draw["design"], sample_of(files, found)
    if any(wanted.get(name, design[name]) != design[name] for name in ("size", "design", "strata")):
        found.fault("draw.json", "the design is not the one of the plan and its deviations")
        return
    if not 0 <= design["size"] <= len(frame):
        found.fault("draw.json", f"draws {design['size']} of {len(frame)}")
        return
    again = draw_again(frame, design, seed)
    cases = sorted(rows_of(files, "cases.csv"), key=lambda row: int(row["release_order"]))
    if [(key, stratum) for key, stratum, _ in again] != [(c["key"], c["stratum"]) for c in cases]:
        found.fault("cases.csv", "is not the sample that follows from the seed")
        return
    for (key, _, chance), case in zip(again, cases, strict=True):
        if abs(float(case[CHANCE]) - chance) > CLOSE:
            found.fault("cases.csv", f"the chance of {key} is not {chance!r}")
    _check_waves(cases, found)
    by_lot = [c for c in cases if not c["form_assign"].startswith(("by hand", "follow"))]
    _check_forms(plan["forms"], [key for key, _, _ in again], seed, by_lot, found)
    found.checked.append(f"seed, {len(cases)} drawn cases, their chances, order and forms")


def _check_waves(cases: list[Row], found: Verification) -> None:
    """Released from the first on, wave after wave; `cases` stand in the order of release."""
    released = [case["wave"] != "" for case in cases]
    if released != sorted(released, reverse=True):
        found.fault("cases.csv", "cases were released out of order")
    waves = [int(case["wave"]) for case in cases if case["wave"]]
    if waves != sorted(waves) or (waves and {*waves} != {*range(1, max(waves) + 1)}):
        found.fault("cases.csv", "waves do not follow one another in the order of release")


def _check_forms(
    forms: Any, keys: list[str], seed: str, cases: list[Row], found: Verification
) -> None:
    """By lot, the share of the plan gets the detailed form."""
    detailed = set(keys if forms["rule"] == "all_detailed" else ())
    if forms["rule"] == "random":
        detailed = set(in_order(keys, f"{seed}/form")[: round(forms["detailed_share"] * len(keys))])
    if any((case["form"] == "detailed") != (case["key"] in detailed) for case in cases):
        found.fault("cases.csv", "forms are not those that follow from the seed")


def check_follow_up(files: Files, found: Verification) -> None:
    """The silent who were asked again are the ones that the draw's seed picks."""
    follow_up = document(files, "follow_up.json")
    again = followed_up(files)
    if not follow_up:
        if again:
            found.fault("cases.csv", "cases were followed up without a follow-up")
        return
    seed = sha256(document(files, "draw.json")["seed"] + "|follow-up")
    codes = final_codes(files)
    silent = [key for key, code in codes.items() if category(code) not in ("I", "P", "R", "NE")]
    in_turn = sorted(silent, key=lambda key: sha256(f"{seed}|{key}"))
    if follow_up["seed"] != seed or follow_up["silent"] != len(silent):
        found.fault("follow_up.json", "seed or number of the silent do not follow from the study")
    if again != set(in_turn[: follow_up["drawn"]]):
        found.fault("cases.csv", "the follow-up is not the part that follows from the seed")
    _check_planned(files, follow_up, len(silent), found)
    found.checked.append(f"follow-up: {len(again)} of {len(silent)} silent")


def _check_planned(
    files: Files, follow_up: dict[str, Any], silent: int, found: Verification
) -> None:
    """The share and the ways of contact are those of the plan, or of a deviation from it."""
    planned, source = document(files, "plan.json").get("follow_up"), "the plan"
    for one in deviations_of(files, "follow_up"):
        planned, source = one["changes"]["follow_up"], f"deviation {one['number']}"
        if _moment(one["made_at"]) > _moment(follow_up["drawn_at"]):
            found.fault("deviations.json", f"number {one['number']} lies after the follow-up")
    if not planned:
        found.fault("follow_up.json", "is a follow-up that neither plan nor deviation has")
        return
    wanted = max(1, round(planned["share"] * silent))
    if follow_up["drawn"] != wanted:
        words = f"{follow_up['drawn']} of {silent} silent were drawn, by {source} {wanted}"
        found.fault("follow_up.json", words)
    if {*follow_up["modes"]} != {*planned["modes"]}:
        found.fault("follow_up.json", f"the ways of contact are not those of {source}")


# ---------------------------------------------------------------- how every case ended

CATEGORIES = {
    **{"1": "I", "1.2": "P", "2.1": "R", "2.2": "NC", "2.3": "O", "3.1": "UR", "3.2": "UR"},
    **{"3.3": "UO", "3.9": "UO", "4": "NE", "4.2": "UO", "4.3": "UO", "4.4": "UO", "4.5": "UO"},
}
RANK = {"I": 6.0, "P": 5.5, "NE": 5.0, "R": 4.0, "O": 3.0, "NC": 2.0, "UR": 1.0, "UO": 1.0}


def category(code: str) -> str:
    """The letters of an AAPOR code for people known by name (10th edition, 2023); else nothing."""
    known = (CATEGORIES.get(code[:length]) for length in range(len(code), 0, -1))
    return next((letters for letters in known if letters), "")


def final_code(codes: list[str]) -> str:
    """Of all tries of a case: an interview over a refusal over a contact over silence."""
    if not codes:
        return "3.11"
    kinds = [category(code) for code in codes]
    last_interview = max((n for n, kind in enumerate(kinds) if kind in ("I", "P")), default=-1)
    proven = max((n for n, kind in enumerate(kinds) if kind == "NE"), default=-1)

    def standing(at: int) -> tuple[float, int, int]:
        rank = 7.0 if kinds[at] == "NE" and proven > last_interview else RANK[kinds[at]]
        evidence = 0 if codes[at].startswith("3.11") else 2 if codes[at].startswith("3.2") else 1
        return rank, evidence, at

    return codes[max(range(len(codes)), key=standing)]


def final_codes(files: Files, *, both: bool = False) -> dict[str, str]:
    """Key to final code of every released case, before the follow-up or of both phases."""
    tries = sorted(rows_of(files, "attempts.csv"), key=lambda row: (row["key"], int(row["number"])))
    codes = {
        key: [row["code"] for row in rows if both or row["is_follow_up"] != "1"]
        for key, rows in groupby(tries, key=lambda row: row["key"])
    }
    released = [row["key"] for row in rows_of(files, "cases.csv") if row["wave"]]
    return {key: final_code(codes.get(key, [])) for key in released}


def interviewed(files: Files) -> set[str]:
    """Keys of those who answered in whole or in part, before the follow-up."""
    return {key for key, code in final_codes(files).items() if category(code) in ("I", "P")}


def followed_up(files: Files) -> set[str]:
    """Keys of the silent who were drawn to be asked again."""
    return {row["key"] for row in rows_of(files, "cases.csv") if row["followed_up"] == "1"}


def check_ledger(files: Files, found: Verification) -> None:
    """Every released case stands in one category, and every interview is on file, once."""
    codes, every = final_codes(files), final_codes(files, both=True)
    counts = Counter(category(code) for code in codes.values())
    cases = {row["key"]: row for row in rows_of(files, "cases.csv")}
    followed = followed_up(files)
    for key, code in codes.items():
        last = every[key] if key in followed else code
        if cases[key]["code"] != last:
            found.fault("cases.csv", f"{key} ends as {last} by its attempts")
    numbers = [(row["key"], row["number"]) for row in rows_of(files, "attempts.csv")]
    for key in sorted({key for key, _ in numbers} - set(codes)):
        found.fault("attempts.csv", f"{key} was tried and never released")
    for key in sorted({key for key, _ in repeated(numbers)}):
        found.fault("attempts.csv", f"{key} has two attempts of one number")
    _check_answers(files, cases, found)
    _check_gap(document(files, "study.json"), len(interviewed(files)), found)
    terms = " + ".join(f"{counts[name]} {name}" for name in RANK)
    found.checked.append(f"ledger: {len(codes)} released = {terms}")


def _check_gap(study: dict[str, Any], held: int, found: Verification) -> None:
    """A reported number of respondents that is not the ledger's is explained in both languages."""
    reported = study.get("respondents_reported")
    if reported is None or reported == held:
        return
    said = f"{reported} respondents reported, {held} in the ledger: a gap of {reported - held}"
    explained = [str(study.get(f"gap_explanation_{name}") or "").strip() for name in ("es", "en")]
    if all(explained):
        found.checked.append(f"{said}, explained: {explained[1]}")
    else:
        found.fault("study.json", f"{said}, not explained in both languages")


def _check_answers(files: Files, cases: dict[str, Row], found: Verification) -> None:
    """Each interview once, in the form it was given; nobody answered who is no interview."""
    answers, expected = rows_of(files, "answers.csv"), interviewed(files)
    forms = {row["key"]: row["form"] for row in answers}
    for key in sorted(k for k in forms if k in cases and cases[k]["form"] not in ("", forms[k])):
        found.fault("answers.csv", f"{key} answered another form than it was given")
    for key in sorted(repeated(row["key"] for row in answers)):
        found.fault("answers.csv", f"{key} answered twice")
    for key in sorted(expected - {*forms}):
        found.fault("answers.csv", f"the answer of {key} is missing")
    for key in sorted({*forms} - expected - followed_up(files)):
        found.fault("answers.csv", f"{key} answered and is no interview")


# ---------------------------------------------------------------- numbers


def rates(counts: Counts) -> dict[str, float | None]:
    """Response, cooperation, refusal and contact rates; e is eligible over resolved."""
    I, P, R, NC, O = (counts[name] for name in ("I", "P", "R", "NC", "O"))
    unknown, eligible = counts["UR"] + counts["UO"], I + P + R + NC + O
    resolved = eligible + counts["NE"]
    some = eligible + (eligible / resolved if resolved else 1.0) * unknown
    every = eligible + unknown
    return {
        "RR1": _over(I, every),
        "RR2": _over(I + P, every),
        "RR3": _over(I, some),
        "RR4": _over(I + P, some),
        "RR5": _over(I, eligible),
        "RR6": _over(I + P, eligible),
        "COOP1": _over(I, I + P + R + O),
        "REF1": _over(R, every),
        "CON1": _over(I + P + R + O, every),
    }


def _over(x: float, n: float) -> float | None:
    return x / n if n else None


def wilson(x: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927)."""
    p, z2 = x / n, Z * Z
    middle, half = p + z2 / (2 * n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)


def manski(x: int, answered: int, sampled: int) -> tuple[float, float]:
    """Least and most the share can be without assumptions about the silent."""
    return x / sampled, (x + sampled - answered) / sampled


def imbens_manski(x: int, answered: int, sampled: int) -> tuple[float, float]:
    """The bounds with sampling error (Imbens and Manski 2004), 95%."""
    low, high = manski(x, answered, sampled)
    errors = [sqrt(p * (1 - p) / sampled) for p in (low, high)]
    width = (high - low) / max(*errors, 1e-300)
    left, right = 0.0, 40.0
    for _ in range(200):
        c = (left + right) / 2
        if _normal(c + width) - _normal(-c) < 0.95:
            left = c
        else:
            right = c
    return max(low - left * errors[0], 0.0), min(high + left * errors[1], 1.0)


def _normal(x: float) -> float:
    return erfc(-x / sqrt(2)) / 2


def who_told(files: Files) -> tuple[set[str], set[str]]:
    """Keys of those who told whether they were mentored, and of those who were.

    By the plan's definition of mentored; the follow-up is not part of it.
    """
    tier = int(str(document(files, "plan.json").get("mentored", "M2"))[1])
    heard = interviewed(files)
    answers = [row for row in rows_of(files, "answers.csv") if row["key"] in heard]
    told = [row for row in answers if any(_is_told(row.get(name, "")) for name in ASKED)]
    return {row["key"] for row in told}, {row["key"] for row in told if tier_of(row) >= tier}


def design_weights(files: Files) -> dict[str, float]:
    """Key of each released case to drawn over released in its stratum, over its chance."""
    cases = rows_of(files, "cases.csv")
    drawn = Counter(row["stratum"] for row in cases)
    released = [row for row in cases if row["wave"]]
    counts = Counter(row["stratum"] for row in released)
    return {
        row["key"]: drawn[row["stratum"]] / counts[row["stratum"]] / float(row[CHANCE])
        for row in released
    }


def worth(weights: Iterable[float]) -> float:
    """By how much unequal weights make an estimate less certain (Kish); 1 where all are equal."""
    held = list(weights)
    return len(held) * sum(w * w for w in held) / sum(held) ** 2 if held else 1.0


def _is_told(text: str) -> bool:
    return text[:1].isdigit()


def tier_of(answer: Row) -> int:
    """The highest of M0 to M4 that an answer shows; -1 for none."""
    wrote, replies, inbound, talks, hours = (
        least(answer.get(name, ""))
        for name in ("c_contact_n", "c_reply_n", "c_inbound_n", "c_exch_n", "c_hours")
    )
    long = answer.get("c_span") in ("3m_6m", "gt6m")
    reached = (wrote >= 1, replies >= 1 or inbound >= 1, talks >= 1)
    more = (talks >= 3 or (talks >= 1 and hours >= 1), talks >= 1 and long)
    return max((tier for tier, yes in enumerate((*reached, *more)) if yes), default=-1)


def least(text: str) -> float:
    """The least number that an answer or a band stands for; 0 where there is none."""
    try:
        return float(text.split("-")[0].rstrip("+"))
    except ValueError:
        return 0.0


def check_numbers(files: Files, found: Verification) -> None:
    """Counts, rates and bounds of `results.json` are those that follow from the tables."""
    published = document(files, "results.json")["results"]
    wrong = 0
    for name, value in numbers_of(files).items():
        stated = _stated(published, name)
        if stated is None:
            found.skipped.append(f"{name}: not published, or withheld for few people")
        elif value is None or abs(float(stated) - value) > CLOSE * max(1.0, abs(value)):
            wrong += 1
            found.fault("results.json", f"{name} is {stated}, computed {value}")
    if not wrong:
        found.checked.append("counts, rates, Wilson interval and bounds of results.json")
    found.skipped.append("weighted numbers (tequio verify-study computes them)")


def _stated(published: Any, name: str) -> Any:
    """The value at `identifier:field`."""
    identifier, _, field = name.partition(":")
    return published.get(identifier, {}).get(field or "value")


def numbers_of(files: Files) -> dict[str, float | None]:
    """`identifier:field` to the number that follows from the tables.

    The identifiers are those of the report: T7 rates, T13 from respondents to everybody.
    """
    counts = Counter(category(code) for code in final_codes(files).values())
    released = sum(counts.values())
    found: dict[str, float | None] = {f"T7.{name}": rate for name, rate in rates(counts).items()}
    found["ledger.released"] = released
    found["ledger.frame"] = len(rows_of(files, "frame.csv"))
    plan = document(files, "plan.json")
    definition = plan.get("mentored", "M2")
    partly_asked = definition in ("M3", "M4")  # the short form does not ask all that it takes
    told, mentored = who_told(files)
    n, x = len(told), len(mentored)
    if not n or partly_asked or plan.get("estimates", {}).get("confidence", 0.95) != 0.95:
        return found
    naive, floor, worst = (f"T13.{definition}.{name}" for name in ("naive", "floor", "worst"))
    found[naive], found[floor] = x / n, x / released
    weights = design_weights(files)
    if worth(weights.values()) > SELF_WEIGHTING:
        whole = sum(weights.values())
        least = sum(weights[key] for key in mentored) / whole
        silent = 1 - sum(weights[key] for key in told) / whole
        return found | {
            floor: least, f"{worst}:lower": least, f"{worst}:upper": least + silent,
        }  # fmt: skip
    found[f"{naive}:low"], found[f"{naive}:high"] = wilson(x, n)
    found[f"{floor}:low"], found[f"{floor}:high"] = wilson(x, released)
    found[f"{worst}:lower"], found[f"{worst}:upper"] = manski(x, n, released)
    found[f"{worst}:low"], found[f"{worst}:high"] = imbens_manski(x, n, released)
    return found


# ---------------------------------------------------------------- files made from others

# What stands in a table about its assumption, and the weights, are not made again here.
OF_A_LINE = ("value", "low", "high")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute it: an apostrophe leads
BAND = "_band"
IN_DIGITS = 1e-9  # weights are written to ten digits


def check_tables(files: Files, found: Verification) -> None:
    """Every file of `tables/`, and the lines for funders, say what results.json says."""
    published = document(files, "results.json")["results"]
    again = tables_again(published)
    held = sorted(name for name in files if name.startswith("tables/"))
    for name in sorted({*held, *again} - {ESTIMATES}) if held else ():
        if name not in files:
            found.fault(name, "is missing, and results.json has it")
        elif name not in again:
            found.fault(name, "belongs to no table or chart of results.json")
        elif not _says(_cells(files, name), again[name]):
            found.fault(name, "does not say what results.json says")
    funders = {ESTIMATES: _is_list, "argidius.csv": _is_list, "iris.jsonld": _is_iris}
    made = [name for name in funders if name in files]
    for name in made:
        if not funders[name](files, name, published):
            found.fault(name, "does not say what results.json says")
    made += [name for name in held if name != ESTIMATES]
    found.followed(*made)
    if made:
        found.checked.append(f"numbers of {len(made)} tables and files for funders")
        found.skipped.append("the words about assumptions in tables/*.csv and in files for funders")


def tables_again(published: Any) -> dict[str, list[list[str]]]:
    """Name of each table's file to its lines, without what they say about assumptions."""
    found: dict[str, list[list[str]]] = {}
    for name, content in published.items():
        if content.get("kind") not in ("table", "chart"):
            continue
        head, lines = content.get("columns"), content["rows"]
        if content["kind"] == "chart":
            keys = {key for row in lines for key in row}
            head = sorted(keys, key=lambda key: (key != "label", key))
            lines = [[row.get(key) for key in head] for row in lines]
        found[f"tables/{name}.csv"] = [[_cell(each) for each in line] for line in (head, *lines)]
    return found


def _cell(value: Any) -> str:
    """A value as a safe CSV writes it."""
    text = "" if value is None else str(value)
    is_formula = isinstance(value, str) and text.startswith(FORMULA) and not _is_finite(text)
    return f"'{text}" if is_formula else text


def _says(held: list[list[str]], again: list[list[str]]) -> bool:
    """Whether a table has these lines, and at most one of words after them."""
    return held[: len(again)] == again and [len(line) for line in held[len(again) :]] in ([], [1])


def _is_list(files: Files, name: str, published: Any) -> bool:
    """Whether a list of estimates has every one of them, in each of its columns."""
    part = "" if name == ESTIMATES else "T19."
    known = {
        each[len(part) :]: content
        for each, content in published.items()
        if content.get("kind") == "estimate" and each.startswith(part)
    }
    (first, *head), *lines = _cells(files, name)
    for line in lines:
        content = known.pop(line[0], None)
        if content is None or len(line) != len(head) + 1:
            return False
        for column, cell in zip(head, line[1:], strict=True):
            if column != "assumes" and _cell(_of_estimate(content, column)) != cell:
                return False
    return not known and first in ("identifier", "line")


def _of_estimate(content: Any, column: str) -> Any:
    if column.startswith("covers_"):
        content, column = content.get("covers") or {}, column.removeprefix("covers_")
    return content.get(column)


def _is_iris(files: Files, name: str, published: Any) -> bool:
    """Whether each indicator with a code of IRIS+ has the numbers of one of its results."""
    lines = document(files, name)["variableMeasured"]
    again = []
    for one in document(files, "plan.json").get("indicators") or []:
        names = (f"I.{one.get('id')}.people", f"I.{one.get('id')}")
        held = [published[each] for each in names if each in published]
        if one.get("iris") and any(each.get("value") is not None for each in held):
            again.append((one["iris"], [[each[key] for key in OF_A_LINE] for each in held]))
    told = [[line.get(key) for key in ("value", "minValue", "maxValue")] for line in lines]
    return [line["propertyID"] for line in lines] == [code for code, _ in again] and all(
        numbers in possible for numbers, (_, possible) in zip(told, again, strict=True)
    )


def check_analysis(files: Files, found: Verification) -> None:
    """The data for programs are the answers, with facts of the frame beside them."""
    if ANALYSIS not in files:
        return
    head, *lines = _cells(files, ANALYSIS)
    answers = rows_of(files, "answers.csv")
    facts = {row["key"]: row for row in rows_of(files, "frame.csv")}
    base = design_weights(files)
    lacks = sorted({*(answers[0] if answers else ())} - {*head})
    if lacks or [line[:1] for line in lines] != [[row["key"]] for row in answers]:
        found.fault(ANALYSIS, "does not hold the answers of answers.csv")
        return
    for number, (line, row) in enumerate(zip(lines, answers, strict=True), 2):
        for name, cell in zip(head, line, strict=True):
            known = _of_analysis(name, row, facts.get(row["key"], {}), head)
            wrong = known is not None and _cell(known) != cell
            if name == "base_weight" and cell:
                wrong = not _is_weight(cell, base[row["key"]])
            if wrong:
                found.fault(ANALYSIS, f"row {number}, {name}: does not follow from the answers")
                return
    found.followed(ANALYSIS)
    found.checked.append(f"{ANALYSIS}: {len(lines)} answers, facts of the frame, base weights")
    found.skipped.append(f"the column weight of {ANALYSIS} (tequio verify-study computes it)")


def _of_analysis(name: str, answer: Row, facts: Row, head: list[str]) -> str | None:
    """What a cell must say; None for what is made by a model, or belongs to no answer."""
    if name in answer:
        return "" if f"{name}{BAND}" in head and is_band(answer[name]) else answer[name]
    number = name.removesuffix(BAND)  # the column of the numbers beside that of the ranges
    if number in answer:
        return answer[number] if is_band(answer[number]) else ""
    return facts.get(name.removeprefix("frame_"), "") if name.startswith("frame_") else None


def _is_weight(text: str, weight: float) -> bool:
    return abs(float(text) - weight) <= IN_DIGITS * weight


def is_band(text: str) -> bool:
    """Whether an answer names a range of numbers, such as 3-5 or 6+."""
    return bool(re.fullmatch(r"\d+(-\d+|\+)", text))


def check_cases_file(files: Files, found: Verification) -> None:
    """How each case ended before the follow-up, as response rates count it."""
    if CASES_FILE not in files:
        return
    codes, base = final_codes(files), design_weights(files)
    cases = {row["key"]: row for row in rows_of(files, "cases.csv")}
    rows = rows_of(files, CASES_FILE)
    if sorted(row["key"] for row in rows) != sorted(codes):
        found.fault(CASES_FILE, "does not hold the released cases")
        return
    for number, row in enumerate(rows, 2):
        key = row["key"]
        again = {
            **{name: cases[key][name] for name in row if name in cases[key]},
            "code_before_follow_up": codes[key],
            "category_before_follow_up": category(codes[key]),
        }
        wrong = [name for name, said in again.items() if row.get(name) != said]
        if not _is_weight(row["base_weight"], base[key]):
            wrong.append("base_weight")
        if wrong:
            found.fault(CASES_FILE, f"row {number}, {wrong[0]}: does not follow from the attempts")
            return
    found.followed(CASES_FILE)
    found.checked.append(f"{CASES_FILE}: how {len(rows)} cases ended before the follow-up")


def check_verifier(files: Files, found: Verification) -> None:
    """The verifier is the one whose hash the folder names."""
    are_there = VERIFIER in files and README in files
    if are_there and sha256(files[VERIFIER]) not in _text(files, README):
        found.fault(VERIFIER, f"does not have the SHA-256 that {README} names")
    found.followed(VERIFIER, README)
    found.skipped.append(
        f"{VERIFIER} itself: one that was changed says what its author likes; compare its SHA-256 "
        f"as {README} says, before running it"
    )


# ---------------------------------------------------------------- all of it

TAMPERED = (MISSING, "was added", "was changed")
EXPECTED = f"Name the folder that holds {MANIFEST}, unpacked from the archive of the study."
ESSENTIAL = (*TABLES, "study.json", "plan.json", "draw.json")
CHECKS = (
    *(check_canonical, check_signatures, check_moments, check_draw, check_follow_up),
    *(check_ledger, check_numbers, check_run, check_evidence),
    *(check_tables, check_analysis, check_cases_file, check_verifier),
)
PROSE = ("study.json", "deviations.json", "themes.json", "recommendations.json", "fact_check.json")


def verify(folder: str | Path) -> Verification:
    """Everything that this file can check."""
    found = Verification()
    try:
        files = read_files(folder)
    except UnusableFolder as failure:
        found.fault(failure.file, failure.words)
        return found
    except OSError as failure:
        found.fault(str(folder), f"cannot be read: {failure.strerror}")
        return found
    if not {MANIFEST, SEAL, *DOCUMENTS, *TABLES} & {*files}:
        found.fault(str(folder), f"is not a published study: it holds {_what(files)}. {EXPECTED}")
        return found
    check_files(files, found)
    check_shapes(files, found)
    found.is_followed = not files.broken
    known = {MANIFEST, SEAL, *tables_of(files), *documents_of(files)}
    found.unread = sorted({*files} - known)
    for check in CHECKS:
        files.looked_at.clear()
        try:
            check(files, found)
        except UnusableFolder as failure:
            found.skipped.append(f"{_words_of(check)}: {failure.file} {failure.words}")
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as failure:
            names = dict.fromkeys(files.looked_at)
            changed = [name for name in names if any(name == file for file, _ in found.faults)]
            for name in changed or [", ".join(names)]:
                found.fault(name, f"does not let this be checked: {_words_of(check)} ({failure})")
    _acquit(found)
    found.skipped.append(f"what people wrote in {', '.join(n for n in PROSE if n in files)}")
    found.skipped += UNSEEN
    return found


def _acquit(found: Verification) -> None:
    """A file with its published hash is not to blame for what does not fit a changed one."""
    named = {file for file, words in found.faults if words in TAMPERED}
    if not named or {MANIFEST, SEAL} & {file for file, _ in found.faults}:
        return
    to_blame = [(file, words) for file, words in found.faults if file in named]
    for file, words in found.faults:
        if (file, words) not in to_blame:
            found.skipped.append(f"{file}: {words}; it was compared with a file named below")
    found.faults = to_blame


def _what(files: Files) -> str:
    return f"other files, such as {next(iter(files))}" if files else "nothing"


def _words_of(check: Callable[[Files, Verification], None]) -> str:
    """What a check is about: the first line of what it says of itself."""
    return str(check.__doc__).splitlines()[0].rstrip(".").lower()


def main(arguments: list[str]) -> int:
    """Print what was found; 0 when nothing is wrong."""
    found = verify(arguments[0] if arguments else ".")
    sys.stdout.writelines(f"{line}\n" for line in found.lines())
    sys.stdout.write("NOT AS PUBLISHED\n" if found.faults else f"{AS_FAR}\n")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
