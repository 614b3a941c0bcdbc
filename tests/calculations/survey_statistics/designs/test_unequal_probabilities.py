"""Fractions that vary inside a stratum: nothing hangs on the order of the rows."""

import numpy as np
import pytest

from survey_statistics.designs.build import survey_design
from survey_statistics.estimation.means import mean, total


@pytest.mark.parametrize("statistic", [mean, total])
def test_shuffled_rows_of_clusters_keep_their_standard_error(statistic):
    generator = np.random.default_rng(11)
    clusters = generator.integers(0, 8, 60)
    fractions = generator.uniform(0.1, 0.9, 8)[clusters]
    y = generator.normal(size=60)

    def error(order):
        design = survey_design(
            strata=[clusters[order] % 2],
            clusters=[clusters[order]],
            population=[fractions[order]],
            unequal_probabilities=True,
        )
        return statistic(design, y[order]).only.standard_error

    sorted_by_unit = np.argsort(clusters, kind="stable")
    shuffled = generator.permutation(60)
    assert error(shuffled) == pytest.approx(error(sorted_by_unit), rel=1e-12)
