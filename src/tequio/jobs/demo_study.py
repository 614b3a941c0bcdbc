"""The finished study of the demo: a rehearsal of the counts of 2020, published, ready to be read.

The worker makes it after the start, so that nobody waits for it; about a minute later it is there.
"""

from datetime import datetime
from typing import Final

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from community_simulation.study.presets import seed_2020
from tequio.jobs.rehearsal import rehearsing, team
from tequio.records.people import Person
from tequio.survey_records.models import Study

SEED: Final = 2020
REPLICATES: Final = 100
DOMAIN: Final = "example.org"
MANAGER: Final = "roberto@example.org"
TASK: Final = "demo.study"

log = structlog.get_logger(__name__)


def gather(*, now: datetime, password: str | None = None) -> team.Team:
    """Those who work on the study; the programme manager is there already."""
    manager = Person.objects.get(email=MANAGER)
    return team.made_up(now=now, domain=DOMAIN, password=password, manager=manager)


@app.task(name=TASK, queue="studies")
def make_study() -> None:
    """Makes the study as a job."""
    made = load(now=timezone.now())
    log.info("demo_study", made=made)


def load(*, now: datetime) -> bool:
    """Makes and publishes the study once; False when it is there.

    A hundred replicates instead of five hundred, so that the demo starts soon: intervals are a
    little less steady, and the report says how many there were.
    """
    if Study.objects.filter(is_rehearsal=True).exists():
        return False
    rehearsing.rehearse(
        seed_2020(),
        seed=SEED,
        replicates=REPLICATES,
        now=now,
        report=lambda share, words: log.info("demo_study", share=share, step=words),
        keep=True,
        people=gather(now=now),
    )
    return True
