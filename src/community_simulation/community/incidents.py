"""The few reports and blocks that every community has."""

from datetime import datetime, timedelta
from typing import Final

from community_simulation.community.chance import Chance
from community_simulation.community.events import Ask, Block, Report
from community_simulation.community.people import Person
from community_simulation.community.tables import lines
from community_simulation.community.writing import fill, voice

REPORTS: Final = ("money", "rude", "fake", "other", "money", "fake", "rude", "other", "money")
STILL_OPEN: Final = 3
CLOSED_AS: Final = ("upheld", "dismissed", "upheld")
REPORTED_BY_ASKER: Final = 0.6
BLOCKED_TOO: Final = 0.7


def incidents(
    asks: list[Ask], people: dict[int, Person], *, chance: Chance, until: datetime
) -> tuple[tuple[Report, ...], tuple[Block, ...]]:
    """Reports about some declined asks, the latest ones still open, and the blocks with them."""
    declined = sorted((ask for ask in asks if ask.state == "declined"), key=lambda ask: ask.sent_at)
    before, latest = declined[:-STILL_OPEN], declined[-STILL_OPEN:]
    earlier = chance.some(before, len(REPORTS) - STILL_OPEN)
    chosen = [*sorted(earlier, key=lambda ask: ask.sent_at), *latest]
    reports, blocks = [], []
    for number, (ask, reason) in enumerate(zip(chosen, REPORTS, strict=False)):
        is_open = number >= len(chosen) - STILL_OPEN
        state = "open" if is_open else CLOSED_AS[number % len(CLOSED_AS)]
        report = _report(ask, reason, state, people, chance, until)
        reports.append(report)
        if chance.happens(BLOCKED_TOO):
            blocks.append(Block(report.reporter, report.reported, report.made_at))
    return tuple(reports), tuple(blocks)


def _report(
    ask: Ask,
    reason: str,
    state: str,
    people: dict[int, Person],
    chance: Chance,
    until: datetime,
) -> Report:
    by_asker = chance.happens(REPORTED_BY_ASKER)
    reporter = people[ask.asker if by_asker else ask.mentor]
    reported = people[ask.mentor if by_asker else ask.asker]
    made_at = min((ask.answered_at or ask.sent_at) + timedelta(hours=3), until)
    kinds = lines(reporter.language)
    speaker = voice(language=reporter.language, gender=reporter.gender, town=reporter.town)
    is_open = state == "open"
    closed_at = None if is_open else min(made_at + timedelta(days=1 + chance.waiting(2)), until)
    outcomes = lines("es")["outcome"]
    return Report(
        reporter=reporter.key,
        reported=reported.key,
        ask=ask.key,
        reason=reason,
        text=fill(chance.pick(kinds[f"report_{reason}"]), speaker, chance),
        state=state,
        made_at=made_at,
        closed_at=closed_at,
        outcome="" if is_open else outcomes[2 if state == "dismissed" else 0],
    )
