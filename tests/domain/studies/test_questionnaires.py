"""The standard questionnaires: complete, in both languages, and the short one inside the long."""

import random
from dataclasses import replace

import pytest

from tequio.domain.studies.questionnaires.checking import (
    complete,
    core_share,
    faults_of,
    is_relevant,
)
from tequio.domain.studies.questionnaires.crosswalk import (
    band,
    bands,
    crossings,
    in_detailed_terms,
    lowest,
)
from tequio.domain.studies.questionnaires.model import (
    MISSING,
    NOT_APPLICABLE,
    Questionnaire,
    from_content,
)
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.questionnaires.xpath import parse

YEAR = 2026
FORMS = ("detailed", "short", "mentor")


@pytest.mark.parametrize(("form", "questions"), [("detailed", 50), ("short", 12), ("mentor", 10)])
def test_each_form_has_its_number_of_questions(form: str, questions: int) -> None:
    assert {item.number for item in standard(form).items} - {0} == set(range(1, questions + 1))


@pytest.mark.parametrize("form", FORMS)
def test_every_word_stands_in_both_languages(form: str) -> None:
    questionnaire = standard(form)
    for item in questionnaire.items:
        assert item.text_es, item.name
        assert item.text_en, item.name
        assert bool(item.hint_es) == bool(item.hint_en), item.name
        assert bool(item.message_es) == bool(item.message_en) == bool(item.constraint), item.name
    for rows in [*questionnaire.choices.values(), questionnaire.missing]:
        assert all(choice.es and choice.en for choice in rows)


@pytest.mark.parametrize("form", FORMS)
def test_conditions_can_be_read_and_speak_of_earlier_items_only(form: str) -> None:
    known: set[str] = set()
    for item in standard(form).items:
        for condition in (item.relevant, item.constraint):
            if condition:
                assert parse(condition).variables <= known, item.name
        known.add(item.name)


@pytest.mark.parametrize("form", FORMS)
def test_every_choice_item_has_its_list_and_every_item_may_stay_unanswered(form: str) -> None:
    questionnaire = standard(form)
    for item in questionnaire.items:
        assert (item.kind in ("one", "many")) == bool(questionnaire.choices.get(item.choices))
        assert item.may_skip == (item.name != "a_consent")
    assert [choice.code for choice in questionnaire.missing] == [".d", ".r"]


def test_each_short_item_maps_to_a_detailed_variable() -> None:
    detailed, lines = standard("detailed").by_name, crossings()
    for item in standard("short").items:
        targets = {line.detailed_variable for line in lines if line.short_variable == item.name}
        assert targets, item.name
        assert targets <= set(detailed), item.name
        assert all(detailed[name].core for name in targets), item.name


def test_every_short_code_maps_and_bands_cover_the_detailed_range_without_holes() -> None:
    short = standard("short")
    for item in short.items:
        mapped = {line.short_code for line in crossings() if line.short_variable == item.name}
        if mapped != {"*"}:
            assert mapped == set(short.codes[item.choices]), item.name
        else:
            same = standard("detailed").by_name[item.name]
            assert (same.kind, same.choices) == (item.kind, item.choices)
    for name, last in (("c_contact_n", 200), ("c_reply_n", 200), ("c_exch_n", 500)):
        for number in range(last + 1):
            assert sum(low <= number <= high for _code, low, high in bands(name)) == 1


def test_numbers_and_bands_pool() -> None:
    assert [band("c_exch_n", value) for value in ("0", "4", "3-5", "77", ".d", "")] == [
        "0",
        "3-5",
        "3-5",
        "6+",
        ".d",
        "",
    ]
    assert [lowest("c_exch_n", value) for value in ("3-5", "7", ".r")] == [3, 7, None]


@pytest.mark.parametrize(
    ("asked", "applied", "result"),
    [
        ("not_asked", "0", ".n"),
        ("waiting", "1", "waiting"),
        ("refused", "1", "refused"),
        ("received", "1", "received"),
        (".d", ".d", ".n"),
    ],
)
def test_the_one_short_question_on_finance_gives_two_variables(
    asked: str, applied: str, result: str
) -> None:
    told = in_detailed_terms("short", {"f_fin": asked})
    assert (told["f_applied"], told["f_result"]) == (applied, result)


def test_a_questionnaire_goes_through_json_unchanged() -> None:
    for form in FORMS:
        assert from_content(standard(form).as_content()) == standard(form)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"b_stage_now": "9"}, ("b_stage_now", "not_in_codebook")),
        ({"h_bds": "none bank"}, ("h_bds", "exclusive")),
        ({"h_bds": "bank bank"}, ("h_bds", "not_in_codebook")),
        ({"c_contact_n": "4,5"}, ("c_contact_n", "number_format")),
        ({"c_contact_n": "201"}, ("c_contact_n", "out_of_range")),
        ({"c_contact_n": "2", "c_reply_n": "3"}, ("c_reply_n", "out_of_range")),
        ({"c_contact_n": "0", "c_reply_n": "1"}, ("c_reply_n", "skip_violated")),
        ({"b_stage_now": "4", "g_rev_m": "12.5.1"}, ("g_rev_m", "number_format")),
        ({"a_consent": ".d"}, ("a_consent", "not_in_codebook")),
        ({"shoe_size": "44"}, ("shoe_size", "unknown")),
        ({"z_birth": "2010"}, ("z_birth", "out_of_range")),
    ],
)
def test_a_bad_answer_is_named(values: dict[str, str], fault: tuple[str, str]) -> None:
    found = faults_of(standard("detailed"), values, year=YEAR)
    assert [(each.name, each.code) for each in found] == [fault]


def test_missing_codes_fit_every_item_and_a_check_beside_them_is_not_judged() -> None:
    values = {item.name: ".d" for item in standard("detailed").items if not item.relevant}
    values |= {"a_consent": "1"}
    assert faults_of(standard("detailed"), values, year=YEAR) == []
    assert faults_of(standard("detailed"), {"c_contact_n": "3", "c_reply_n": ".r"}, year=YEAR) == []


def test_what_was_not_asked_is_implied_or_not_applicable() -> None:
    told = complete(standard("detailed"), {"c_contact_n": "0", "c_inbound_n": "0"}, year=YEAR)
    assert (told["c_reply_n"], told["c_exch_n"], told["c_hours"]) == ("0", "0", ".n")
    assert is_relevant(standard("detailed").by_name["c_why_main"], told)
    unknown = complete(standard("detailed"), {"c_contact_n": ".d", "c_inbound_n": "0"}, year=YEAR)
    assert unknown["c_exch_n"] == ".n"


def test_the_share_of_core_items_counts_what_was_asked() -> None:
    short = standard("short")
    assert core_share(short, {}) == 0
    some = {"b_stage_now": "1", "c_contact_n": "0", "c_why_main": "R01", "e_goal_met": "0"}
    assert core_share(short, some) == pytest.approx(6 / 12)  # four said, two that follow


def completed_item_by_item(form: Questionnaire, values: dict[str, str]) -> dict[str, str]:
    """What `complete` says, every condition looked at anew."""
    written = dict(values)
    for item in form.asked:
        if is_relevant(item, written, year=2026):
            written.setdefault(item.name, "")
            continue
        spoken_of = parse(item.relevant).variables
        is_known = all(written.get(name, "") not in MISSING for name in spoken_of)
        written[item.name] = (item.implied if is_known else "") or NOT_APPLICABLE
    return written


@pytest.mark.parametrize("seed", range(20))
def test_a_condition_that_was_looked_at_is_looked_at_anew_once_its_answers_change(
    seed: int,
) -> None:
    chance = random.Random(seed)
    detailed = standard("detailed")
    form = replace(detailed, items=tuple(chance.sample(detailed.items, len(detailed.items))))
    said = ("", "0", "1", "2", "3", ".d", "all")
    values = {item.name: chance.choice(said) for item in form.asked if chance.random() < 0.7}
    assert complete(form, values, year=2026) == completed_item_by_item(form, values)
