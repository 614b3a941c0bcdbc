"""Publication: what stands in its way, the moment itself, and where the folder lies."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from tequio.domain.audit import actions as audit
from tequio.domain.studies import fact_check, ledger, members, runs, signatures, verify
from tequio.domain.studies.errors import StudyRefused
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import (
    AnalysisRun,
    FactCheckNote,
    Plan,
    Publication,
    Recommendation,
    Signature,
    Study,
)

WRITE_FOLDER: Final = "studies.write_folder"
ARCHIVE: Final = "everything.zip"
SIGNERS: Final = (StudyRole.LEAD_EVALUATOR, StudyRole.FUNDER)


class NotPublishable(StudyRefused):
    """A study that is not published; `reasons` are the codes of what is missing."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("not_publishable", len(reasons))
        self.reasons = reasons


def why_not(study: Study, now: datetime) -> list[str]:
    """What stands in the way of publication, as codes; nothing when it may be published."""
    if study.published_at is not None:
        return ["published"]
    run = runs.latest(study)
    reasons = list(ledger.why_not_publishable(ledger.of(study)))
    if study.data_locked_at is None:
        reasons.append("data_not_locked")
    if run is None:
        return [*reasons, "no_results"]
    reasons += _unsigned(study, run)
    if study.fact_check_from is None or study.fact_check_until is None:
        return [*reasons, "no_fact_check"]
    if now < study.fact_check_until:
        reasons.append("fact_check_open")
    if FactCheckNote.objects.filter(study=study, answer="").exists():
        reasons.append("notes_unanswered")
    waiting = Recommendation.objects.filter(study=study, response="").exists()
    until = fact_check.responses_until(study)
    if waiting and until is not None and now < until:
        reasons.append("responses_open")
    return reasons


def _unsigned(study: Study, run: AnalysisRun) -> list[str]:
    """Which of plan, data and report still lacks a signature."""
    plan = Plan.objects.filter(study=study).first()
    wanted = (
        ("plan_unsigned", Signature.Subject.PLAN, plan.sha256 if plan else "", SIGNERS),
        ("data_unsigned", Signature.Subject.DATA, study.data_hash, SIGNERS[:1]),
        ("report_unsigned", Signature.Subject.REPORT, run.results_hash, SIGNERS[:1]),
    )
    return [
        code
        for code, subject, sha256, roles in wanted
        if set(roles) - signatures.roles_that_signed(study, subject, sha256)
    ]


@transaction.atomic
def publish(*, study: Study, by: Person, now: datetime) -> Study:
    """Opens the report to everybody and queues the folder; raises NotAllowed, NotPublishable."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR, StudyRole.FUNDER)
    held = Study.objects.select_for_update().get(pk=study.pk)
    reasons = why_not(held, now)
    if reasons:
        raise NotPublishable(reasons)
    held.published_at = now
    held.save(update_fields=["published_at"])
    audit.record(action="studies.publish", subject=held, by=by, now=now)
    transaction.on_commit(lambda: app.configure_task(WRITE_FOLDER).defer(study_id=held.pk))
    study.published_at = now
    return held


def published() -> list[Study]:
    """Every published study, the latest first."""
    return list(Study.objects.filter(published_at__isnull=False).order_by("-published_at"))


def place_of(study: Study) -> Path:
    """Where the folder of a published study lies."""
    return Path(settings.VAR) / "studies" / study.public_id


def files_of(study: Study) -> dict[str, str]:
    """The files of the folder with their hashes; none before it is written."""
    made = Publication.objects.filter(study=study).order_by("-pk").first()
    return dict(made.files) if made else {}


def seal_of(study: Study) -> str:
    """The SHA-256 of the manifest, kept apart from the folder; empty before it is written."""
    return files_of(study).get(verify.MANIFEST, "")


def archive_of(study: Study) -> Path:
    """Where all files of the folder lie in one."""
    return place_of(study).with_suffix(".zip")


def file_of(study: Study, name: str) -> Path | None:
    """A published file by its name in the folder, or all in one; None for what is not published."""
    if name == ARCHIVE and files_of(study):
        return archive_of(study)
    return place_of(study) / name if name in files_of(study) else None
