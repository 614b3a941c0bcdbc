"""What the made-up field work brought back, as the files that somebody would import."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from community_simulation.study.making import StudiedCommunity, Worked
from community_simulation.study.mentors import AnsweredMentor

ATTEMPTS: Final = ("key", "number", "mode", "code", "made_at", "interviewer")
ANSWERED: Final = ("1.1", "1.2")
BY_DAY: Final = 17  # UTC
CONSENTS: Final = ("recontact", "quote")


def frame_csv(community: StudiedCommunity) -> str:
    """The list that another platform would send."""
    return _csv(list(community.frame), community.frame_rows())


def attempts_csv(worked: Iterable[Worked], opened: datetime) -> bytes:
    """Every attempt of the cases, in their order."""
    rows = [
        {
            "key": case.key,
            "number": str(each.number),
            "mode": each.mode,
            "code": each.code,
            "made_at": moment(opened, each.day, each.number).isoformat(),
            "interviewer": "",
        }
        for case in worked
        for each in case.attempts
    ]
    return _csv(ATTEMPTS, rows).encode()


def answers_csv(worked: Iterable[Worked], form: str, opened: datetime) -> bytes | None:
    """The answers of one form; nothing where nobody had it."""
    rows = [_answer(case, opened) for case in worked if case.values and case.form == form]
    if not rows:
        return None
    names = dict.fromkeys(name for row in rows for name in row)
    return _csv(list(names), rows).encode()


def mentors_csv(mentors: Iterable[AnsweredMentor], opened: datetime) -> bytes:
    """Every mentor who was asked; those without an answer have a key and nothing else."""
    rows = [_mentor(each, opened) for each in mentors]
    needed = ("key", "mode", "language", "answered_at", "a_consent")
    names = dict.fromkeys((*needed, *(name for row in rows for name in row)))
    return _csv(list(names), rows).encode()


def _mentor(mentor: AnsweredMentor, opened: datetime) -> dict[str, str]:
    if mentor.values is None:
        return {"key": mentor.key}
    return {
        "key": mentor.key,
        "mode": "web",
        "language": mentor.language,
        "answered_at": moment(opened, mentor.day, 1).isoformat(),
        **mentor.values,
    }


def moment(opened: datetime, day: int, number: int) -> datetime:
    """When an attempt was made: by day in America, one hour later or two for a further one."""
    at = opened + timedelta(days=day + 1)
    return at.replace(hour=BY_DAY + number % 3, minute=0, second=0, microsecond=0)


def _answer(case: Worked, opened: datetime) -> dict[str, str]:
    last = next(each for each in case.attempts if each.code in ANSWERED)
    values = dict(case.values or {})
    return {
        "key": case.key,
        "form": case.form,
        "mode": last.mode,
        "language": case.language,
        "answered_at": moment(opened, last.day, last.number).isoformat(),
        "partial": "1" if case.is_partial else "0",
        **{f"consent_{name}": values.get(f"z_{name}", "0") for name in CONSENTS},
        **values,
    }


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
