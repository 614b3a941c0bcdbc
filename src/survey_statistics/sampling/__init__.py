"""Drawing samples: a draw follows from the set of identifiers and a seed, not from row order."""

from survey_statistics.sampling.allocation import (
    largest_remainder,
    neyman_allocation,
    power_allocation,
    proportional_allocation,
)
from survey_statistics.sampling.drawn_sample import DrawnSample
from survey_statistics.sampling.inclusion_probabilities import inclusion_probabilities
from survey_statistics.sampling.proportional_to_size import (
    draw_brewer,
    draw_sampford,
    draw_systematic,
)
from survey_statistics.sampling.random_numbers import draw_order, permanent_random_numbers
from survey_statistics.sampling.rotation import Rotation, rotation_order, rotation_start
from survey_statistics.sampling.simple import draw_simple
from survey_statistics.sampling.stratified import draw_stratified
from survey_statistics.sampling.waves import release_order, released, waves

__all__ = [
    "DrawnSample",
    "Rotation",
    "draw_brewer",
    "draw_order",
    "draw_sampford",
    "draw_simple",
    "draw_stratified",
    "draw_systematic",
    "inclusion_probabilities",
    "largest_remainder",
    "neyman_allocation",
    "permanent_random_numbers",
    "power_allocation",
    "proportional_allocation",
    "release_order",
    "released",
    "rotation_order",
    "rotation_start",
    "waves",
]
