"""Which clauses of a long story are read for their meaning."""

import numpy as np

from mentor_matching import needs
from mentor_matching.needs.nearest import NearestPhrases
from mentor_matching.needs.telling import MOST_CLAUSES, MOST_WORDS, most_telling

BACKGROUND_EN = (
    "I am 43 and I grew up in a village near the volcano. My mother taught me the trade when I "
    "was a girl. We have two children, the older one is in the third grade. On Sundays we go to "
    "the park if it does not rain. {} A friend told me about this page and I decided to write. "
    "We live next to the church, in the yellow house. My sister moved away and sends us photos."
)
BACKGROUND_ES = (
    "Tengo 43 años y me crié en una aldea cerca del volcán. Mi mamá me enseñó el oficio cuando "
    "era niña. Tenemos dos hijos, la grande va en tercero. Los domingos vamos al parque si no "
    "llueve. {} Una amiga me contó de esta página y me animé a escribir. Vivimos a la par de la "
    "iglesia, en la casa amarilla. Mi hermana se fue para el norte y nos manda fotos."
)


def test_a_clause_longer_than_all_that_is_read_is_read_alone() -> None:
    assert most_telling(np.array([[1.0, 0, 0], [0.5, 0, 0]]), [MOST_WORDS + 9, 4]) == [0]


def test_clauses_without_any_telling_word_are_taken_in_their_order() -> None:
    chosen = most_telling(np.zeros((9, 3)), [5] * 9)
    assert chosen == list(range(MOST_CLAUSES))


def test_background_is_read_last_however_near_it_is_to_an_area() -> None:
    scores = np.array([[0.9, 0, 0.8], [0.3, 0, 0], [0.3, 0, 0], [0.3, 0, 0]])
    assert most_telling(scores, [6] * 4) == [1, 2, 3]


def test_a_need_in_the_middle_of_a_life_is_found() -> None:
    stories = {
        BACKGROUND_EN.format("The tax office fined me because I never filed a return."): "taxes",
        BACKGROUND_ES.format("El banco me rechazó el préstamo para el horno."): "credit",
        BACKGROUND_ES.format("Se me vence la mercadería en el estante."): "inventory",
    }
    for story, area in stories.items():
        assert area in {match.area_id for match in needs.detect(story).areas[:3]}


def test_a_story_without_a_point_or_comma_is_read_to_its_end() -> None:
    story = BACKGROUND_EN.format("") + " the tax office fined me because I never filed a return"
    unpointed = story.replace(".", "").replace(",", "")
    assert "taxes" in {match.area_id for match in needs.detect(unpointed).areas[:3]}


def test_the_two_nearest_phrases_count_and_a_single_one_counts_twice() -> None:
    of_phrases = np.array([[0.2, 0.8, 0.5, 0.4], [0.3, 0.3, 0.1, -0.2]])
    expected = [[0.65, 0.4], [0.3, -0.2]]
    assert np.allclose(NearestPhrases([0, 0, 0, 1]).scores(of_phrases), expected)


def test_a_life_told_around_a_need_does_not_hide_it() -> None:
    story = (
        "Tengo treinta y nueve años y crío sola a mis tres hijos. Mi papá era arriero y mi mamá "
        "echaba tortillas. Me levanto a las cuatro a moler y a dejar listo el desayuno. Los "
        "clientes tardan meses en pagarme y no me alcanza para el alquiler. Mi primo me enseñó a "
        "entrar a esta página desde su teléfono. Los domingos vamos en bus a ver a mi abuela."
    )
    assert "cashflow" in {match.area_id for match in needs.detect(story).areas[:3]}
