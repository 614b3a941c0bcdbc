"""A study in the field and a file of detailed answers. Imported once Django has a database."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from community_simulation.study.answering import answer
from community_simulation.study.making import make_community
from community_simulation.study.presets import preset_named
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.questionnaires.versions import keep_standard
from tequio.records.people import Person
from tequio.records.studies import StudyMember, StudyRole
from tequio.survey_records.models import Case, Study

TICKED = {"consent_recontact": "1", "consent_quote": "0", "consent_reuse": "1"}


def study(keys: list[str], now: datetime) -> tuple[Study, Person]:
    """A study whose cases are all released with the detailed form, and who leads it."""
    before = now - timedelta(days=30)
    made = Study.objects.create(
        title_es="Importación",
        title_en="Import",
        made_at=before,
        plan_locked_at=before,
        frame_frozen_at=before,
        drawn_at=before,
        field_opened_at=before,
    )
    Case.objects.bulk_create(
        Case(
            study=made,
            key=key,
            inclusion_probability=0.5,
            release_order=number,
            wave=1,
            released_at=before,
            form="detailed",
        )
        for number, key in enumerate(keys, 1)
    )
    keep_standard(study=made, now=before)
    lead = Person.objects.create(email="lead@example.org", name="Lead", search_name="lead")
    StudyMember.objects.create(
        person=lead,
        study=made.public_id,
        role=StudyRole.LEAD_EVALUATOR,
        declaration="none",
        declared_at=before,
        given_at=before,
    )
    return made, lead


def file_of_answers(rows: int, now: datetime, rng: np.random.Generator) -> tuple[list[str], bytes]:
    """Keys, and a CSV in which each of them answers every item that is asked of it."""
    community = make_community(rng, replace(preset_named("honest"), people=rows))
    keys = [str(key) for key in community.people.key]
    names = [item.name for item in standard("detailed").asked]
    fixed = {"form": "detailed", "mode": "phone", **TICKED}
    fixed["answered_at"] = (now - timedelta(days=2)).date().isoformat()
    out = io.StringIO()
    columns = ["key", *fixed, "language", *names]
    writer = csv.DictWriter(out, columns, restval="", extrasaction="raise")
    writer.writeheader()
    for row, key in enumerate(keys):
        said = answer(rng, community.told, row, detailed=True, finished=True, refusal=0.01)
        said |= {"a_consent": "1"}
        language = str(community.people.language[row])
        writer.writerow({**said, **fixed, "key": key, "language": language})
    return keys, out.getvalue().encode()
