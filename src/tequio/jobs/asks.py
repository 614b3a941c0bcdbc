"""Keeps the clocks of the asks: reminds half-way, ends what is over, counts how mentors answer."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from tequio.domain.asks import actions, queries, reminders
from tequio.domain.mentors import reply_records
from tequio.domain.needs import promises

log = structlog.get_logger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="asks.keep_clocks", queueing_lock="asks.keep_clocks")
def keep_clocks(timestamp: int) -> None:
    """Each ask in a transaction of its own: one that was answered meanwhile stops nothing."""
    now = timezone.now()
    for ask in queries.to_remind(now):
        reminders.remind(ask=ask, now=now)
    for ask in queries.over(now):
        try:
            actions.expire(ask=ask, now=now)
        except actions.AskClosed as closed:
            log.info("ask_answered_meanwhile", ask=ask.pk, reason=closed.reason)


@app.periodic(cron="7 * * * *")
@app.task(name="asks.keep_promises", queueing_lock="asks.keep_promises")
def keep_promises(timestamp: int) -> None:
    """Tells people whose search found nobody of somebody who can help."""
    for promise in promises.open_promises():
        promises.keep(promise=promise, now=timezone.now())


@app.periodic(cron="41 2 * * *")
@app.task(name="asks.count_replies", queueing_lock="asks.count_replies")
def count_replies(timestamp: int) -> None:
    reply_records.count_again(now=timezone.now())
