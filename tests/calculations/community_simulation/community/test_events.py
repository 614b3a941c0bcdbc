"""What happens in the community obeys the rules of the site and of time."""

from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from tests.calculations.community_simulation.community.draws import UNTIL, chance

from community_simulation.community.community import Community
from community_simulation.community.conversing import converse
from community_simulation.community.events import Ask

OPEN = ("waiting", "question_back")


def test_an_ask_that_was_not_accepted_opens_no_conversation(community: Community) -> None:
    ask = next(ask for ask in community.asks if ask.state == "expired")
    asker, mentor = community.people[ask.asker], community.people[ask.mentor]
    with pytest.raises(ValueError, match="accepted"):
        converse(ask, asker, mentor, chance=chance(), until=UNTIL)


def test_nothing_happens_after_the_end_or_before_joining(community: Community) -> None:
    joined = {person.key: person.joined_at for person in community.people}
    for ask in community.asks:
        assert joined[ask.asker] < ask.sent_at < UNTIL
        assert joined[ask.mentor] < ask.sent_at
        assert ask.answered_at is None or ask.sent_at < ask.answered_at < UNTIL
    for talk in community.conversations:
        moments = [message.sent_at for message in talk.messages]
        assert moments == sorted(moments) and moments[-1] < UNTIL
        assert talk.closed_at is None or moments[-1] <= talk.closed_at < UNTIL


def test_nobody_was_last_seen_before_something_they_did(community: Community) -> None:
    seen = {person.key: person.last_seen_at for person in community.people}
    assert all(seen[ask.asker] >= ask.sent_at for ask in community.asks)
    assert all(
        seen[message.author] >= message.sent_at
        for talk in community.conversations
        for message in talk.messages
    )
    assert all(person.joined_at <= person.last_seen_at <= UNTIL for person in community.people)


def test_nobody_asks_themselves_or_waits_on_four_mentors(community: Community) -> None:
    waiting = [ask for ask in community.asks if ask.state in OPEN]
    assert all(ask.asker != ask.mentor for ask in community.asks)
    assert max(Counter(ask.asker for ask in waiting).values()) <= 3
    assert max(Counter((ask.asker, ask.mentor) for ask in waiting).values()) == 1


def test_no_mentor_takes_more_in_a_month_than_there_are_places(community: Community) -> None:
    taken: Counter[tuple[int, int, int]] = Counter()
    for ask in community.asks:
        if ask.state == "accepted" and ask.answered_at:
            zone = ZoneInfo(community.people[ask.mentor].town.time_zone)
            local = ask.answered_at.astimezone(zone)
            taken[(ask.mentor, local.year, local.month)] += 1
    full = 0
    for (mentor, _, _), count in taken.items():
        offer = community.people[mentor].offer
        assert offer is not None and count <= offer.places_a_month
        full += count == offer.places_a_month
    assert full > 20


def test_open_asks_are_not_overdue_and_the_clock_stands_only_for_a_question_back(
    community: Community,
) -> None:
    for ask in community.asks:
        assert (ask.paused_at is not None) == (ask.state == "question_back")
        if ask.state == "waiting":
            assert ask.due_at > UNTIL
        if ask.state in ("accepted", "declined"):
            assert ask.answered_at is not None and ask.answered_at < ask.due_at


def test_the_two_of_an_ask_share_its_language(community: Community) -> None:
    for ask in community.asks:
        assert ask.language in community.people[ask.mentor].languages


def test_each_accepted_ask_has_one_conversation_that_opens_with_it(community: Community) -> None:
    accepted = {ask.key: ask for ask in community.asks if ask.state == "accepted"}
    assert sorted(talk.ask for talk in community.conversations) == sorted(accepted)
    for talk in community.conversations:
        assert talk.messages[0].text == accepted[talk.ask].opening
        assert max(talk.read) <= len(talk.messages) and min(talk.read) >= 1


def test_both_sides_are_asked_at_the_close_and_thanks_follow_only_useful_talks(
    community: Community,
) -> None:
    for talk in community.conversations:
        expected = {talk.entrepreneur, talk.mentor} if talk.closed_at else set()
        assert {check_in.person for check_in in talk.check_ins} == expected
        for check_in in talk.check_ins:
            assert not check_in.thanks or check_in.useful == "yes"
            assert bool(check_in.talked) == (check_in.answered_at is not None)


def test_people_write_by_day_in_their_own_time_zone(community: Community) -> None:
    hours = Counter(
        message.sent_at.astimezone(ZoneInfo(community.people[message.author].town.time_zone)).hour
        for talk in community.conversations
        for message in talk.messages[1:]
    )
    night = sum(count for hour, count in hours.items() if hour < 6)
    assert night < 0.02 * sum(hours.values())


def test_some_leave_for_another_channel_and_a_few_are_reported(community: Community) -> None:
    channels = Counter(left.channel for talk in community.conversations for left in talk.departures)
    assert channels["whatsapp"] > channels["call"] > 5
    assert 5 <= len(community.reports) <= 12
    assert {report.state for report in community.reports} == {"open", "upheld", "dismissed"}
    assert 3 <= len(community.blocks) <= len(community.reports)


def test_maria_has_an_open_ask_with_luis_a_live_talk_with_news_and_a_closed_one(
    community: Community,
) -> None:
    maria, luis = community.personas["entrepreneur"], community.personas["mentor"]
    asks = [ask for ask in community.asks if ask.asker == maria]
    assert [ask.mentor for ask in asks if ask.state == "waiting"] == [luis]
    talks = [talk for talk in community.conversations if talk.entrepreneur == maria]
    live = [talk for talk in talks if talk.closed_at is None]
    assert [len(talk.messages) - talk.read[0] for talk in live] == [2]
    assert [talk.check_ins[0].useful for talk in talks if talk.closed_at] == ["yes"]
    assert len(_waiting_with(luis, community.asks)) >= 4


def _waiting_with(mentor: int, asks: tuple[Ask, ...]) -> list[Ask]:
    return [ask for ask in asks if ask.mentor == mentor and ask.state == "waiting"]
