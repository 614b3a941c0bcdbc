"""Small stratified samples of clusters against R survey."""

import pytest
from tests.calculations.survey_statistics.estimate_references import same, school
from tests.calculations.survey_statistics.weighting_references import numbers, stored

from survey_statistics.designs.build import survey_design
from survey_statistics.estimation.means import mean, ratio, total


@pytest.mark.parametrize("case", ["fpc_total_nofpc", "fpc_total_fpc"])
def test_two_strata_of_clusters_with_nested_identifiers(case: str) -> None:
    design = survey_design(
        weights=numbers("fpc", "weight"),
        strata=[numbers("fpc", "stratid")],
        clusters=[numbers("fpc", "psuid")],
        population=[numbers("fpc", "Nh")] if case.endswith("_fpc") else [],
        nest=True,
    )
    x, theirs = numbers("fpc", "x"), stored("survey_package")[case]["values"]
    same(total(design, x).only.value, theirs["x"]["est"])
    same(total(design, x).only.standard_error, theirs["x"]["se"])
    same(mean(design, x).only.value, theirs["meanx"]["est"])
    same(mean(design, x).only.standard_error, theirs["meanx"]["se"])


def test_ambulances_by_linearisation() -> None:
    design = survey_design(
        size=6, strata=[numbers("scd", "ESA")], clusters=[numbers("scd", "ambulance")], nest=True
    )
    ours = ratio(design, numbers("scd", "alive"), numbers("scd", "arrests")).only
    theirs = stored("survey_package")["scd_taylor_ratio"]["values"]["alive/arrests"]
    same(ours.value, theirs["est"])
    same(ours.standard_error, theirs["se"])


@pytest.mark.parametrize("where", [None, "H"])
def test_published_ratios_of_schools(where: str | None) -> None:
    case = "P04_api_clus1_domain_ratio" if where else "P03_api_clus1_ratio"
    theirs = stored("published")[case]["values"]
    s = school("clus1")
    chosen = [level == where for level in s.text("stype")] if where else None
    ours = ratio(s.design, s.numbers("api.stu"), s.numbers("enroll"), where=chosen).only
    same(ours.value, theirs["est"])
    same(ours.standard_error, theirs["se"])
