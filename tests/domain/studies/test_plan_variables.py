"""Formulas speak of what the standard questionnaires ask, and of nothing else."""

from tequio.domain.studies.plan import variables
from tequio.domain.studies.platform_frame import COLUMNS
from tequio.domain.studies.questionnaires.standard import TITLES, standard


def test_every_item_can_stand_in_a_formula_and_nothing_else() -> None:
    asked = {item.name for form in TITLES for item in standard(form).items}
    assert set(variables.ANSWERS) == asked


def test_numbers_are_numbers() -> None:
    for form in TITLES:
        for item in standard(form).items:
            if item.is_number:
                assert variables.ANSWERS[item.name], item.name
            if item.is_text or item.kind == "many":
                assert not variables.ANSWERS[item.name], item.name


def test_columns_of_the_frame_are_those_of_the_platform() -> None:
    assert set(variables.FRAME) == set(COLUMNS)
