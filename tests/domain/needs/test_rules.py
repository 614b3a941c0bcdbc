"""Before any business: whether somebody is in danger."""

import pytest

from tequio.domain.needs import rules


@pytest.mark.parametrize(
    "text",
    [
        "my competitor beats my prices",
        "las ventas están muertas y el banco me golpeó con los intereses",
        "vendo en la calle y quiero un local",
    ],
)
def test_business_talk_is_no_danger(text: str) -> None:
    assert not rules.may_be_in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mi marido me pega y quiero morirme",
        "Me están extorsionando, piden cuota",
        "ya no quiero vivir así",
        "he hits me when i sell",
    ],
)
def test_violence_and_despair_are_noticed(text: str) -> None:
    assert rules.may_be_in_danger(text)


@pytest.mark.parametrize(
    ("scores", "marked"),
    [
        ([], 0),
        ([0.02, 0.01, 0.01], 1),
        ([0.9, 0.49, 0.2], 1),
        ([1.0, 0.9, 0.8, 0.77, 0.67], 3),
    ],
)
def test_the_first_need_and_the_likely_ones_are_marked(scores: list[float], marked: int) -> None:
    assert rules.well_supported(scores) == marked
