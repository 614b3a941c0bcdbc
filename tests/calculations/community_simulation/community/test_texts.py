"""The texts: every line can be said by everybody it is meant for, and pages do not repeat."""

import re
from collections import Counter

import pytest
from tests.calculations.community_simulation.community.draws import chance

from community_simulation.community import tables
from community_simulation.community.community import Community
from community_simulation.community.telling import possible
from community_simulation.community.writing import fill, money, voice
from mentor_matching import vocabulary
from mentor_matching.industries.catalogue import all_industries
from tequio.domain.asks import quality

UNFILLED = re.compile(r"[{}\[\]|~@]|\b(a el|de el)\b|  |\.\.|\?\.")
WORDS_OF_MENTORS = dict.fromkeys(
    ("title", "a_title", "field", "years", "employer", "help", "help2", "name"), "x"
)


def test_an_unknown_slot_is_refused() -> None:
    speaker = voice(language="es", gender="f", town=tables.towns()[0])
    with pytest.raises(KeyError):
        fill("Vendo {nada}", speaker, chance())


def test_areas_and_industries_are_those_of_the_vocabulary() -> None:
    known = {area.id for area in vocabulary.areas()}
    assert set(tables.areas()) == known
    assert {problem.area for problem in tables.problems()} == known
    assert {area for job in tables.professions() for area in job.areas} <= known
    codes = {industry.code for industry in all_industries()}
    assert {trade.isic for trade in tables.trades()} <= codes
    assert {code for job in tables.professions() for code in job.industries} <= codes


@pytest.mark.parametrize("country", ["GT", "MX"])
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("gender", ["f", "m"])
def test_every_line_can_be_said(language: str, country: str, gender: str) -> None:
    town = next(town for town in tables.towns() if town.country == country)
    for trade in tables.trades()[::9]:
        speaker = voice(
            language=language, gender=gender, town=town, trade=trade, **WORDS_OF_MENTORS
        )
        lines = [line for kind in tables.lines(language).values() for line in kind]
        lines += [
            part
            for problem in tables.problems()
            if problem.language == language and problem.country in ("*", country)
            for part in (problem.context, problem.question, problem.tried)
        ]
        for line in lines:
            for part in line.split(tables.WITHIN_FIELD):
                assert not UNFILLED.search(fill(part, speaker, chance())), line


def test_endings_follow_the_writer_and_money_the_country() -> None:
    town = tables.towns()[0]
    woman = voice(language="es", gender="f", town=town)
    man = voice(language="es", gender="m", town=town)
    assert fill("Estoy sol[o/a]", woman, chance()) == "Estoy sola"
    assert fill("Estoy sol[o/a]", man, chance()) == "Estoy solo"
    assert (money(1234, "GT"), money(1234, "MX")) == ("Q1,250", "$3,000")


@pytest.mark.parametrize("stage", ["idea", "operational", "earning", "profitable"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_trade_has_problems_of_its_own_at_every_stage(language: str, stage: str) -> None:
    for trade in tables.trades():
        assert len(possible(language, "GT", stage, trade.tags)) >= 6


def test_nobody_has_the_problem_of_another_trade() -> None:
    hens = next(trade for trade in tables.trades() if trade.key == "hens")
    told = possible("es", "GT", "profitable", hens.tags)
    assert not any("usuarios" in problem.context for rows in told.values() for problem in rows)
    assert "foodservice" not in told and "tourism" not in told


def test_every_ask_passes_the_check_of_the_site(community: Community) -> None:
    for ask in community.asks:
        found = quality.problems(context=ask.context, question=ask.question, tried=ask.tried)
        assert not found, (ask.context, ask.tried, ask.question, found)


def test_texts_fit_into_their_records(community: Community) -> None:
    for ask in community.asks:
        assert len(ask.context) <= 1500 and len(ask.question) <= 600 and len(ask.tried) <= 1000
    for person in community.people:
        if person.offer:
            assert len(person.offer.headline) <= 120 and len(person.offer.about) <= 2000
            assert len(person.offer.good_ask) <= 1000
        if person.business:
            assert len(person.business.name) <= 120


def test_headlines_are_all_different_and_asks_of_one_mentor_too(community: Community) -> None:
    headlines = [person.offer.headline for person in community.people if person.offer]
    assert len(set(headlines)) == len(headlines)
    asks = Counter((ask.mentor, ask.context) for ask in community.asks)
    assert max(asks.values()) == 1


def test_no_message_repeats_within_a_conversation(community: Community) -> None:
    for talk in community.conversations:
        texts = [message.text for message in talk.messages]
        assert len(set(texts)) == len(texts)


def test_hundreds_of_distinct_problems_are_told(community: Community) -> None:
    assert len({ask.question for ask in community.asks}) > 250
    stories = [person.story.text for person in community.people if person.story]
    assert len(set(stories)) > 0.99 * len(stories)
