"""A study in the field for the tests of field work: a plan, a frame, a draw, released cases."""

from datetime import datetime, timedelta
from typing import Any

from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.study_data import canonical_json, sha256
from tequio.records.people import Person
from tequio.records.studies import StudyMember, StudyRole
from tequio.survey_records.models import (
    Attempt,
    Case,
    Draw,
    Frame,
    FrameUnit,
    Plan,
    Questionnaire,
    Study,
)

PLAN: dict[str, Any] = {
    "version": 1,
    "forms": {"rule": "random", "detailed_share": 0.5},
    "follow_up": {"share": 0.5, "modes": ["phone"]},
}
FACTS = {"country": "GT", "stage": "earning", "log_m2": "1"}


def study_in_the_field(now: datetime, *, cases: int = 4, released: int | None = None) -> Study:
    """A study whose first wave is out; keys are k00, k01 and so on, all assigned the short form."""
    before = now - timedelta(days=30)
    study = Study.objects.create(
        title_es="Estudio",
        title_en="Study",
        programme="Tequio",
        funder="Fondo",
        evaluator="Equipo independiente",
        contact="preguntas@example.org",
        made_at=before,
        plan_locked_at=before,
        frame_frozen_at=before,
        drawn_at=before,
        field_opened_at=before,
    )
    Plan.objects.create(study=study, content=PLAN, changed_at=before)
    frame = Frame.objects.create(
        study=study,
        source="csv",
        columns=["key", "permanent_number", *sorted(FACTS)],
        rows=cases,
        sha256="f" * 64,
        made_at=before,
        frozen_at=before,
    )
    FrameUnit.objects.bulk_create(
        FrameUnit(frame=frame, key=key(n), facts=FACTS, permanent_number=n / cases)
        for n in range(cases)
    )
    Draw.objects.create(
        study=study,
        frame=frame,
        design={"design": "simple", "size": cases},
        public_value="1234",
        public_value_source="lottery",
        seed="5" * 64,
        drawn_at=before,
    )
    out = cases if released is None else released
    Case.objects.bulk_create(
        Case(
            study=study,
            key=key(n),
            inclusion_probability=0.5,
            release_order=n + 1,
            wave=1 if n < out else None,
            released_at=before if n < out else None,
            form="short",
            form_assign="all_short",
        )
        for n in range(cases)
    )
    return study


def key(number: int) -> str:
    return f"k{number:02d}"


def lead(study: Study, person: Person, now: datetime) -> Person:
    """Somebody who leads this study."""
    return member(study, person, StudyRole.LEAD_EVALUATOR, now)


def member(study: Study, person: Person, role: str, now: datetime) -> Person:
    StudyMember.objects.create(
        person=person,
        study=study.public_id,
        role=role,
        declaration="nothing to declare",
        declared_at=now,
        given_at=now,
    )
    return person


def stored_form(study: Study, form: str, now: datetime) -> Questionnaire:
    content = standard(form).as_content()
    return Questionnaire.objects.create(
        study=study,
        form=form,
        version=content["version"],
        content=content,
        sha256=sha256(canonical_json(content)),
        made_at=now,
    )


def attempt(study: Study, number: int, code: str, now: datetime, mode: str = "mail") -> Attempt:
    case = Case.objects.get(study=study, key=key(number))
    return Attempt.objects.create(
        case=case, number=case.attempts.count() + 1, mode=mode, code=code, made_at=now
    )


SHORT_ANSWER = {
    "a_consent": "1",
    "b_stage_now": "3",
    "c_contact_n": "2-3",
    "c_reply_n": "1",
    "c_exch_n": "3-5",
    "d_topic_main": "T01",
    "e_goal_met": "2",
    "f_fin": "received",
    "g_rev_dir": "4",
    "g_jobs_ft": "2",
    "g_jobs_pt": "0",
    "h_bds": "course bank",
    "i_nps": "9",
}
