"""A population with known truth, sampled and half silent again and again: how often intervals hold.

Four regions of 800 clusters are sampled in two stages (20 clusters a region, 14 people a
cluster). About half of the sample answers, depending on age and sex, which also drive the
outcomes: response is missing at random given what the frame knows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from survey_statistics.arrays import BoolArray, FloatArray, IntArray
from survey_statistics.calibration import Raking, categorical_margin
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import AnyDesign, Design
from survey_statistics.estimation.means import mean
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.quantiles import quantile
from survey_statistics.replicates import rao_wu_bootstrap
from survey_statistics.results import Estimate
from survey_statistics.weighting import Weighted, nonresponse_cells, weigh

REGIONS, CLUSTERS, PEOPLE = 4, 800, 30
CLUSTERS_DRAWN, PEOPLE_DRAWN = 20, 14
RESPONSE = np.array([[0.2, 0.3], [0.45, 0.6], [0.7, 0.8]])  # by age group and sex


@dataclass(frozen=True, eq=False)
class Population:
    """Everybody, in arrays (regions, clusters, people)."""

    age: IntArray
    sex: IntArray
    income: FloatArray
    rare: BoolArray
    common: BoolArray

    def truth(self) -> dict[str, float]:
        """The population values that a sample is to find."""
        return {
            "mean": float(self.income.mean()),
            "median": float(np.median(self.income)),
            "rare proportion": float(self.rare.mean()),
            "rare proportion, Korn-Graubard": float(self.rare.mean()),
            "common proportion": float(self.common.mean()),
        }


def population(generator: Generator) -> Population:
    """Make everybody: regions differ, clusters share luck, age and sex drive every outcome."""
    shape = (REGIONS, CLUSTERS, PEOPLE)
    age = generator.choice(3, shape, p=[0.3, 0.4, 0.3])
    sex = generator.integers(0, 2, shape)
    region = np.arange(REGIONS)[:, None, None]
    luck = generator.normal(0, 1, (REGIONS, CLUSTERS, 1))
    push = 0.5 * (age - 1) + 0.3 * sex + 0.1 * region
    income = np.exp(6 + 0.4 * push + 0.12 * luck + generator.normal(0, 0.4, shape))
    rare = generator.random(shape) < _chance(-3.0 + 1.2 * push + 0.2 * luck)
    common = generator.random(shape) < _chance(-0.4 + 0.8 * push + 0.3 * luck)
    return Population(age, sex, income, rare, common)


def _chance(u: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-u)))


@dataclass(frozen=True, eq=False)
class Sample:
    """One sample, in columns of its people."""

    region: IntArray
    cluster: IntArray
    age: IntArray
    sex: IntArray
    income: FloatArray
    rare: BoolArray
    common: BoolArray
    answered: BoolArray

    @property
    def design(self) -> Design:
        """The design with base weights, everybody sampled in it."""
        weight = CLUSTERS / CLUSTERS_DRAWN * PEOPLE / PEOPLE_DRAWN
        return survey_design(
            weights=np.full(len(self.age), weight), strata=[self.region], clusters=[self.cluster]
        )


def draw(people: Population, generator: Generator) -> Sample:
    """Draw clusters, then people, then who answers."""
    region = np.repeat(np.arange(REGIONS), CLUSTERS_DRAWN)
    cluster = np.concatenate(
        [generator.choice(CLUSTERS, CLUSTERS_DRAWN, replace=False) for _ in range(REGIONS)]
    )
    person = generator.random((len(region), PEOPLE)).argsort(axis=1)[:, :PEOPLE_DRAWN]
    place = (region[:, None], cluster[:, None], person)
    age, sex = people.age[place].ravel(), people.sex[place].ravel()
    return Sample(
        region=np.repeat(region, PEOPLE_DRAWN),
        cluster=np.repeat(region * CLUSTERS + cluster, PEOPLE_DRAWN),
        age=age,
        sex=sex,
        income=people.income[place].ravel(),
        rare=people.rare[place].ravel(),
        common=people.common[place].ravel(),
        answered=generator.random(len(age)) < RESPONSE[age, sex],
    )


def weighted(people: Population, sample: Sample) -> Weighted:
    """Weights for non-response by age and sex, raked to the population."""
    cells = {"age and sex": sample.age * 2 + sample.sex}
    margins = tuple(
        categorical_margin(
            {name: column},
            {str(k): float(size) for k, size in enumerate(np.bincount(everybody.ravel()))},
            rows=sample.answered,
        )
        for name, column, everybody in (
            (
                "region",
                sample.region,
                np.broadcast_to(np.arange(4)[:, None, None], people.age.shape),
            ),
            ("age", sample.age, people.age),
            ("sex", sample.sex, people.sex),
        )
    )
    steps = [nonresponse_cells(cells, respondents=sample.answered), Raking(margins)]
    return weigh(sample.design.weights, steps)


STATISTICS: dict[str, Callable[[AnyDesign, Sample], Estimate]] = {
    "mean": lambda design, sample: mean(design, sample.income).only,
    "median": lambda design, sample: quantile(design, sample.income).only,
    "rare proportion": lambda design, sample: (
        proportion(design, sample.rare, interval="logit").only
    ),
    "rare proportion, Korn-Graubard": lambda design, sample: proportion(design, sample.rare).only,
    "common proportion": lambda design, sample: proportion(design, sample.common).only,
}


def designs(
    people: Population, sample: Sample, generator: Generator, replicates: int
) -> Iterator[tuple[str, AnyDesign]]:
    """Yield the sample unadjusted, adjusted for Taylor and, if asked for, for the bootstrap."""
    base = sample.design
    yield "unadjusted", base.with_weights(np.where(sample.answered, base.weights, 0.0))
    adjusted = weighted(people, sample)
    yield "taylor", adjusted.design(base)
    if replicates:
        units = rao_wu_bootstrap(base, generator, count=replicates)
        yield "bootstrap", units.weights(base.weights, adjusted.steps)


def coverage(samples: int, seed: int, *, replicates: int = 0) -> dict[tuple[str, str], float]:
    """Share of samples whose 95% interval holds the truth, by method and statistic."""
    generator = np.random.default_rng(seed)
    people = population(generator)
    truth = people.truth()
    held: dict[tuple[str, str], int] = {}
    for _ in range(samples):
        sample = draw(people, generator)
        for method, design in designs(people, sample, generator, replicates):
            for statistic, estimate in STATISTICS.items():
                found = estimate(design, sample)
                inside = found.low <= truth[statistic] <= found.high
                held[method, statistic] = held.get((method, statistic), 0) + inside
    return {key: count / samples for key, count in held.items()}
