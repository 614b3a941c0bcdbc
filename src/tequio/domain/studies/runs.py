"""Runs of the analysis: asked for after the data lock, computed apart, kept as they are.

A run that was done is never changed; whoever wants other numbers runs again, and the same data
give the same digits.
"""

import hashlib
import os
import platform
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from procrastinate.contrib.django import app

import survey_statistics
from tequio.domain.audit import actions as audit
from tequio.domain.studies import members, queries
from tequio.domain.studies.analysis import analyse as analysis
from tequio.domain.studies.analysis import attempt, guard
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.domain.studies.study_data import StudyData, canonical_json, sha256
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import AnalysisRun, Publication, Result, Study

RUN_ANALYSIS: Final = "studies.run_analysis"
Compute = Callable[[StudyData, int | None], tuple[Results, str]]
LONGEST: Final = timedelta(hours=1)
THREADS: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
OPEN: Final = (AnalysisRun.State.WAITING, AnalysisRun.State.RUNNING)


class RunRefused(StudyRefused):
    """A run that is not begun: `running` while another one is under way."""


@transaction.atomic
def ask(*, study: Study, by: Person, now: datetime, replicates: int | None = None) -> AnalysisRun:
    """Queues a run; raises NotAllowed, WrongStage before the data lock, RunRefused."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = Study.objects.select_for_update().get(pk=study.pk)
    if held.data_locked_at is None:
        raise WrongStage("data_not_locked")
    if held.published_at is not None:
        raise WrongStage("published")
    stale = held.runs.filter(state__in=OPEN, asked_at__lt=now - LONGEST)
    stale.update(
        state=AnalysisRun.State.FAILED, finished_at=now, error="NeverEnded: it never ended."
    )
    if held.runs.filter(state__in=OPEN).exists():
        raise RunRefused("running")
    run = AnalysisRun.objects.create(
        study=held,
        asked_at=now,
        specification={"replicates": replicates} if replicates else {},
        data_hash=held.data_hash,
        seed="",
        code_version=code_version(),
        libraries=libraries(),
    )
    audit.record(action="studies.ask_run", subject=held, by=by, now=now, run=run.pk)
    transaction.on_commit(lambda: app.configure_task(RUN_ANALYSIS).defer(run_id=run.pk))
    return run


def perform(*, run: AnalysisRun, now: datetime) -> AnalysisRun:
    """Computes a waiting run in a process of its own and keeps what it found, or why it failed."""
    begun = AnalysisRun.objects.filter(pk=run.pk, state=AnalysisRun.State.WAITING)
    if not begun.update(state=AnalysisRun.State.RUNNING):
        raise RunRefused("not_waiting")
    run.refresh_from_db()
    data = queries.study_data(run.study)
    if data.sha256 != run.data_hash:
        return _failed(run, "DataChanged: the data are not those that were locked.", now)
    try:
        results, failure = apart(data, run.specification.get("replicates"))
    except BrokenProcessPool:
        return _failed(
            run, "EndedOutside: the process that computed it was ended from outside.", now
        )
    if failure:
        return _failed(run, failure, now)
    return _kept(run, data, guarded(run.study, results, data), now)


def guarded(study: Study, results: Results, data: StudyData) -> Results:
    """Results without what would show few people beside what this study published before."""
    earlier = Publication.objects.filter(study=study).select_related("run")
    plan: Mapping[str, Any] = data.plan
    threshold = int((plan.get("disclosure") or {}).get("threshold") or 10)
    for publication in earlier:
        results = guard.across(results, contents(publication.run), threshold)
    return results


def latest(study: Study) -> AnalysisRun | None:
    """The last run that was done on the data as they are locked."""
    done = study.runs.filter(state=AnalysisRun.State.DONE, data_hash=study.data_hash)
    found: AnalysisRun | None = done.order_by("-pk").first()
    return found


def contents(run: AnalysisRun) -> dict[str, Content]:
    """Every result of a run under its identifier."""
    return dict(run.results.order_by("identifier").values_list("identifier", "content"))


def document(run: AnalysisRun) -> dict[str, Any]:
    """The document of the results as a folder holds it."""
    about: Mapping[str, Any] = {
        "data_hash": run.data_hash,
        "seed": run.seed,
        "code_version": run.code_version,
        "libraries": run.libraries,
        "specification": run.specification,
        "results_hash": run.results_hash,
    }
    return {"run": dict(about), "results": contents(run)}


@cache
def code_version() -> str:
    """The version of the program with a hash of the code that makes the numbers."""
    digest = hashlib.sha256()
    places = (Path(analysis.__file__).parent, Path(survey_statistics.__path__[0]))
    for place in places:
        for file in sorted(place.rglob("*.py")):
            digest.update(file.relative_to(place).as_posix().encode() + file.read_bytes())
    return f"{version('tequio')}+{digest.hexdigest()[:16]}"


def libraries() -> dict[str, str]:
    """The versions that the digits may depend on."""
    found = {name: version(name) for name in ("numpy", "scipy")}
    return {**found, "python": platform.python_version()}


def apart(
    data: StudyData, replicates: int | None, compute: Compute = attempt.computed
) -> tuple[Results, str]:
    """Computed in a spawned process: its memory goes back when it ends.

    With one thread for linear algebra, which a process takes from its surroundings as it begins:
    the matrices are small, and threads that wait for one another take the cores of the site.
    """
    for name in THREADS:
        os.environ[name] = "1"
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(compute, data, replicates).result()


@transaction.atomic
def _kept(run: AnalysisRun, data: StudyData, results: Results, now: datetime) -> AnalysisRun:
    Result.objects.bulk_create(
        Result(run=run, identifier=name, kind=one["kind"], content=one)
        for name, one in results.items()
    )
    run.state, run.finished_at = AnalysisRun.State.DONE, now
    run.seed = analysis.seed_of(data)
    run.results_hash = sha256(canonical_json(results))
    run.save(update_fields=["state", "finished_at", "seed", "results_hash"])
    audit.record(action="studies.run", subject=run.study, by=None, now=now, run=run.pk)
    return run


def _failed(run: AnalysisRun, error: str, now: datetime) -> AnalysisRun:
    run.state, run.finished_at, run.error = AnalysisRun.State.FAILED, now, error
    run.save(update_fields=["state", "finished_at", "error"])
    return run
