"""Freezing the list of everybody: from the platform or from a file, hashed, signed by two."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from psycopg.types.json import Jsonb

from survey_statistics.sampling import permanent_random_numbers
from tequio.domain.audit import actions as audit
from tequio.domain.studies import (
    coarse,
    csv_frame,
    links_of_people,
    members,
    own_keys,
    platform_frame,
)
from tequio.domain.studies.bulk import copy_in
from tequio.domain.studies.errors import CellFault, FrameRefused, WrongStage
from tequio.domain.studies.platform_frame import Rule
from tequio.domain.studies.signatures import sign_hash
from tequio.domain.studies.study_data import Table, sha256
from tequio.records.people import Person
from tequio.records.studies import PermanentNumber, StudyRole
from tequio.survey_records.identifiers import respondent_key
from tequio.survey_records.models import Frame, FrameUnit, Signature, Study

SUPPLIERS: Final = (StudyRole.LEAD_EVALUATOR, members.PLATFORM)
SIGNERS: Final = (StudyRole.LEAD_EVALUATOR, members.PLATFORM)
BATCH: Final = 5000
Line = dict[str, str]


@transaction.atomic
def freeze_from_platform(*, study: Study, by: Person, rule: Rule, now: datetime) -> Frame:
    """Freezes those whom the rule lets in; raises FrameRefused for nobody, WrongStage."""
    members.require(study, by, *SUPPLIERS)
    held = _open(study)
    found = platform_frame.eligible(study=held, rule=rule, now=now)
    if not found.people:
        raise FrameRefused([CellFault(0, "", "no_rows")])
    facts, blanked = coarse.coarsened(found.facts)
    keys = [respondent_key() for _ in found.people]
    numbers, steps = _numbers(found.people), coarse.steps_for(len(found.people))
    lines = [
        {
            "key": key,
            "permanent_number": repr(coarse.rounded_number(numbers[person], steps)),
            **known,
        }
        for key, person, known in zip(keys, found.people, facts, strict=True)
    ]
    frame = _keep(
        study=held,
        source="platform",
        rule={**rule.as_content(), "steps": steps},
        columns=("key", "permanent_number", *platform_frame.COLUMNS),
        lines=lines,
        counts={"all": found.all, "in": len(keys), "out": found.out, "blanked": blanked},
        now=now,
    )
    own_keys.forget(held)
    people = dict(zip(keys, found.people, strict=True))
    links_of_people.make(study=held, people=people, by=by, now=now)
    _freeze(study, held, frame, by, now)
    return frame


@transaction.atomic
def freeze_from_csv(*, study: Study, by: Person, text: str | bytes, now: datetime) -> Frame:
    """Freezes the list of another platform; raises FrameRefused with every bad cell.

    People get keys of the study: whoever gave the file knows its own. A rehearsal keeps those of
    its file, for its people are made up and whoever repeats it must get the same digits.
    """
    members.require(study, by, *SUPPLIERS)
    held = _open(study)
    checked = csv_frame.check(text)
    if checked.faults:
        raise FrameRefused(checked.faults)
    columns, facts, blanked = _facts_of_file(checked)
    own = [row["key"] for row in checked.rows]
    keys = own if held.is_rehearsal else [respondent_key() for _ in own]
    lines = [
        {"key": key, "permanent_number": number, **fact}
        for key, number, fact in zip(keys, _numbers_of(checked.rows), facts, strict=True)
    ]
    frame = _keep(
        study=held,
        source="csv",
        rule={"steps": coarse.steps_for(len(lines)), "file_sha256": _hash_of(text)},
        columns=("key", "permanent_number", *columns),
        lines=lines,
        counts={"all": len(lines), "in": len(lines), "out": {}, "blanked": blanked},
        now=now,
    )
    if not held.is_rehearsal:
        tied = dict(zip(keys, own, strict=True))
        own_keys.make(study=held, own=tied, by=by, now=now)
    _freeze(study, held, frame, by, now)
    return frame


def counts_of_file(checked: csv_frame.CheckedFrame) -> dict[str, Any]:
    """What freezing a file without faults would keep: facts left blank, and columns wholly so."""
    columns, facts, blanked = _facts_of_file(checked)
    gone = [name for name in columns if name in blanked and not any(row[name] for row in facts)]
    rows = len(checked.rows)
    return {"all": rows, "in": rows, "out": {}, "blanked": blanked, "gone": gone}


def _facts_of_file(
    checked: csv_frame.CheckedFrame,
) -> tuple[tuple[str, ...], list[Line], dict[str, int]]:
    """The columns of a file, its facts as they are frozen, and how often each was left blank."""
    columns = tuple(name for name in csv_frame.KNOWN[2:] if name in checked.columns)
    facts, blanked = coarse.coarsened(
        [{name: row[name] for name in columns} for row in checked.rows]
    )
    return columns, facts, blanked


def _hash_of(text: str | bytes) -> str:
    """Of the file as it came, so that whoever gave it can show which one it was."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


@transaction.atomic
def sign(*, study: Study, by: Person, now: datetime) -> Signature:
    """Signs the frame that counts, as lead evaluator or as the programme's supplier of data."""
    role = members.require(study, by, *SIGNERS)
    frame = current(study)
    if frame is None:
        raise WrongStage("not_frozen")
    return sign_hash(
        study=study,
        by=by,
        subject=Signature.Subject.FRAME,
        sha256=frame.sha256,
        role=role,
        now=now,
    )


def current(study: Study) -> Frame | None:
    """The version that counts: the last one."""
    return Frame.objects.filter(study=study).order_by("-version").first()


def table_of(frame: Frame) -> Table:
    """The canonical table whose CSV has the hash of the frame."""
    units = frame.units.values_list("key", "permanent_number", "facts")
    return Table.of(
        frame.columns,
        (
            {"key": key, "permanent_number": repr(number), **facts}
            for key, number, facts in units.iterator(BATCH)
        ),
    )


def _open(study: Study) -> Study:
    held = Study.objects.select_for_update().get(pk=study.pk)
    if held.drawn_at is not None:
        raise WrongStage("drawn")
    if held.plan_locked_at is None:  # or the plan could be written knowing hash and value
        raise WrongStage("plan_before_frame")
    return held


def _keep(
    *,
    study: Study,
    source: str,
    rule: Mapping[str, Any],
    columns: tuple[str, ...],
    lines: Iterable[Line],
    counts: Mapping[str, Any],
    now: datetime,
) -> Frame:
    table = Table.of(columns, lines)
    last = current(study)
    frame = Frame.objects.create(
        study=study,
        version=last.version + 1 if last else 1,
        source=source,
        rule=dict(rule),
        columns=list(columns),
        counts=dict(counts),
        rows=len(table.rows),
        sha256=sha256(table.csv()),
        made_at=now,
        frozen_at=now,
    )
    copy_in(
        FrameUnit,
        ("frame", "key", "permanent_number", "facts"),
        (
            (frame.pk, key, float(number), Jsonb(dict(zip(columns[2:], facts, strict=True))))
            for key, number, *facts in table.rows
        ),
    )
    return frame


def _freeze(study: Study, held: Study, frame: Frame, by: Person, now: datetime) -> None:
    study.frame_frozen_at = held.frame_frozen_at = now
    held.save(update_fields=["frame_frozen_at"])
    audit.record(
        action="studies.freeze_frame",
        subject=study,
        by=by,
        now=now,
        version=frame.version,
        rows=frame.rows,
    )


def _numbers(people: Iterable[int]) -> dict[int, float]:
    """The numbers that people keep for life; whoever has none gets one, by chance alone."""
    wanted = list(people)
    found = dict(
        PermanentNumber.objects.filter(person__in=wanted).values_list("person_id", "number")
    )
    chance = secrets.SystemRandom()
    made = {person: chance.random() for person in wanted if person not in found}
    copy_in(PermanentNumber, ("person", "number"), made.items())
    return {**found, **made}


def _numbers_of(rows: Iterable[Line]) -> list[str]:
    """The numbers that a file brings, or numbers that follow from its keys, published in steps."""
    lines = list(rows)
    if lines and lines[0].get("permanent_number"):
        given = [float(row["permanent_number"] or 0) for row in lines]
    else:
        keys = [row["key"] for row in lines]
        given = permanent_random_numbers(keys, seed="permanent numbers").tolist()
    steps = coarse.steps_for(len(lines))
    return [repr(coarse.rounded_number(number, steps)) for number in given]
