"""From locked data to a published rehearsal: run, recommendations, fact-check, publication."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any, Final

import numpy as np

from community_simulation.study.interviews import coded_themes
from tequio.domain.studies import (
    fact_check,
    lessons,
    publication,
    publishing,
    recommendations,
    runs,
    themes,
)
from tequio.jobs.rehearsal.staging import Staged
from tequio.survey_records.models import AnalysisRun, Publication, Study

RUN_AFTER: Final = timedelta(hours=1)
WRITTEN_AFTER: Final = timedelta(days=2)
CHECKED_AFTER: Final = timedelta(days=4)
ANSWERED_AFTER: Final = timedelta(days=8)
PUBLISHED_AFTER: Final = timedelta(days=40)
INTERVIEW_SEED: Final = 30  # of fifteen and fifteen interviews
RECOMMENDED: Final[tuple[dict[str, Any], ...]] = (
    {
        "text_es": "Que cada mentor diga cuántas preguntas puede atender y no reciba más.",
        "text_en": "Let mentors say how many questions they can take; suggest them to no more.",
        "evidence": ["F7.survey.replied", "F7.log.replied", "T27.reply_rate", "theme:SUPPLY"],
        "strength": "A",
        "scale_letter": "A",
        "owner": "Coordinación",
        "next_test_es": "Sube la parte que recibe respuesta en el embudo de los registros.",
        "next_test_en": "The share that gets a reply in the funnel of the logs rises.",
    },
    {
        "text_es": "Mantener la mentoría como está: llega a una parte de las personas registradas.",
        "text_en": "Keep the mentoring as it is: it reaches a part of those registered.",
        "evidence": ["T13.M2.weighted"],
        "strength": "B",
        "scale_letter": "E",
        "owner": "Dirección",
        "holds_above": 0.08,
        "next_test_es": "La parte con mentoría, ponderada, no baja en el siguiente estudio.",
        "next_test_en": "The weighted share mentored does not fall in the next study.",
    },
)
LEARNED: Final[tuple[dict[str, Any], ...]] = (
    {
        "text_es": "Muchas personas no escriben porque no saben qué pedir: un ejemplo de primer "
        "mensaje ayuda más que otra lista de mentores.",
        "text_en": "Many people do not write because they do not know what to ask for: an example "
        "of a first message helps more than another list of mentors.",
        "evidence": ["F14.R01", "F14.R02", "theme:ACCESS"],
    },
    {
        "text_es": "Los registros en el marco acortan los límites más que otras entrevistas.",
        "text_en": "Logs in the frame narrow the bounds more than further interviews would.",
        "evidence": ["T13.M2.log_bounded", "T13.M2.worst"],
    },
)
NOTE: Final = "Los registros no muestran lo que se habló fuera de la plataforma."
REPLY: Final = "De acuerdo: por eso la encuesta y los registros se muestran uno al lado del otro."
RESPONSE: Final = "Lo haremos en el próximo semestre."
Report = Callable[[float, str], None]


def finish(staged: Staged, *, replicates: int, report: Report) -> Publication:
    """Everything after the data lock; raises what the actions raise."""
    study, lead = staged.study, staged.team.lead
    report(0.45, f"computing with {replicates} replicates")
    run = analysed(study, staged, replicates)
    if run.state != AnalysisRun.State.DONE:
        raise RuntimeError(run.error)
    report(0.8, "themes, recommendations and fact-check")
    _coded(staged)
    _recommended(staged)
    _checked(staged)
    report(0.85, "writing the report")
    study.refresh_from_db()
    now = staged.locked_at + PUBLISHED_AFTER
    publication.publish(study=study, by=lead, now=now)
    study.refresh_from_db()
    made = publishing.write_folder(study=study, now=now)
    report(1.0, "published")
    return made


def analysed(study: Study, staged: Staged, replicates: int) -> AnalysisRun:
    """The run on the locked data."""
    now = staged.locked_at + RUN_AFTER
    run = runs.ask(study=study, by=staged.team.lead, now=now, replicates=replicates)
    return runs.perform(run=run, now=now)


def _coded(staged: Staged) -> None:
    """The themes of made-up interviews, with quotes that may be used."""
    now = staged.locked_at + WRITTEN_AFTER
    for theme in coded_themes(np.random.default_rng(INTERVIEW_SEED), staged.community):
        quotes = [
            {**asdict(quote), "consented": True, "consent": "recording"} for quote in theme.quotes
        ]
        themes.write(
            study=staged.study,
            by=staged.team.coder,
            now=now,
            **{**asdict(theme), "quotes": quotes},
        )


def _recommended(staged: Staged) -> None:
    now = staged.locked_at + WRITTEN_AFTER
    for one in RECOMMENDED:
        recommendations.write(
            study=staged.study, by=staged.team.lead, due=_due(now), now=now, **one
        )
    known = recommendations.evidence_of(staged.study)
    for one in LEARNED:
        held = [name for name in one["evidence"] if name in known]
        if held:
            lessons.write(
                study=staged.study, by=staged.team.lead, now=now, **{**one, "evidence": held}
            )


def _checked(staged: Staged) -> None:
    """A note on the facts and its answer, and what the programme will do."""
    study, team = staged.study, staged.team
    opened = staged.locked_at + CHECKED_AFTER
    fact_check.open_window(study=study, by=team.lead, now=opened)
    study.refresh_from_db()
    now = staged.locked_at + ANSWERED_AFTER
    note = fact_check.note(
        study=study, by=team.manager, about="F7.log.mentored", text=NOTE, now=now
    )
    fact_check.answer(study=study, by=team.lead, number=note.pk, text=REPLY, now=now)
    for number in range(1, len(RECOMMENDED) + 1):
        recommendations.respond(
            study=study,
            by=team.manager,
            number=number,
            response="accepted",
            text=RESPONSE,
            owner="Coordinación",
            due=_due(now),
            now=now,
        )


def _due(now: datetime) -> date:
    return (now + timedelta(days=180)).date()
