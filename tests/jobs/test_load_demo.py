"""The demonstration is loaded once, whole or not at all."""

from datetime import datetime

import pytest
from django.contrib.auth import authenticate
from django.db.models import Count, F, Q

from community_simulation.community.community import Community
from community_simulation.community.making import make_community
from tequio.domain.asks import quality
from tequio.jobs import load_demo as job
from tequio.records.asks import Ask, AskState
from tequio.records.conversations import CheckIn, Conversation, Message, Participant
from tequio.records.needs import Need, Story
from tequio.records.notifications import Mail
from tequio.records.people import Business, Mentor, MentorLoad, Person, ReplyRecord
from tests import cast as people

pytestmark = pytest.mark.django_db


def silent(share: float, words: str) -> None:
    """Nobody watches the bar."""


@pytest.fixture
def community(now: datetime) -> Community:
    return make_community(until=now, entrepreneurs=160, mentors=60)


@pytest.fixture
def loaded(community: Community, now: datetime) -> Community:
    assert job.load_demo(community, now=now, report=silent)
    return community


def test_a_database_with_people_is_left_as_it_is(community: Community, now: datetime) -> None:
    people.entrepreneur("María Ajú Tzoc", country="GT", language="es", now=now)
    assert not job.load_demo(community, now=now, report=silent)
    assert not job.load(progress=silent)
    assert Person.objects.count() == 1


def test_loading_again_changes_nothing(loaded: Community, now: datetime) -> None:
    before = Person.objects.count(), Ask.objects.count(), Message.objects.count()
    assert not job.load_demo(loaded, now=now, report=silent)
    assert (Person.objects.count(), Ask.objects.count(), Message.objects.count()) == before


def test_a_load_that_breaks_off_leaves_nothing_behind(community: Community, now: datetime) -> None:
    def broken(share: float, words: str) -> None:
        if share > 0.8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        job.load_demo(community, now=now, report=broken)
    assert not Person.objects.exists() and not Ask.objects.exists()
    assert job.load_demo(community, now=now, report=silent)


def test_everybody_and_everything_arrives(loaded: Community) -> None:
    of_the_study = 5
    assert Person.objects.count() == len(loaded.people) + of_the_study
    assert Business.objects.count() == 160
    assert Mentor.objects.count() == MentorLoad.objects.count() == ReplyRecord.objects.count() == 60
    assert Story.objects.count() == sum(person.story is not None for person in loaded.people)
    assert Need.objects.filter(because="").exclude(origin=Need.Origin.ADDED).count() == 0
    assert Ask.objects.count() == len(loaded.asks)
    assert Conversation.objects.count() == len(loaded.conversations)
    assert Message.objects.count() == sum(len(talk.messages) for talk in loaded.conversations)
    assert Participant.objects.count() == 2 * len(loaded.conversations)
    assert CheckIn.objects.count() == sum(len(talk.check_ins) for talk in loaded.conversations)


def test_the_accounts_that_are_printed_can_sign_in(loaded: Community) -> None:
    for email, password, _ in job.ACCOUNTS:
        assert authenticate(None, email=email, password=password) is not None


def test_nobody_gets_a_mail_for_the_past(loaded: Community) -> None:
    assert not Mail.objects.exists()
    assert not Participant.objects.filter(
        mailed_sequence__lt=F("conversation__last_sequence")
    ).exists()


def test_the_counters_of_mentors_agree_with_the_asks(loaded: Community) -> None:
    open_asks = Q(person__asks_received__state__in=(AskState.WAITING, AskState.QUESTION_BACK))
    for mentor in Mentor.objects.select_related("load").annotate(
        waiting=Count("person__asks_received", filter=open_asks)
    ):
        assert mentor.load.waiting == mentor.waiting
        assert mentor.load.used + mentor.load.waiting <= mentor.places_a_month


def test_rows_obey_the_rules_that_actions_would_have_kept(loaded: Community) -> None:
    for row in (*Person.objects.all(), *Business.objects.all(), *Mentor.objects.all()):
        row.full_clean(exclude=["password"])
    for ask in Ask.objects.all():
        ask.full_clean()
        assert not quality.problems(context=ask.context, question=ask.question, tried=ask.tried)
    for talk in Conversation.objects.prefetch_related("messages"):
        assert [said.sequence for said in talk.messages.all()] == [
            *range(1, talk.last_sequence + 1)
        ]


def test_maria_and_luis_find_something_going_on(loaded: Community) -> None:
    maria = Person.objects.get(email="maria@example.org")
    luis = Person.objects.get(email="luis@example.org")
    assert Ask.objects.filter(asker=maria, mentor=luis, state=AskState.WAITING).count() == 1
    assert luis.asks_received.filter(state=AskState.WAITING).count() >= 2
    assert luis.notifications.filter(read_at=None).count() >= 2
    unread = maria.participations.filter(read_sequence__lt=F("conversation__last_sequence"))
    assert unread.count() == 1
    assert maria.conversations_asked.exclude(closed_at=None).count() == 1
