"""A mentor accepts, declines or asks back; the asker answers or withdraws; time ends the rest."""

from datetime import datetime, timedelta

import pytest

from tequio.domain.asks import actions, queries
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation
from tequio.records.notifications import Notification
from tequio.records.people import MentorLoad
from tests.asks import CONTEXT, QUESTION, send
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(cast: Cast, now: datetime) -> Ask:
    return send(by=cast.maria, to=cast.luis, now=now)


def load_of(cast: Cast) -> tuple[int, int]:
    load = MentorLoad.objects.get(mentor_id=cast.luis.pk)
    return load.waiting, load.used


def test_another_mentor_cannot_accept(cast: Cast, ask: Ask, now: datetime) -> None:
    with pytest.raises(actions.AskClosed, match="not_yours"):
        actions.accept(ask=ask, by=cast.ana, now=now)


def test_nobody_accepts_twice(cast: Cast, ask: Ask, now: datetime) -> None:
    actions.accept(ask=ask, by=cast.luis, now=now)
    with pytest.raises(actions.AskClosed, match="already_accepted"):
        actions.accept(ask=ask, by=cast.luis, now=now)
    assert Conversation.objects.count() == 1
    assert load_of(cast) == (0, 1)


def test_a_withdrawn_ask_cannot_be_accepted(cast: Cast, ask: Ask, now: datetime) -> None:
    actions.withdraw(ask=ask, by=cast.maria, now=now)
    with pytest.raises(actions.AskClosed, match="already_withdrawn"):
        actions.accept(ask=ask, by=cast.luis, now=now)
    assert load_of(cast) == (0, 0)


def test_only_one_question_back(cast: Cast, ask: Ask, now: datetime) -> None:
    actions.ask_back(ask=ask, by=cast.luis, question="¿Cuánto le cuesta el maíz?", now=now)
    actions.answer_back(ask=ask, by=cast.maria, answer="Q 180 el quintal.", now=now)
    with pytest.raises(actions.AskClosed, match="one_question_only"):
        actions.ask_back(ask=ask, by=cast.luis, question="¿Y el gas?", now=now)


def test_time_that_is_not_over_expires_nothing(cast: Cast, ask: Ask, now: datetime) -> None:
    with pytest.raises(actions.AskClosed, match="already_waiting"):
        actions.expire(ask=ask, now=now + timedelta(days=6, hours=23))


def test_accepting_opens_a_conversation_with_the_ask_in_it(
    cast: Cast, ask: Ask, now: datetime
) -> None:
    conversation = actions.accept(ask=ask, by=cast.luis, now=now)
    first = conversation.messages.get()
    assert (first.sequence, first.author) == (1, cast.maria)
    assert CONTEXT in first.text
    assert first.text.startswith(QUESTION)
    assert Notification.objects.filter(person=cast.maria, kind="ask_answered").exists()


def test_declining_keeps_the_reason_and_frees_the_place(
    cast: Cast, ask: Ask, now: datetime
) -> None:
    actions.decline(ask=ask, by=cast.luis, reason="too_busy", sentence="Suerte.", now=now)
    ask.refresh_from_db()
    assert (ask.state, ask.decline_reason, ask.answered_at) == ("declined", "too_busy", now)
    assert load_of(cast) == (0, 0)


def test_the_clock_stands_still_while_a_question_back_waits(
    cast: Cast, ask: Ask, now: datetime
) -> None:
    actions.ask_back(ask=ask, by=cast.luis, question="¿Cuánto le cuesta el maíz?", now=now)
    later = now + timedelta(days=3)
    answered = actions.answer_back(ask=ask, by=cast.maria, answer="Q 180.", now=later)
    assert answered.due_at == ask.due_at + timedelta(days=3)
    assert load_of(cast) == (1, 0)


def test_an_expired_ask_frees_the_place_and_is_told(cast: Cast, ask: Ask, now: datetime) -> None:
    later = now + timedelta(days=7)
    assert list(queries.over(later)) == [ask]
    actions.expire(ask=ask, now=later)
    assert load_of(cast) == (0, 0)
    assert Notification.objects.filter(person=cast.maria, kind="ask_expired").exists()


def test_the_share_of_answers_counts_silence_and_leaves_out_the_withdrawn(
    cast: Cast, ask: Ask, now: datetime
) -> None:
    actions.withdraw(ask=ask, by=cast.maria, now=now)
    silent = send(by=cast.maria, to=cast.luis, now=now + timedelta(days=1))
    answered = send(by=cast.pedro, to=cast.luis, now=now)
    actions.decline(ask=answered, by=cast.luis, reason="too_busy", sentence="", now=now)
    actions.expire(ask=silent, now=now + timedelta(days=8))
    share = queries.answer_share(area="pricing", now=now + timedelta(days=10))
    assert (share.answered, share.asked, share.area) == (1, 2, "")
