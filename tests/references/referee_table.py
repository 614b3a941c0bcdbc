"""The table of `docs/methods/referees.md`: stored cases, theirs, ours, and the difference.

Run: PYTHONPATH=src:. python -m tests.references.referee_table > docs/methods/referees.md
"""

import sys
from collections.abc import Iterator

from tests.references.referee_cases_of_r import cases_of_r
from tests.references.referee_cases_of_studies import cases_of_studies
from tests.references.referee_cases_of_tests import cases_of_tests

_HEAD = """\
# Referees

Outside numbers and ours, made by `python -m tests.references.referee_table`. The difference is
relative (absolute where theirs is 0). "Printed" means that the source prints that many digits and
ours, rounded to them, is compared. The tests compare the same cases, and more.

Where we differ by convention and not by rounding:

- The Rao-Wu bootstrap and half-samples ignore finite population corrections, as R's `subbootstrap`
  and `BRR`; the jackknife counts them.
- Bounds of a calibration refer to the weights given; R rescales weights far from the population.
- R finds the limits of `likelihood` intervals by `uniroot` at its default tolerance of 1e-4 of the
  scale searched: they agree to 2e-5.
- R stops its logistic fits at 1e-8 of the deviance and bounded calibrations at the epsilon of the
  script: those cases agree to about 1e-8.
- Matching takes the nearest control on either side; the stored run of MatchIt looked below first
  and is met with `below_first`.
- The variance of two proportions in planning tables is that of the comparison group ("base").
- The quantile rule is R's `math`; intervals of shares are Korn-Graubard's unless another is named.

| Case | Quantity | Source | Theirs | Ours | Difference |
|---|---|---|---|---|---|
"""


def table() -> Iterator[str]:
    """The lines of the table."""
    for row in (*cases_of_r(), *cases_of_tests(), *cases_of_studies()):
        yield row.line()


if __name__ == "__main__":
    sys.stdout.write(_HEAD + "\n".join(table()) + "\n")
