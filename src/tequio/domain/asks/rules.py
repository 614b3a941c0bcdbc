"""When an ask may be sent, answered or taken back: decisions on values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tequio.records.asks import AskState

BETWEEN_REMINDERS: Final = timedelta(days=1)
QUESTION_BACK_WAITS: Final = timedelta(days=14)
UNANSWERED: Final = (AskState.EXPIRED, AskState.MENTOR_LEFT)
"""How an ask ends that nobody answered."""


@dataclass(frozen=True)
class Room:
    """How many places a mentor has this month, and how many are taken or on their way."""

    places: int
    used: int
    waiting: int

    @property
    def free(self) -> int:
        return max(0, self.places - self.used - self.waiting)


def room(*, places: int, month: date, used: int, waiting: int, today: date) -> Room:
    """The room today; places used in an earlier month are free again."""
    this_month = today.replace(day=1)
    return Room(places, used if month == this_month else 0, waiting)


def is_paused(*, paused_until: date | None, today: date) -> bool:
    """A pause ends by itself on its day."""
    return paused_until is not None and today < paused_until


def why_not_sendable(
    *,
    is_oneself: bool,
    is_blocked: bool,
    mentor_is_present: bool,
    paused: bool,
    free_places: int,
    has_business: bool,
    shares_language: bool,
    has_open_ask_with_mentor: bool,
    took_one_back_today: bool,
    open_asks: int,
    most_open_asks: int,
) -> str:
    """A code of what stands in the way, or nothing."""
    obstacles = (
        ("oneself", is_oneself),
        ("not_found", is_blocked or not mentor_is_present),
        ("already_asked", has_open_ask_with_mentor),
        ("taken_back_today", took_one_back_today),
        ("too_many_open", open_asks >= most_open_asks),
        ("paused", paused),
        ("no_room", free_places < 1),
        ("no_business", not has_business),
        ("no_shared_language", not shares_language),
    )
    return next((code for code, stands in obstacles if stands), "")


def why_not_answerable(*, state: str) -> str:
    """A mentor may answer while the ask is open, also while a question back waits."""
    return "" if state in (AskState.WAITING, AskState.QUESTION_BACK) else f"already_{state}"


def why_no_question_back(*, state: str, asked_before: bool) -> str:
    """One question back for each ask."""
    if state != AskState.WAITING:
        return f"already_{state}"
    return "one_question_only" if asked_before else ""


def why_no_reminder(
    *, state: str, reminded_at: datetime | None, is_untold: bool, now: datetime
) -> str:
    """A mentor who holds an ask and wants to be told of asks is reminded at most once a day."""
    if state != AskState.WAITING:
        return f"already_{state}"
    if is_untold:
        return "untold"
    too_soon = reminded_at is not None and now - reminded_at < BETWEEN_REMINDERS
    return "reminded_today" if too_soon else ""


def why_not_releasable(*, state: str, is_over: bool) -> str:
    """An ask goes back to the one who asked once its time is over, not before."""
    return why_not_answerable(state=state) or ("" if is_over else "time_runs")


def why_not_readable(*, state: str) -> str:
    """The team reads what waits or got no answer; what two people talk about is theirs."""
    may = (AskState.WAITING, AskState.QUESTION_BACK, *UNANSWERED)
    return "" if state in may else f"already_{state}"


def answer_back_until(paused_at: datetime) -> datetime:
    """Until when a question back waits for its answer; after that the ask ends unanswered."""
    return paused_at + QUESTION_BACK_WAITS


def due_after_pause(*, due_at: datetime, paused_at: datetime, now: datetime) -> datetime:
    """The clock goes on where it stopped."""
    return due_at + (now - paused_at)
