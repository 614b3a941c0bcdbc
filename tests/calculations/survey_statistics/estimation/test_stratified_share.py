"""The calibrated share: refusals, one stratum, and few people who differ from their stratum."""

import numpy as np
import pytest

from survey_statistics.calibration import Raking, categorical_margin
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.errors import OutOfRange
from survey_statistics.estimation import proportion, stratified_share
from survey_statistics.replicates import rao_wu_bootstrap

N, SAMPLED, RUNS = 4000, 500, 100
UNSEEN, MISSEEN = 0.003, 0.01


def replicated(rng: np.random.Generator, logged: np.ndarray, people: dict[str, int]):
    """A simple random sample raked to what the log says of everybody."""
    n = len(logged)
    base = np.full(n, sum(people.values()) / n)
    units = rao_wu_bootstrap(
        survey_design(weights=base), rng, count=60, fractions=[n / sum(people.values())]
    )
    return units.weights(base, [Raking((categorical_margin({"log": logged}, people),))])


@pytest.fixture(scope="module")
def sample() -> tuple[ReplicateDesign, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    logged = np.array(["yes"] * 100 + ["no"] * 400)
    y = (logged == "yes").astype(float)
    y[:4], y[-3:] = 0, 1
    return replicated(rng, logged, {"yes": 600, "no": 3400}), y, logged


def test_a_level_of_one_is_refused(sample) -> None:
    design, y, logged = sample
    with pytest.raises(OutOfRange):
        stratified_share(design, y, {"log": logged}, level=1)


def test_nobody_is_an_empty_result(sample) -> None:
    design, y, logged = sample
    assert stratified_share(design, y, {"log": logged}, where=np.zeros(len(y), bool)).is_empty


def test_one_stratum_has_jeffreys_interval(sample) -> None:
    design, y, _logged = sample
    found = stratified_share(design, y, {"log": ["all"] * len(y)})
    alone = proportion(design, y, interval="jeffreys").only
    assert (found.low, found.high) == pytest.approx((alone.low, alone.high), abs=1e-12)


def test_what_the_log_tells_is_not_thrown_away(sample) -> None:
    design, y, logged = sample
    found = stratified_share(design, y, {"log": logged})
    cautious = proportion(design, y).only
    assert found.value == pytest.approx(cautious.value)
    assert found.high - found.low < 0.5 * (cautious.high - cautious.low)


def test_gaps_are_left_out(sample) -> None:
    design, y, logged = sample
    gaps = np.where(np.arange(len(y)) % 7 == 0, np.nan, y)
    some = stratified_share(design, y, {"log": logged}, where=~np.isnan(gaps))
    assert stratified_share(design, gaps, {"log": logged}) == some


@pytest.mark.slow
def test_it_holds_the_truth_where_t_on_few_who_differ_does_not() -> None:
    rng = np.random.default_rng(8)
    logged = np.where(rng.random(N) < 0.15, "yes", "no")
    y = np.where(logged == "yes", rng.random(N) >= MISSEEN, rng.random(N) < UNSEEN).astype(float)
    people = {level: int((logged == level).sum()) for level in ("yes", "no")}
    held = {"stratified": 0, "t": 0}
    for _ in range(RUNS):
        rows = rng.permutation(N)[:SAMPLED]
        design = replicated(rng, logged[rows], people)
        ours = stratified_share(design, y[rows], {"log": logged[rows]})
        t = proportion(design, y[rows], interval="mean").only
        held["stratified"] += ours.low <= y.mean() <= ours.high
        held["t"] += t.low <= y.mean() <= t.high
    assert held["t"] / RUNS < 0.90 < 0.95 <= held["stratified"] / RUNS
