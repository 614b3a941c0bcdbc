"""What the clock starts: stalled jobs, held mails, what is past its time."""

import structlog
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from tequio.domain.mails import actions as mails
from tequio.domain.privacy import retention

log = structlog.get_logger(__name__)
SECONDS_UNTIL_STALLED = 45
HOURS_FINISHED_JOBS_ARE_KEPT = 24


@app.periodic(cron="* * * * *")
@app.task(name="upkeep.retry_stalled", queueing_lock="upkeep.retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """Jobs whose worker died are given to another one."""
    for job in await app.job_manager.get_stalled_jobs(
        seconds_since_heartbeat=SECONDS_UNTIL_STALLED
    ):
        log.warning("job_retried", job=job.id, task=job.task_name)
        await app.job_manager.retry_job(job)


@app.periodic(cron="*/5 * * * *")
@app.task(name="upkeep.hold_stuck_mails", queueing_lock="upkeep.hold_stuck_mails")
def hold_stuck_mails(timestamp: int) -> None:
    held = mails.hold_stuck(now=timezone.now())
    if held:
        log.warning("mails_held", count=held)


@app.periodic(cron="17 3 * * *")
@app.task(name="upkeep.prune", queueing_lock="upkeep.prune")
async def prune(timestamp: int) -> None:
    """Finished jobs of yesterday go."""
    await app.job_manager.delete_old_jobs(nb_hours=HOURS_FINISHED_JOBS_ARE_KEPT)


@app.periodic(cron="23 3 * * *")
@app.task(name="upkeep.purge", queueing_lock="upkeep.purge")
def purge(timestamp: int) -> None:
    """What the map of stored data promises to keep no longer goes, each night."""
    for model, count in retention.purge(now=timezone.now()).items():
        log.info("rows_past_their_time_deleted", model=model, count=count)


@app.periodic(cron="31 * * * *")
@app.task(name="upkeep.purge_cache", queueing_lock="upkeep.purge_cache")
def purge_cache(timestamp: int) -> None:
    """Django's cache in the database forgets what expired only when it is asked for again."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM site_cache WHERE expires < %s", [timezone.now()])
