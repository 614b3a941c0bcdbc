"""Worked examples of textbooks and manuals: small data, printed answers.

W. Cochran (1977), Sampling Techniques, 3rd ed., sections 2.7 and 3.3; S. Lohr, Sampling: Design and
Analysis, examples 3.2 and 5.2; SAS/STAT User's Guide, The SURVEYMEANS Procedure, "Getting Started".
The data of Cochran's petition and of SAS were read on public pages; those of Lohr were written down
from the book's figures, each checked by its own printed answer.
"""

from collections.abc import Iterator

import numpy as np
from tests.references.referee_row import Row

from survey_statistics.designs.build import survey_design
from survey_statistics.estimation import mean, proportion, total

COCHRAN = "Cochran 1977"
LOHR = "Lohr"
SAS = "SAS SURVEYMEANS"
# Signatures on 50 of 676 sheets, with how many sheets have them.
SIGNATURES = {42: 23, 41: 4, 36: 1, 32: 1, 29: 1, 27: 2, 23: 1, 19: 1, 16: 2, 15: 2, 14: 1}
SIGNATURES |= {11: 1, 10: 1, 9: 1, 7: 1, 6: 3, 5: 2, 4: 1, 3: 1}
# Grade averages of the four students of 5 of 100 suites.
SUITES = [
    [3.08, 2.60, 3.44, 3.04],
    [2.36, 3.04, 3.28, 2.68],
    [2.00, 2.56, 2.52, 1.88],
    [3.00, 2.88, 3.44, 3.64],
    [2.68, 1.92, 3.28, 3.20],
]
# Acres of farms by region in 1992: counties, sampled counties, mean and variance of the sample.
REGIONS = {
    "northeast": (220, 21, 97_629.81, 7_647_472_708),
    "north central": (1054, 103, 300_504.16, 29_618_183_543),
    "south": (1382, 135, 211_315.04, 53_587_487_856),
    "west": (422, 41, 662_295.51, 396_185_950_266),
}
# Grade and weekly spending of 40 of 4,000 students.
ICE = "7 7 7 7 8 12 9 10 7 1 7 10 7 3 8 20 8 19 7 2 7 2 9 15 8 16 7 6 7 6 7 6 9 15 8 17 8 14 9 8 "
ICE += "9 8 9 7 7 3 7 12 7 4 9 14 8 18 9 9 7 2 7 1 7 4 7 11 9 8 8 10 8 13 7 2 9 6 9 11 7 2 7 9"
STUDENTS = {7: 1824, 8: 1025, 9: 1151}


def with_moments(n: int, centre: float, variance: float) -> np.ndarray:
    """n numbers of that mean and sample variance."""
    steps = np.arange(n) - (n - 1) / 2
    return np.asarray(centre + steps * np.sqrt(variance / steps.var(ddof=1)))


def cases_of_books() -> Iterator[Row]:
    """Every printed number, compared at the digits printed."""
    yield from _cochran()
    yield from _lohr()
    yield from _sas()


def _cochran() -> Iterator[Row]:
    sheets = np.repeat(list(SIGNATURES), list(SIGNATURES.values())).astype(float)
    design = survey_design(size=50, population=[np.full(50, 676)])
    found = total(design, sheets).only
    wrong = np.arange(200) < 38
    found = total(survey_design(size=200, population=[np.full(200, 3042)]), wrong).only
    yield Row("wrong addresses", "total", COCHRAN, 578, found.value or 0, 0)
    yield Row("wrong addresses", "SE", COCHRAN, 81.8, found.standard_error or 0, 1)


def _lohr() -> Iterator[Row]:
    suite = np.repeat(np.arange(5), 4)
    design = survey_design(clusters=[suite], population=[np.full(20, 100)])
    grades = np.ravel(SUITES)
    sums, means = total(design, grades).only, mean(design, grades).only
    yield Row("suites", "total", LOHR, 1130.4, sums.value or 0, 1)
    yield Row("suites", "mean", LOHR, 2.826, means.value or 0, 3)
    yield Row("suites", "mean SE", LOHR, 0.164, means.standard_error or 0, 3)
    sizes = [n for _, n, _, _ in REGIONS.values()]
    acres = np.concatenate([with_moments(n, m, v) for _, n, m, v in REGIONS.values()])
    counties = survey_design(
        strata=[np.repeat(list(REGIONS), sizes)],
        population=[np.repeat([N for N, *_ in REGIONS.values()], sizes)],
    )
    sums, means = total(counties, acres).only, mean(counties, acres).only
    # the means of the strata are printed to two decimals, which leaves the total some tens of acres
    yield Row("acres", "total in 1000", LOHR, 909_736, (sums.value or 0) / 1000, 0)
    yield Row("acres", "total SE in 1000", LOHR, 50_417, (sums.standard_error or 0) / 1000, 0)
    yield Row("acres", "mean", LOHR, 295_561, means.value or 0, 0)
    yield Row("acres", "mean SE", LOHR, 16_379.87, means.standard_error or 0, 2)


def _sas() -> Iterator[Row]:
    table = np.array(ICE.split(), dtype=float).reshape(-1, 2)
    grade, spent = table[:, 0], table[:, 1]
    simple = survey_design(size=40, population=[np.full(40, 4000)])
    sizes = np.array([STUDENTS[int(g)] for g in grade])
    strata = survey_design(strata=[grade], population=[sizes])
    printed = {
        "simple": (simple, 8.75, 0.845139, 7.04054539, 10.4594546),
        "stratified": (strata, 9.141298, 0.531799, 8.06377052, 10.2188254),
    }
    for name, (design, value, error, low, high) in printed.items():
        found = mean(design, spent).only
        yield Row(f"ice cream {name}", "mean", SAS, value, found.value or 0, 6)
        yield Row(f"ice cream {name}", "SE", SAS, error, found.standard_error or 0, 6)
        yield Row(f"ice cream {name}", "low", SAS, low, found.low or 0, 8)
        yield Row(f"ice cream {name}", "high", SAS, high, found.high or 0, 7)
    less = proportion(strata, spent < 10).only
    yield Row("ice cream less than 10", "share", SAS, 0.544555, less.value or 0, 6)
    yield Row("ice cream less than 10", "SE", SAS, 0.058424, less.standard_error or 0, 6)
