"""The follow-up of the silent: a random part of them, drawn once, asked by other means."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import deviations, members, queries
from tequio.domain.studies.attempts import MODES
from tequio.domain.studies.dispositions import STOPS_CONTACT, letters_of
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Case, Draw, FollowUp, Study

STEP: Final = "follow-up"
HOW: Final = "follow-up of the silent"


class FollowUpRefused(StudyRefused):
    """No follow-up is drawn: `drawn` already, `share`, `modes`, `nobody_silent`,
    or `not_the_plan` where it is another than the plan's and no reason is given.
    """


def seed_of(draw_seed: str) -> str:
    """The seed of the subsample: it follows from the draw's seed and the name of this step."""
    return hashlib.sha256(f"{draw_seed}|{STEP}".encode()).hexdigest()


def choose(silent: Collection[str], *, share: float, seed: str) -> set[str]:
    """The part of the silent that is asked again: the first by SHA-256 of seed and key."""
    wanted = max(1, round(share * len(silent)))
    in_order = sorted(silent, key=lambda key: hashlib.sha256(f"{seed}|{key}".encode()).digest())
    return set(in_order[:wanted])


def silent_keys(study: Study) -> list[str]:
    """Released cases that neither answered, refused, nor were found not eligible."""
    return [
        row["key"]
        for row in queries.case_table(study).records()
        if row["code"] and letters_of(row["code"]) not in STOPS_CONTACT
    ]


@transaction.atomic
def draw(
    *,
    study: Study,
    by: Person,
    share: float,
    modes: Collection[str],
    now: datetime,
    why: str = "",
) -> FollowUp:
    """Draws the subsample and gives it the short form; raises WrongStage or FollowUpRefused.

    Another share or other ways than the locked plan's need a reason, which is kept and published
    as a numbered deviation.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    study = Study.objects.select_for_update().get(pk=study.pk)
    if study.data_locked_at is not None or study.field_opened_at is None:
        raise WrongStage("locked" if study.data_locked_at else "not_in_field")
    if FollowUp.objects.filter(study=study).exists():
        raise FollowUpRefused("drawn")
    if not 0 < share <= 1:
        raise FollowUpRefused("share")
    if not modes or not set(modes) <= set(MODES):
        raise FollowUpRefused("modes")
    silent = silent_keys(study)
    if not silent:
        raise FollowUpRefused("nobody_silent")
    _keep_to_the_plan(study, by, share, modes, why, now)
    seed = seed_of(Draw.objects.values_list("seed", flat=True).get(study=study))
    chosen = choose(silent, share=share, seed=seed)
    Case.objects.filter(study=study, key__in=chosen).update(
        followed_up=True, form="short", form_assign=HOW
    )
    made = FollowUp.objects.create(
        study=study,
        silent=len(silent),
        drawn=len(chosen),
        seed=seed,
        modes=sorted(modes),
        drawn_at=now,
    )
    audit.record(action="studies.follow_up", subject=study, by=by, now=now, drawn=len(chosen))
    return made


def _keep_to_the_plan(
    study: Study, by: Person, share: float, modes: Collection[str], why: str, now: datetime
) -> None:
    planned = study.plan.content.get("follow_up") or {}
    if planned.get("share") == share and set(planned.get("modes") or ()) == set(modes):
        return
    if not why.strip():
        raise FollowUpRefused("not_the_plan")
    deviations.change_follow_up(study=study, by=by, share=share, modes=modes, why=why, now=now)
