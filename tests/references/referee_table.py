"""The table of `docs/methods/referees.md`: stored cases, theirs, ours, and the difference.

Run: PYTHONPATH=src:. python -m tests.references.referee_table > docs/methods/referees.md
"""

import sys
from collections.abc import Iterator

from tests.references.households import cases_of_households
from tests.references.referee_cases_of_books import cases_of_books
from tests.references.referee_cases_of_calibrated_replicates import (
    cases_of_calibrated_replicates,
)
from tests.references.referee_cases_of_comparisons import cases_of_comparisons
from tests.references.referee_cases_of_lower_stages import cases_of_lower_stages
from tests.references.referee_cases_of_negative_weights import cases_of_negative_weights
from tests.references.referee_cases_of_other_surveys import cases_of_other_surveys
from tests.references.referee_cases_of_r import cases_of_r
from tests.references.referee_cases_of_scores_and_effort import cases_of_scores_and_effort
from tests.references.referee_cases_of_studies import cases_of_studies
from tests.references.referee_cases_of_tests import cases_of_tests
from tests.references.referee_cases_of_the_first_step import cases_of_the_first_step
from tests.references.referee_row import Row

_HEAD = """\
# Referees

Outside numbers and ours, made by `python -m tests.references.referee_table`. The difference is
relative (absolute where theirs is 0). "Printed" means that the source prints that many digits and
ours, rounded to them, is compared. The tests compare the same cases, and more.

Where we differ by convention and not by rounding:

- The Rao-Wu bootstrap and half-samples ignore finite population corrections, as R's `subbootstrap`
  and `BRR`; the jackknife counts them.
- Bounds of a calibration refer to the weights given; R rescales weights far from the population.
- R reads the limits of `likelihood` intervals off a spline through a profile of few points; ours
  solve the equation. They agree to 2e-5 on schools and to 6e-4 on NHANES.
- R gives no limits by `asin`, `beta`, `mean` and `xlogit` for a share of a variable with gaps;
  ours are those of the rows with a value.
- A ratio to a total of 0 has no value, where R prints infinity or NaN. Limits that R prints as NaN
  are null.
- Tests of association are Rao and Scott's F and chi-square, and Wald's plain and adjusted; R's
  `lincom` and `saddlepoint` are not offered. X2 counts the rows of the domain; R's counts, once a
  design is calibrated, those outside the domain too (F and the p-values agree). So does R's row
  count in `beta` intervals of a domain of a calibrated design.
- Replicate designs have the rank of their weights minus 1 as degrees of freedom once calibrated
  and in a domain, as in R, but never more than before or than the whole. A margin that cuts
  through sampling units makes R's rank one or two higher, though calibrating adds no units; after
  raking to R's own epsilon of 1 its rank hangs on what is left over (198, 197 or 196 for one
  design at epsilons of 1, 1e-6 and 1e-10). The exactly raked weights of `calibrated.*` agree.
- Quantiles of replicate designs follow the interval asked for; R computes `mean` there whatever is
  asked. R's `score` interval, whose root search stops early, is not offered.
- Negative weights, which a calibration without bounds can make, count as in R; regressions and t
  tests refuse them, as R's do.
- After a calibration rows of weight zero add nothing; R gives them a residual once
  post-stratified, and NaN once raked.
- With `mse` R gives the total of a stratum taken whole a standard error; ours is 0.
- R stops its logistic fits at 1e-8 of the deviance and bounded calibrations at the epsilon of the
  script: those cases agree to about 1e-8.
- Below the first step of the distribution function R's `svyquantile` gives the second value
  (`hf3` where the smallest value holds more than p; `hf4` runs on below it), in estimates and in
  limits; ours is the smallest. R's own vignette defines `math` as the smallest value whose share
  reaches p, and its way is not monotone: of 10, 20, 30, 40 its quantile at 0.1 is 20 and at 0.25
  is 10. Base R's `quantile` gives the smallest; `first_step.*` meets it. Shares within 1e-12 of
  p count as equal to it; R's comparison hangs on the rounding of raked weights.
- Under the rule `scaled` a domain counts every stratum of the design, as R's covariance matrix of
  `svyby` does; R's standard error of a single domain counts only strata with rows in it. A unit
  all of whose strata below are lone makes R's NaN; ours takes the average of the other units.
- Where probabilities vary inside a stratum R pairs the factors of units in the order of the rows
  with totals in the order of their names, so that shuffled rows change its standard errors; ours
  do not depend on the order, and equal R's where rows stand in the order of their units.
- Matching takes the nearest control on either side; the stored run of MatchIt looked below first
  and is met with `below_first`.
- Rosenbaum's bounds leave pairs without a difference out of the ranks, as R's `rbounds`; his book
  ranks them, and is met with `zeros="ranked"`.
- Predictive margins keep each row's own offset; R's `svypredmeans` drops it.
- The variance of two proportions in planning tables is that of the comparison group ("base").
- The quantile rule is R's `math`; intervals of shares are Korn-Graubard's unless another is named.

| Case | Quantity | Source | Theirs | Ours | Difference |
|---|---|---|---|---|---|
"""


def rows() -> Iterator[Row]:
    """Every case, in the order of the page."""
    yield from cases_of_r()
    yield from cases_of_tests()
    yield from cases_of_other_surveys()
    yield from cases_of_households()
    yield from cases_of_negative_weights()
    yield from cases_of_calibrated_replicates()
    yield from cases_of_the_first_step()
    yield from cases_of_scores_and_effort()
    yield from cases_of_lower_stages()
    yield from cases_of_studies()
    yield from cases_of_books()
    yield from cases_of_comparisons()


def table() -> Iterator[str]:
    """The lines of the table."""
    for row in rows():
        yield row.line()


if __name__ == "__main__":
    sys.stdout.write(_HEAD + "\n".join(table()) + "\n")
