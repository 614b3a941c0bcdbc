"""Net promoter score: the share of 9 and 10 minus the share of 0 to 6, in points of 100.

It is the mean of a variable that is 100, 0 or -100, and is estimated as such, with the covariance
of both shares inside its standard error. Source: F. Reichheld (2003), Harvard Bus. Review 81(12).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import Column
from survey_statistics.designs.design import AnyDesign
from survey_statistics.errors import OutOfRange
from survey_statistics.estimation.means import mean
from survey_statistics.estimation.variables import read_variable
from survey_statistics.results import Estimates


def net_promoter_score(
    design: AnyDesign,
    score: Column,
    *,
    by: Mapping[str, ArrayLike] | None = None,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimates:
    """Net promoter score from -100 to 100 of answers `score` (n,), whole numbers from 0 to 10.

    Args:
        by, where, level: As for `mean`.

    Raises:
        OutOfRange: an answer is not a whole number from 0 to 10.

    >>> from survey_statistics.designs.build import survey_design
    >>> net_promoter_score(survey_design(size=4), [10, 9, 7, 3]).only.value
    25.0
    """
    answers = read_variable(score, design.size, "score")
    given = answers.values[answers.present]
    wrong = (given < 0) | (given > 10) | (given != np.rint(given))
    if wrong.any():
        raise OutOfRange(answers.name, float(given[wrong][0]), "a whole number from 0 to 10")
    points = 100.0 * (answers.values >= 9) - 100.0 * (answers.values <= 6)
    points[~answers.present] = np.nan
    found = mean(design, {answers.name: points}, by=by, where=where, level=level)
    items = tuple(replace(item, statistic="net promoter score") for item in found)
    return replace(found, items=items)
