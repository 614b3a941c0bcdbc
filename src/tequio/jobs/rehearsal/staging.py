"""The whole study on a made-up community, through the actions that a real one goes through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np
from django.db import connection

from community_simulation.study.making import (
    DrawnCase,
    StudiedCommunity,
    Worked,
    follow_up,
    make_community,
    mentors_asked,
    work_the_field,
)
from community_simulation.study.presets import Preset
from tequio.domain.studies import draw, frame, lock, members, plan, release
from tequio.domain.studies import follow_up as following
from tequio.domain.studies.imports import actions as imports
from tequio.jobs.rehearsal import field_files
from tequio.jobs.rehearsal.team import Team
from tequio.survey_records.models import Answer, Attempt, Case, FrameUnit, Study

DECLARATION: Final = (
    "Persona inventada para un ensayo; no trabaja para nadie. · Made up for a rehearsal."
)
DAYS: Final = {"plan": 2, "frame": 4, "draw": 6, "field": 8, "follow_up": 42, "lock": 56}
LASTING: Final = 120
REPORTED: Final = {
    "es": "900 incluye seis entrevistas sin terminar: 400 detalladas y 494 breves son 894.",
    "en": "900 takes in six unfinished interviews: 400 detailed and 494 short make 894.",
}
FILLED: Final = (FrameUnit, Case, Attempt, Answer)
Report = Callable[[float, str], None]


class FieldFileRefused(Exception):
    """A file of the made-up field work that the import does not take: its first bad cells."""


@dataclass(frozen=True)
class Staged:
    """A study whose data are locked, and the community behind it."""

    study: Study
    community: StudiedCommunity
    team: Team
    locked_at: datetime


@dataclass(frozen=True)
class Staging:
    """What a rehearsal needs: who, when it is over, chance, and whom to tell how far it is."""

    team: Team
    preset: Preset
    seed: int
    ends_at: datetime
    report: Report

    def at(self, step: str) -> datetime:
        """When a step was taken."""
        return self.ends_at - timedelta(days=LASTING - DAYS[step])


def stage(staging: Staging, content: Mapping[str, Any]) -> Staged:
    """Everything up to the data lock; raises what the actions raise."""
    rng = np.random.default_rng(staging.seed)
    staging.report(0.0, "making up a community")
    community = make_community(rng, staging.preset)
    study = _commissioned(staging, content)
    staging.report(0.1, "freezing the frame")
    _drawn(staging, study, community)
    staging.report(0.2, "working the field")
    worked = _worked(staging, study, community, rng)
    staging.report(0.35, "following up the silent")
    _followed_up(staging, study, community, worked, rng)
    staging.report(0.38, "asking the mentors")
    _mentors_asked(staging, study, community, rng)
    staging.report(0.4, "locking the data")
    lead, locked_at = staging.team.lead, staging.at("lock")
    lock.lock_data(study=study, by=lead, now=locked_at)
    if staging.preset.exact is not None:
        lock.explain_gap(
            study=study,
            by=lead,
            reported=staging.preset.exact.answered,
            explanation_es=REPORTED["es"],
            explanation_en=REPORTED["en"],
            now=locked_at,
        )
    study.refresh_from_db()
    return Staged(study, community, staging.team, locked_at)


def _commissioned(staging: Staging, content: Mapping[str, Any]) -> Study:
    team, begun = staging.team, staging.at("plan") - timedelta(days=1)
    study = members.commission(
        by=team.manager,
        funder=team.funder,
        title_es=f"Ensayo {staging.preset.name}: ¿sirvió la mentoría?",
        title_en=f"Rehearsal {staging.preset.name}: did the mentoring help?",
        programme="Tequio",
        evaluator="Evaluación inventada",
        contact="evaluacion@example.org",
        publish_by=(staging.ends_at + timedelta(days=30)).date(),
        contacts_kept_until=(staging.ends_at + timedelta(days=90)).date(),
        is_rehearsal=True,
        now=begun,
    )
    grants = (
        (team.funder, team.lead, "lead_evaluator"),
        (team.lead, team.supervisor, "supervisor"),
        (team.lead, team.interviewer, "interviewer"),
        (team.lead, team.coder, "coder"),
    )
    for by, person, role in grants:
        members.grant(study=study, by=by, person=person, role=role, now=begun)
        if role == "lead_evaluator":
            members.declare(study=study, by=person, text=DECLARATION, now=begun)
    now = staging.at("plan")
    plan.save(study=study, by=team.lead, content=content, now=now)
    plan.lock(study=study, by=team.lead, now=now)
    plan.sign(study=study, by=team.funder, now=now)
    return study


def _drawn(staging: Staging, study: Study, community: StudiedCommunity) -> None:
    team, now = staging.team, staging.at("frame")
    text = field_files.frame_csv(community)
    frame.freeze_from_csv(study=study, by=team.manager, text=text, now=now)
    for signer in (team.manager, team.lead):
        frame.sign(study=study, by=signer, now=now)
    draw.draw(
        study=study,
        by=team.lead,
        public_value=f"{staging.preset.name} {staging.seed}",
        source="tequio rehearse --seed",
        now=staging.at("draw"),
    )
    _count_rows()


def _worked(
    staging: Staging, study: Study, community: StudiedCommunity, rng: np.random.Generator
) -> list[Worked]:
    """Releases every wave, then imports what the field brought."""
    opened = staging.at("field")
    left, wave = Case.objects.filter(study=study).count(), study.plan.content["sample"]["wave_size"]
    while left:
        count = min(left, int(wave))
        release.release(study=study, by=staging.team.lead, count=count, now=opened)
        left -= count
    cases = [
        DrawnCase(key, form)
        for key, form in Case.objects.filter(study=study)
        .order_by("release_order")
        .values_list("key", "form")
    ]
    worked = work_the_field(rng, community, cases)
    _import(staging, study, worked, opened, staging.at("follow_up") - timedelta(hours=1))
    return worked


def _followed_up(
    staging: Staging,
    study: Study,
    community: StudiedCommunity,
    worked: list[Worked],
    rng: np.random.Generator,
) -> None:
    rule = study.plan.content.get("follow_up")
    if not rule:
        return
    now, lead = staging.at("follow_up"), staging.team.lead
    following.draw(study=study, by=lead, share=rule["share"], modes=rule["modes"], now=now)
    tried = {case.key: len(case.attempts) for case in worked}
    keys = Case.objects.filter(study=study, followed_up=True).values_list("key", flat=True)
    again = follow_up(rng, community, sorted(keys), tried)
    _import(staging, study, again, staging.at("field"), staging.at("lock") - timedelta(hours=1))


def _import(
    staging: Staging, study: Study, worked: list[Worked], opened: datetime, now: datetime
) -> None:
    files = {"attempts.csv": ("attempts", field_files.attempts_csv(worked, opened))}
    for form in ("detailed", "short"):
        content = field_files.answers_csv(worked, form, opened)
        if content is not None:
            files[f"{form}.csv"] = ("answers", content)
    for name, (kind, content) in files.items():
        _import_file(staging, study, kind, name, content, now)


def _mentors_asked(
    staging: Staging, study: Study, community: StudiedCommunity, rng: np.random.Generator
) -> None:
    content = field_files.mentors_csv(mentors_asked(rng, community), staging.at("field"))
    now = staging.at("lock") - timedelta(hours=1)
    _import_file(staging, study, "mentors", "mentors.csv", content, now)


def _import_file(
    staging: Staging, study: Study, kind: str, name: str, content: bytes, now: datetime
) -> None:
    file = imports.check(
        study=study, by=staging.team.supervisor, kind=kind, name=name, content=content, now=now
    )
    if file.faults:  # warnings too: a made-up field keeps every rule
        raise FieldFileRefused(name, file.faults[:3])
    imports.apply(file=file, by=staging.team.supervisor, now=now)
    _count_rows()


def _count_rows() -> None:
    """Tells the planner how many rows there are: nobody else sees them before the end.

    After an earlier rehearsal was taken back it believes that the tables are empty, and reads
    attempts case by case: minutes instead of seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in FILLED)}")
