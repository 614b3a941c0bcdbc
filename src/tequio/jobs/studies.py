"""Work of the studies that the queue starts: the analysis, and the folder of a published one."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from tequio.domain.studies import publication, publishing, runs
from tequio.survey_records.models import AnalysisRun, Study

log = structlog.get_logger(__name__)


@app.task(name=runs.RUN_ANALYSIS, queue="studies")
def run_analysis(run_id: int) -> None:
    """Performs a run that waits; one that somebody else began is left to them."""
    run = AnalysisRun.objects.select_related("study").get(pk=run_id)
    try:
        done = runs.perform(run=run, now=timezone.now())
    except runs.RunRefused:
        log.info("run_is_not_waiting", run=run_id)
        return
    log.info("run_ended", run=run_id, state=done.state)


@app.task(name=publication.WRITE_FOLDER, queue="studies")
def write_folder(study_id: int) -> None:
    """Writes what everybody can take home; once."""
    study = Study.objects.get(pk=study_id)
    if not publication.files_of(study):
        publishing.write_folder(study=study, now=timezone.now())
