"""Conversations with everything in them, and the lines that tell people of news."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from community_simulation.community.community import Community
from community_simulation.community.events import Conversation as Talk
from tequio.jobs.demo_rows.batches import BATCH
from tequio.jobs.demo_rows.people import People
from tequio.records.asks import OPEN_STATES, Ask
from tequio.records.conversations import (
    CheckIn,
    Conversation,
    Departure,
    Message,
    Participant,
)
from tequio.records.notifications import Notification, NotificationKind

CLIENT_KEYS: Final = UUID("6e2d6e0c-6d0b-5a3e-9b1d-7f4d0a9f2c11")
NEWS: Final = timedelta(days=14)
Asks = Mapping[int, Ask]


def load_conversations(talks: Iterable[Talk], rows: People, ask_of: Asks) -> None:
    """Conversations, who has read how far, messages, departures and check-ins."""
    known = sorted(talks, key=lambda talk: talk.opened_at)
    made = Conversation.objects.bulk_create(
        [_conversation(talk, rows, ask_of) for talk in known], BATCH
    )
    both = list(zip(known, made, strict=True))
    Participant.objects.bulk_create(
        [row for talk, into in both for row in _participants(talk, into, rows)], BATCH
    )
    Message.objects.bulk_create(
        [row for talk, into in both for row in _messages(talk, into, rows)], BATCH
    )
    Departure.objects.bulk_create(
        [
            Departure(
                conversation=into,
                person=rows[left.person],
                channel=left.channel,
                left_at=left.left_at,
            )
            for talk, into in both
            for left in talk.departures
        ],
        BATCH,
    )
    CheckIn.objects.bulk_create(
        [row for talk, into in both for row in _check_ins(talk, into, rows)], BATCH
    )


def _conversation(talk: Talk, rows: People, ask_of: Asks) -> Conversation:
    return Conversation(
        ask=ask_of[talk.ask],
        entrepreneur=rows[talk.entrepreneur],
        mentor=rows[talk.mentor],
        last_sequence=len(talk.messages),
        opened_at=talk.opened_at,
        last_message_at=talk.messages[-1].sent_at,
        closed_at=talk.closed_at,
        closed_by=None if talk.closed_by is None else rows[talk.closed_by],
    )


def _participants(talk: Talk, into: Conversation, rows: People) -> Iterator[Participant]:
    """Old messages were told of by mail already, or the next start would send them all."""
    for key, read in zip((talk.entrepreneur, talk.mentor), talk.read, strict=True):
        yield Participant(
            conversation=into,
            person=rows[key],
            read_sequence=read,
            mailed_sequence=len(talk.messages),
        )


def _messages(talk: Talk, into: Conversation, rows: People) -> Iterator[Message]:
    for sequence, message in enumerate(talk.messages, 1):
        yield Message(
            conversation=into,
            sequence=sequence,
            author=rows[message.author],
            text=message.text,
            client_key=uuid5(CLIENT_KEYS, f"{talk.ask}/{sequence}"),
            sent_at=message.sent_at,
        )


def _check_ins(talk: Talk, into: Conversation, rows: People) -> Iterator[CheckIn]:
    for said in talk.check_ins:
        yield CheckIn(
            conversation=into,
            person=rows[said.person],
            asked_at=said.asked_at,
            answered_at=said.answered_at,
            talked=said.talked,
            useful=said.useful,
            goal_reached=said.goal_reached,
            thanks=said.thanks,
        )


def load_notifications(community: Community, rows: People, ask_of: Asks) -> None:
    """What happened in the last two weeks, in everybody's own list; what still waits is unread."""
    since = community.until - NEWS
    lines: list[Notification] = []
    for ask in community.asks:
        row = ask_of[ask.key]
        if ask.sent_at > since:
            received = NotificationKind.ASK_RECEIVED
            read_at = None if ask.state in OPEN_STATES else ask.answered_at or ask.due_at
            lines.append(_line(rows, ask.mentor, received, row.public_id, ask.sent_at, read_at))
        if ask.answered_at and ask.answered_at > since:
            kind, at = NotificationKind.ASK_ANSWERED, ask.answered_at
            lines.append(_line(rows, ask.asker, kind, row.public_id, at, at + timedelta(hours=9)))
    Notification.objects.bulk_create(_in_time(lines, community), BATCH)


def _line(
    rows: People, person: int, kind: str, public_id: str, at: datetime, read_at: datetime | None
) -> Notification:
    return Notification(
        person=rows[person],
        kind=kind,
        subject_type="ask",
        subject_public_id=public_id,
        made_at=at,
        read_at=read_at,
    )


def _in_time(lines: Sequence[Notification], community: Community) -> list[Notification]:
    """Nothing was read after the end."""
    for line in lines:
        if line.read_at and line.read_at > community.until:
            line.read_at = None
    return sorted(lines, key=lambda line: line.made_at)
