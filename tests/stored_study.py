"""A made-up study in the database, brought to the moments after the field."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from tequio.domain.studies import (
    fact_check,
    plan,
    publication,
    publishing,
    queries,
    recommendations,
    runs,
    themes,
)
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.study_data import StudyData, canonical_json, sha256
from tequio.survey_records.models import (
    AnalysisRun,
    Answer,
    Attempt,
    Case,
    Draw,
    Frame,
    FrameUnit,
    Plan,
    Questionnaire,
    Result,
    Signature,
    Study,
)
from tests.domain.studies.analysis.made_study import made
from tests.studies import Team

COMPUTED: dict[str, tuple[dict[str, Any], str, str]] = {}
TEXTS = [item.name for item in standard("detailed").asked if item.is_text]
NOT_VALUES = {"key", "form", "version", "mode", "language", "partial"}


def locked(team: Team, *, now: datetime, sampled: int = 500, words: str = "") -> Study:
    """The team's study with a made-up frame, field and answers, its data locked.

    `words` is what everybody says in their own words, and the sign of each interviewer.
    """
    content = plan.standard(costs={"total": 50000, "currency": "USD"})
    content["windows"] = {"fact_check_days": 10, "response_days": 30}
    data = people_of(sampled)
    before = now - timedelta(days=60)
    study = team.study
    stored = Plan.objects.create(study=study, content=content, changed_at=before)
    stored.sha256 = sha256(canonical_json(content))
    stored.save()
    study.plan_locked_at = study.frame_frozen_at = before
    study.save()
    _frame(study, data, before)
    study.drawn_at = study.field_opened_at = before
    study.save()
    _field(study, data, before, words)
    study.refresh_from_db()
    study.data_locked_at, study.data_hash = now, queries.study_data(study).sha256
    study.save()
    for subject, digest, role in (
        ("plan", stored.sha256, "lead_evaluator"), ("plan", stored.sha256, "funder"),
        ("data", study.data_hash, "lead_evaluator"),
    ):  # fmt: skip
        Signature.objects.create(
            study=study, subject=subject, sha256=digest, name=role, role=role, signed_at=now
        )
    return study


@cache
def people_of(sampled: int) -> StudyData:
    """The made-up people; whoever is given them changes nothing in them."""
    return made(people=1500, sampled=sampled, response=0.4)


def analysed(team: Team, *, now: datetime, words: str = "") -> AnalysisRun:
    """Locked, and the analysis run on it with few replicates.

    The same data give the same results: they are computed once in a run of the tests.
    """
    study = locked(team, now=now, words=words)
    run = runs.ask(study=study, by=team.lead, now=now, replicates=20)
    if study.data_hash not in COMPUTED:
        run = runs.perform(run=run, now=now)
        COMPUTED[study.data_hash] = (runs.contents(run), run.results_hash, run.seed)
        return run
    results, run.results_hash, run.seed = COMPUTED[study.data_hash]
    run.state, run.finished_at = AnalysisRun.State.DONE, now
    run.save()
    Result.objects.bulk_create(
        Result(run=run, identifier=name, kind=one["kind"], content=one)
        for name, one in results.items()
    )
    return run


def recommended(team: Team, *, now: datetime) -> None:
    """One theme, one recommendation."""
    themes.write(
        study=team.study, by=team.coder, code="ACCESS", name_es="Acceso", name_en="Access",
        who="entrepreneurs", cases=6, negative_cases=2, interviews=15, now=now,
        quotes=[{"text": "No sabía a quién escribirle.", "translation": "I did not know whom to "
                 "write to.", "who": "mujer, Guatemala, etapa de idea", "consented": True,
                 "consent": "recording"}],
    )  # fmt: skip
    recommendations.write(
        study=team.study, by=team.lead, now=now, text_es="Mostrar cómo escribir el primer mensaje.",
        text_en="Show how to write the first message.",
        evidence=["F7.survey.mentored", "theme:ACCESS"], strength="A", scale_letter="A",
        owner="Programa", due=date(2027, 6, 30), next_test_es="Más personas escriben.",
        next_test_en="More people write.", holds_above=0.10,
    )  # fmt: skip


def published(team: Team, *, now: datetime, words: str = "") -> Study:
    """Run, recommended, checked, answered and published, with its folder where settings say."""
    analysed(team, now=now, words=words)
    recommended(team, now=now)
    fact_check.open_window(study=team.study, by=team.lead, now=now)
    team.study.refresh_from_db()
    recommendations.respond(
        study=team.study, by=team.manager, number=1, response="accepted", text="Lo haremos.",
        owner="Coordinación", due=date(2027, 3, 1), now=now,
    )  # fmt: skip
    later = now + timedelta(days=11)
    publication.publish(study=team.study, by=team.lead, now=later)
    team.study.refresh_from_db()
    return team.study


def with_folder(team: Team, *, now: datetime, words: str = "") -> Study:
    """Published, and its folder written."""
    study = published(team, now=now, words=words)
    publishing.write_folder(study=study, now=now)
    return study


def _frame(study: Study, data: StudyData, at: datetime) -> None:
    columns = list(data.frame.columns)
    frame = Frame.objects.create(
        study=study, source="csv", columns=columns, rows=len(data.frame.rows),
        sha256=sha256(data.frame.csv()), made_at=at,
        counts={"all": len(data.frame.rows), "in": len(data.frame.rows), "out": {}, "blanked": {}},
    )  # fmt: skip
    FrameUnit.objects.bulk_create(
        FrameUnit(
            frame=frame, key=row["key"], permanent_number=float(row["permanent_number"]),
            facts={k: v for k, v in row.items() if k not in ("key", "permanent_number")},
        )
        for row in data.frame.records()
    )  # fmt: skip
    Frame.objects.filter(pk=frame.pk).update(frozen_at=at)
    Draw.objects.create(
        study=study, frame=frame, design={"design": "simple", "size": len(data.cases.rows)},
        public_value="48213", public_value_source="lottery", seed="5" * 64, drawn_at=at,
    )  # fmt: skip


def _field(study: Study, data: StudyData, at: datetime, words: str) -> None:
    Case.objects.bulk_create(
        Case(
            study=study, key=row["key"], stratum=row["stratum"],
            inclusion_probability=float(row["inclusion_probability"]),
            release_order=int(row["release_order"]), wave=int(row["wave"]), released_at=at,
            form=row["form"], form_assign=row["form_assign"], followed_up=row["followed_up"] == "1",
        )
        for row in data.cases.records()
    )  # fmt: skip
    cases = {case.key: case for case in Case.objects.filter(study=study)}
    Attempt.objects.bulk_create(
        Attempt(
            case=cases[row["key"]], number=int(row["number"]), mode=row["mode"], code=row["code"],
            made_at=at, is_follow_up=row["is_follow_up"] == "1", interviewer=words,
        )
        for row in data.attempts.records()
    )  # fmt: skip
    own_words = dict.fromkeys(TEXTS, words) if words else {}
    forms = {form: _questionnaire(study, form, at) for form in ("detailed", "short")}
    Answer.objects.bulk_create(
        Answer(
            case=cases[row["key"]], questionnaire=forms[row["form"]], mode=row["mode"],
            language=row["language"], consented_at=at, begun_at=at, sent_at=at, origin="import",
            values={k: v for k, v in row.items() if k not in NOT_VALUES and v} | own_words,
        )
        for row in data.answers.records()
    )  # fmt: skip


def _questionnaire(study: Study, form: str, at: datetime) -> Questionnaire:
    content = standard(form).as_content()
    return Questionnaire.objects.create(
        study=study, form=form, version=content["version"], content=content,
        sha256=sha256(canonical_json(content)), made_at=at,
    )  # fmt: skip
