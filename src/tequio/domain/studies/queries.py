"""Reads a study from the database as the plain value that its numbers follow from."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from tequio.domain.studies import coarse_answers, sealed
from tequio.domain.studies import frame as frames
from tequio.domain.studies.dispositions import NOT_WORKED, final_codes
from tequio.domain.studies.questionnaires.crosswalk import in_detailed_terms
from tequio.domain.studies.questionnaires.model import Questionnaire, from_content
from tequio.domain.studies.study_data import StudyData, Table
from tequio.survey_records.models import (
    Answer,
    AskedMentor,
    Attempt,
    Case,
    Draw,
    FollowUp,
    Plan,
    Study,
)
from tequio.survey_records.models import Questionnaire as StoredQuestionnaire

CASE_COLUMNS: Final = (
    "key",
    "stratum",
    "inclusion_probability",
    "release_order",
    "wave",
    "form",
    "form_assign",
    "followed_up",
    "code",
)
ATTEMPT_COLUMNS: Final = ("key", "number", "mode", "code", "day", "is_follow_up")
ANSWER_COLUMNS: Final = ("key", "form", "version", "mode", "language", "partial")
MENTOR_COLUMNS: Final = ("key", "answered", "version", "mode", "language", "partial")
CONSENT_COLUMNS: Final = ("consent_recontact", "consent_quote", "consent_reuse")
FRAME_COLUMNS: Final = ("key", "permanent_number")
MENTOR: Final = "mentor"
DERIVED: Final = ("f_applied", "f_result")
_MOMENTS: Final = (
    "made_at",
    "plan_locked_at",
    "frame_frozen_at",
    "drawn_at",
    "field_opened_at",
    "data_locked_at",
    "fact_check_from",
    "fact_check_until",
    "published_at",
)


def study_data(study: Study) -> StudyData:
    """Everything the numbers of a study follow from; free text is not part of it."""
    draw = Draw.objects.filter(study=study).select_related("frame").first()
    forms = list(_forms(study).values())
    plan = Plan.objects.filter(study=study).first()
    follow_up = FollowUp.objects.filter(study=study).first()
    frame = draw.frame if draw else frames.current(study)
    listed = frames.table_of(frame) if frame else Table(FRAME_COLUMNS, ())
    content = plan.content if plan else {}
    return StudyData(
        study=study_document(study),
        plan=content,
        frame=listed,
        draw=draw_document(draw) if draw else {},
        cases=case_table(study),
        attempts=attempt_table(study),
        answers=coarse_answers.published(answer_table(study), listed, forms, content),
        mentors=mentor_table(study),
        sealed=sealed.document(study),
        follow_up=follow_up_document(follow_up) if follow_up else {},
    )


def study_document(study: Study) -> dict[str, Any]:
    """Names, titles and moments of a study."""
    names = ("public_id", "title_es", "title_en", "programme", "funder", "evaluator", "contact")
    document: dict[str, Any] = {name: getattr(study, name) for name in names}
    document |= {name: as_text(getattr(study, name)) for name in _MOMENTS}
    document["is_rehearsal"] = study.is_rehearsal
    document["publish_by"] = study.publish_by.isoformat() if study.publish_by else ""
    document["respondents_reported"] = study.respondents_reported
    document["gap_explanation_es"] = study.gap_explanation_es
    document["gap_explanation_en"] = study.gap_explanation_en
    return document


def draw_document(draw: Draw) -> dict[str, Any]:
    """What somebody needs to draw the sample again."""
    return {
        "design": draw.design,
        "public_value": draw.public_value,
        "public_value_source": draw.public_value_source,
        "seed": draw.seed,
        "drawn_at": as_text(draw.drawn_at),
        "frame_sha256": draw.frame.sha256,
        "frame_rows": draw.frame.rows,
        **({"frame_file_sha256": file} if (file := draw.frame.rule.get("file_sha256")) else {}),
    }


def follow_up_document(follow_up: FollowUp) -> dict[str, Any]:
    """How many were silent, how many of them were drawn, and by which seed."""
    return {
        "silent": follow_up.silent,
        "drawn": follow_up.drawn,
        "seed": follow_up.seed,
        "modes": follow_up.modes,
        "drawn_at": as_text(follow_up.drawn_at),
    }


def case_table(study: Study) -> Table:
    """Every drawn case; the final code follows from its attempts, none before its release."""
    codes = final_codes(_tries(study))
    rows = []
    for case in Case.objects.filter(study=study).iterator(chunk_size=5000):
        is_released = case.released_at is not None
        rows.append(
            {
                "key": case.key,
                "stratum": case.stratum,
                "inclusion_probability": as_text(case.inclusion_probability),
                "release_order": as_text(case.release_order),
                "wave": as_text(case.wave) if is_released else "",
                "form": case.form,
                "form_assign": case.form_assign,
                "followed_up": as_text(case.followed_up),
                "code": codes.get(case.key, NOT_WORKED) if is_released else "",
            }
        )
    return Table.of(CASE_COLUMNS, rows)


def attempt_table(study: Study) -> Table:
    """Every try of both modes, to the day."""
    tries = Attempt.objects.filter(case__study=study).values_list(
        "case__key", "number", "mode", "code", "made_at", "is_follow_up"
    )
    rows = (
        {
            "key": key,
            "number": as_text(number),
            "mode": mode,
            "code": code,
            "day": made_at.date().isoformat(),
            "is_follow_up": as_text(is_follow_up),
        }
        for key, number, mode, code, made_at, is_follow_up in tries.iterator(chunk_size=5000)
    )
    return Table.of(ATTEMPT_COLUMNS, rows)


def _forms(study: Study) -> dict[int, Questionnaire]:
    return {
        stored.pk: from_content(stored.content)
        for stored in StoredQuestionnaire.objects.filter(study=study).exclude(form=MENTOR)
    }


def answer_table(study: Study) -> Table:
    """Every answer that was sent: one column a variable, without free text."""
    forms = _forms(study)
    names = variable_names(forms.values())
    rows = []
    sent = Answer.objects.filter(case__study=study, sent_at__isnull=False)
    for answer in sent.select_related("case").iterator(chunk_size=5000):
        form = forms[answer.questionnaire_id]
        rows.append(
            {
                **published_values(form, answer.values),
                **_consents(answer.consents),
                "key": answer.case.key,
                "form": form.form,
                "version": form.version,
                "mode": answer.mode,
                "language": answer.language,
                "partial": as_text(answer.is_partial),
            }
        )
    return Table.of((*ANSWER_COLUMNS, *names, *CONSENT_COLUMNS), rows)


def mentor_table(study: Study) -> Table:
    """Every mentor who was asked, with what those said who answered; without free text."""
    forms = {
        stored.pk: from_content(stored.content)
        for stored in StoredQuestionnaire.objects.filter(study=study, form=MENTOR)
    }
    asked = [
        (mentor.key, forms.get(mentor.questionnaire_id or 0), mentor)
        for mentor in AskedMentor.objects.filter(study=study).iterator(chunk_size=5000)
    ]
    names = variable_names(form for _key, form, _mentor in asked if form is not None)
    return mentors_of(
        names,
        (
            mentor_row(key, form, mentor.values, mentor.mode, mentor.language, mentor.is_partial)
            for key, form, mentor in asked
        ),
    )


def mentors_of(names: Iterable[str], rows: Iterable[Mapping[str, str]]) -> Table:
    """The table of mentors; without a row no column either."""
    held = list(rows)
    return Table.of((*MENTOR_COLUMNS, *names), held) if held else Table((), ())


def mentor_row(
    key: str,
    form: Questionnaire | None,
    values: Mapping[str, str],
    mode: str = "",
    language: str = "",
    partial: bool = False,
) -> dict[str, str]:
    """One mentor as published; without a form nobody answered."""
    if form is None:
        return {"key": key, "answered": "0"}
    return {
        **published_values(form, values),
        "key": key,
        "answered": "1",
        "version": form.version,
        "mode": mode,
        "language": language,
        "partial": as_text(partial),
    }


def variable_names(forms: Iterable[Questionnaire]) -> tuple[str, ...]:
    """The variables of these forms that are published, detailed first, each once."""
    order = {"detailed": 0, "short": 1, "mentor": 2}
    in_order = sorted(forms, key=lambda form: (order.get(form.form, 3), form.version))
    names = [
        item.name
        for form in in_order
        for item in form.asked
        if item.publish in coarse_answers.OPEN and not item.is_text
    ]
    if any(form.form == "short" for form in in_order):
        names += DERIVED
    return tuple(dict.fromkeys(names))


def as_text(value: object) -> str:
    """The shortest text of a value; yes and no as 1 and 0, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return value if isinstance(value, str) else str(value)


def published_values(form: Questionnaire, values: Mapping[str, str]) -> dict[str, str]:
    """The values in the terms of the detailed form, years as decades."""
    told = in_detailed_terms(form.form, values)
    for item in form.items:
        said = told.get(item.name, "")
        if item.publish == coarse_answers.DECADE and said.isdecimal():
            first = int(said) // 10 * 10
            told[item.name] = f"{first}-{first + 9}"
    return told


def _consents(consents: Mapping[str, object]) -> dict[str, str]:
    return {
        name: as_text(bool(consents.get(name.removeprefix("consent_")))) for name in CONSENT_COLUMNS
    }


def _tries(study: Study) -> Iterable[tuple[str, str, str]]:
    return (
        Attempt.objects.filter(case__study=study)
        .order_by("case_id", "number")
        .values_list("case__key", "code", "mode")
        .iterator(chunk_size=5000)
    )
