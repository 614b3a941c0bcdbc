"""A coordinator gives an ask past its time back, and reads only what waits or got no answer."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from tequio.domain.asks import actions, rules
from tequio.domain.notifications import letters
from tequio.records.asks import Ask, AskState
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Notification, NotificationKind
from tequio.records.people import MentorLoad
from tests.asks import send
from tests.cast import Cast

LATER = timedelta(days=7)


@pytest.fixture
def ask(cast: Cast, now: datetime) -> Ask:
    return send(by=cast.maria, to=cast.luis, now=now)


@pytest.mark.parametrize(
    ("state", "is_over", "reason"),
    [
        ("waiting", False, "time_runs"),
        ("waiting", True, ""),
        ("question_back", False, "time_runs"),
        ("question_back", True, ""),
        ("accepted", True, "already_accepted"),
        ("declined", True, "already_declined"),
        ("expired", True, "already_expired"),
        ("mentor_left", True, "already_mentor_left"),
        ("withdrawn", True, "already_withdrawn"),
    ],
)
def test_when_an_ask_goes_back(state: str, is_over: bool, reason: str) -> None:
    assert rules.why_not_releasable(state=state, is_over=is_over) == reason


@pytest.mark.parametrize("state", AskState.values)
def test_what_the_team_may_read(state: str) -> None:
    may = state in ("waiting", "question_back", "expired", "mentor_left")
    assert rules.why_not_readable(state=state) == ("" if may else f"already_{state}")


@pytest.mark.django_db
class TestOfARealAsk:
    def test_not_before_its_time(self, cast: Cast, ask: Ask, now: datetime) -> None:
        with pytest.raises(actions.AskClosed, match="time_runs"):
            actions.release(ask=ask, by=cast.coordinator, now=now + LATER - timedelta(hours=1))
        assert MentorLoad.objects.get(mentor_id=cast.luis.pk).waiting == 1

    def test_not_once_it_was_answered(self, cast: Cast, ask: Ask, now: datetime) -> None:
        actions.accept(ask=ask, by=cast.luis, now=now)
        with pytest.raises(actions.AskClosed, match="already_accepted"):
            actions.release(ask=ask, by=cast.coordinator, now=now + LATER)

    def test_the_place_is_free_and_it_is_written_down(
        self, cast: Cast, ask: Ask, now: datetime
    ) -> None:
        given = actions.release(ask=ask, by=cast.coordinator, now=now + LATER)
        assert given.state == AskState.EXPIRED
        assert MentorLoad.objects.get(mentor_id=cast.luis.pk).waiting == 0
        event = AuditEvent.objects.get(action="asks.release")
        assert (event.actor, event.subject_id) == (cast.coordinator, ask.pk)

    @pytest.mark.parametrize(
        ("who", "words"), [("maria", "no respondió"), ("pedro", "did not answer")]
    )
    def test_who_asked_is_told_in_their_language(
        self, cast: Cast, now: datetime, who: str, words: str
    ) -> None:
        asker = getattr(cast, who)
        sent = send(by=asker, to=cast.luis, now=now)
        actions.release(ask=sent, by=cast.coordinator, now=now + LATER)
        told = Notification.objects.get(person=asker, kind=NotificationKind.ASK_EXPIRED)
        with translation.override(asker.language):
            letter = letters.for_notification(told, now=now + LATER)
        assert letter is not None
        assert words in " ".join(letter.paragraphs)
        assert letter.action_url.endswith(f"/asks/{sent.public_id}/")

    def test_a_talk_is_not_read(self, cast: Cast, ask: Ask, now: datetime) -> None:
        actions.accept(ask=ask, by=cast.luis, now=now)
        with pytest.raises(actions.AskClosed, match="already_accepted"):
            actions.read(ask=ask, by=cast.coordinator, now=now)
        assert not AuditEvent.objects.filter(action="asks.read").exists()
