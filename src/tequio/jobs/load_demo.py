"""Fills an empty database with the made-up community, in one transaction; its study follows.

Rows are written directly and in bulk: through the domain actions the same two years would take
a quarter of an hour, and would send thousands of mails. A test holds the rows to the rules.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from community_simulation.community.community import Community
from community_simulation.community.making import make_community
from tequio.domain.audit import actions as audit
from tequio.domain.mentors import reply_records
from tequio.jobs import demo_study
from tequio.jobs.demo_rows import asks, people, safety, talks
from tequio.records.people import Person

PASSWORD: Final = "tequio-demo-2026"  # noqa: S105 - of made-up people, printed for everybody
ACCOUNTS: Final = (
    ("maria@example.org", PASSWORD, "entrepreneur, Quetzaltenango"),
    ("luis@example.org", PASSWORD, "mentor, Ciudad de México"),
    ("kevin@example.org", PASSWORD, "entrepreneur, writes in English"),
    ("grace@example.org", PASSWORD, "mentor, writes in English"),
    ("ana@example.org", PASSWORD, "coordinator"),
    ("roberto@example.org", PASSWORD, "programme manager"),
    ("gabriela@example.org", PASSWORD, "administrator"),
    ("elena@example.org", PASSWORD, "leads a finished study (there a minute after the start)"),
    ("fernanda@example.org", PASSWORD, "pays for that study"),
    ("ines@example.org", PASSWORD, "interviews for it"),
)
LOCK: Final = 7_423_117
Report = Callable[[float, str], None]


def load(*, progress: Report) -> bool:
    """Makes the community up to now and loads it; False when people are there already."""
    if Person.objects.exists():
        progress(1.0, "the community is there already")
        return False
    progress(0.0, "making up a community")
    now = timezone.now()
    return load_demo(make_community(until=now), now=now, report=progress)


@transaction.atomic
def load_demo(community: Community, *, now: datetime, report: Report) -> bool:
    """Loads everybody and everything, or nothing: a killed load leaves an empty database.

    Two loads at once wait for each other; the second finds people and changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if Person.objects.exists():
        report(1.0, "the community is there already")
        return False
    report(0.1, "people")
    by_key = people.load_people(community.people, make_password(PASSWORD))
    report(0.35, "businesses, mentors and stories")
    people.load_profiles(community.people, by_key)
    people.load_searches(community.searches, by_key)
    report(0.55, "asks")
    ask_of = asks.load_asks(community.asks, by_key)
    asks.load_counters(community, by_key, now)
    report(0.65, "conversations")
    talks.load_conversations(community.conversations, by_key, ask_of)
    report(0.9, "what was reported, and what is new")
    safety.load_incidents(community, by_key, ask_of)
    talks.load_notifications(community, by_key, ask_of)
    reply_records.count_again(now=now)
    administrator = by_key[community.personas["administrator"]]
    demo_study.gather(now=now, password=PASSWORD)
    transaction.on_commit(lambda: demo_study.make_study.defer())
    audit.record(action="demo.load", subject=administrator, by=None, now=now, seed=community.seed)
    report(1.0, f"{len(community.people)} made-up people are here")
    return True
