"""What stands is told once, in order, and nothing is lost between hearing and reading."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.domain.conversations.streams import Listener
from tequio.realtime import news
from tequio.realtime_hub import Hub, Standing, Subscription

LUIS, MARIA = 1, 2


@pytest.fixture
def page() -> Subscription:
    return Subscription(Listener(person=LUIS, conversation=7))


def told(said: Standing, stands: Standing) -> list[tuple[str, dict[str, object]]]:
    events = []
    for event in news(said, stands):
        fields = dict(line.split(": ", 1) for line in event.strip().splitlines())
        events.append((fields["event"], json.loads(fields["data"])))
    return events


def test_ones_own_reading_is_no_news(page: Subscription) -> None:
    page.hear("r", [LUIS, 4])
    assert page.standing.read == 0
    assert not page.bell.is_set()


def test_what_was_heard_before_is_no_news(page: Subscription) -> None:
    page.hear("m", [5])
    page.bell.clear()
    page.hear("m", [5])
    page.hear("m", [4])
    assert (page.standing.sequence, page.bell.is_set()) == (5, False)


def test_the_others_reading_is_news(page: Subscription) -> None:
    page.hear("r", [MARIA, 4])
    assert (page.standing.read, page.bell.is_set()) == (4, True)


def test_what_was_heard_while_the_database_was_read_is_kept(page: Subscription) -> None:
    page.hear("m", [9])
    page.catch_up(Standing(sequence=8, read=3, is_open=True))
    assert page.standing == Standing(sequence=9, read=3, is_open=True)


def test_after_a_break_the_page_reads_again(page: Subscription) -> None:
    page.has_missed = False
    page.missed()
    assert page.has_missed
    assert page.bell.is_set()


def test_an_announcement_reaches_the_pages_of_its_conversation_only() -> None:
    hub = Hub("")
    with (
        hub.subscribed(Listener(LUIS, 7)) as of_luis,
        hub.subscribed(Listener(MARIA, 7)) as of_maria,
        hub.subscribed(Listener(LUIS, 8)) as elsewhere,
    ):
        hub._hear("m 7 3")
        hub._hear("c 7 0")
        assert {of_luis.standing, of_maria.standing} == {Standing(3, 0, False)}
        assert elsewhere.standing == Standing()
    assert not hub._subscriptions


def test_only_messages_carry_an_id_to_go_on_from() -> None:
    words = list(news(Standing(1, 0, True), Standing(3, 2, False)))
    assert [word.startswith("id: 3\n") for word in words] == [True, False, False]
    assert told(Standing(1, 0, True), Standing(3, 2, False)) == [
        ("message", {"sequence": 3}),
        ("read", {"sequence": 2}),
        ("changed", {"open": False}),
    ]


def test_nothing_new_is_nothing_said() -> None:
    assert told(Standing(3, 2, True), Standing(3, 2, True)) == []


@given(st.lists(st.integers(1, 50), min_size=1), st.integers(0, 50))
def test_numbers_only_rise_and_the_last_one_is_told(heard: list[int], after: int) -> None:
    page, said, numbers = Subscription(Listener(LUIS, 7)), Standing(sequence=after), []
    for number in heard:
        page.hear("m", [number])
        numbers += [data["sequence"] for _, data in told(said, page.standing)]
        said = page.standing if page.standing.sequence > said.sequence else said
    assert all(one < other for one, other in pairwise(numbers))
    assert ([after, *numbers])[-1] == max(after, *heard)
