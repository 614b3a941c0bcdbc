"""The one place where a key of a study leads to a person; each reading is an audit event."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from tequio.domain.audit import actions as audit
from tequio.domain.studies.bulk import copy_in
from tequio.records.people import Person
from tequio.records.studies import StudyLink
from tequio.survey_records.models import Study

A_YEAR: Final = timedelta(days=365)
ASKED: Final = """
SELECT count(DISTINCT here.person_id)
FROM records_studylink here
JOIN records_studylink before ON before.person_id = here.person_id
                             AND before.study <> here.study
JOIN survey_records_study s ON s.public_id = before.study AND NOT s.is_rehearsal
                           AND s.drawn_at > %(since)s
JOIN survey_records_case c ON c.study_id = s.id AND c.key = before.key
WHERE here.study = %(study)s AND here.key = ANY(%(keys)s)
"""


def read(
    *,
    study: Study,
    by: Person | None,
    purpose: str,
    now: datetime,
    keys: Collection[str] | None = None,
) -> dict[str, Person]:
    """Key -> person of a study, of these keys or all; `by` is nobody for a job of the system."""
    links = StudyLink.objects.filter(study=study.public_id)
    if keys is not None:
        links = links.filter(key__in=list(keys))
    found = {link.key: link.person for link in links.select_related("person")}
    _note("studies.read_links", study, by, purpose, len(found), now)
    return found


def make(*, study: Study, people: Mapping[str, int], by: Person, now: datetime) -> None:
    """Ties keys to people (key -> id of the person); a person of an earlier frame is tied anew."""
    forget(study)
    copy_in(
        StudyLink,
        ("study", "key", "person", "made_at"),
        ((study.public_id, key, person, now) for key, person in people.items()),
    )
    _note("studies.make_links", study, by, "frame", len(people), now)


def forget(study: Study) -> int:
    """Removes what tied the keys of a study to people; gives how many there were."""
    return StudyLink.objects.filter(study=study.public_id).delete()[0]


def asked_within_a_year(*, study: Study, keys: Collection[str], by: Person, now: datetime) -> int:
    """How many of these another study drew in the last 365 days; says how many, never who."""
    values: dict[str, Any] = {"since": now - A_YEAR, "study": study.public_id, "keys": list(keys)}
    with connection.cursor() as cursor:
        cursor.execute(ASKED, values)
        count = int(cursor.fetchone()[0])
    _note("studies.read_links", study, by, "asked_within_a_year", count, now)
    return count


def _note(
    action: str, study: Study, by: Person | None, purpose: str, count: int, now: datetime
) -> None:
    audit.record(action=action, subject=study, by=by, now=now, purpose=purpose, count=count)
