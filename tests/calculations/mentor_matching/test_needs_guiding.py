"""Plain questions lead anybody to three to five needs with reasons."""

from itertools import product

import pytest

from mentor_matching import vocabulary
from mentor_matching.needs import guiding

QUESTIONS = guiding.questions()
AREAS = {area.id for area in vocabulary.areas()}


@pytest.mark.parametrize("chosen", [{}, {"worry": "nothing"}, {"nothing": "worry"}, {"worry": ""}])
def test_nothing_known_chosen_is_no_need(chosen: dict[str, str]) -> None:
    assert guiding.needs_from_answers(chosen, "es") == ()


def test_every_single_answer_leads_to_three_needs() -> None:
    for question in QUESTIONS:
        for answer in question.answers:
            needs = guiding.needs_from_answers({question.id: answer.id}, "es")
            assert len(needs) == guiding.FEWEST
            assert all(need.because == f"usted eligió «{answer.text['es']}»" for need in needs)


def test_all_answers_together_lead_to_three_to_five_known_areas() -> None:
    ids = [question.id for question in QUESTIONS]
    for answers in product(*(question.answers for question in QUESTIONS)):
        chosen = dict(zip(ids, (answer.id for answer in answers), strict=True))
        needs = guiding.needs_from_answers(chosen, "en")
        assert guiding.FEWEST <= len(needs) <= guiding.MOST
        assert {need.area_id for need in needs} <= AREAS
        assert all(0 < need.score <= 1 for need in needs)


def test_the_likeliest_area_of_the_greatest_worry_is_among_the_needs() -> None:
    for first in QUESTIONS[0].answers:
        for second in QUESTIONS[1].answers:
            chosen = {"worry": first.id, "wish": second.id}
            found = {need.area_id for need in guiding.needs_from_answers(chosen, "es")}
            assert first.areas[0] in found


def test_an_idea_is_not_asked_about_its_customers() -> None:
    for question in QUESTIONS:
        assert guiding.answers_for(question, has_only_an_idea=None) == question.answers
        for only_an_idea, unfit in ((True, "running"), (False, "idea")):
            fit = guiding.answers_for(question, has_only_an_idea=only_an_idea)
            assert fit
            assert unfit not in {answer.stages for answer in fit}
