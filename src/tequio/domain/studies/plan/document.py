"""What a plan holds, as plain values (version 1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

VERSION: Final = 1
CRITERIA: Final = (
    "relevance",
    "coherence",
    "effectiveness",
    "efficiency",
    "impact",
    "sustainability",
)
LEVELS: Final = ("input", "activity", "output", "outcome", "impact")
DENOMINATORS: Final = ("sampled", "eligible", "responded", "mentored", "contacted")
FORMS: Final = ("both", "detailed", "mentor")
KINDS: Final = ("proportion", "mean", "median", "total", "nps")
TIERS: Final = ("M0", "M1", "M2", "M3", "M4")
DESIGNS: Final = ("simple", "stratified", "systematic", "brewer", "sampford")
ALLOCATIONS: Final = ("proportional", "neyman", "power")
FORM_RULES: Final = ("random", "all_short", "all_detailed")
NONRESPONSE: Final = ("cells", "propensity_classes", "none")
CALIBRATION: Final = ("rake", "none")
MODES: Final = ("web", "mail", "phone", "whatsapp")


@dataclass(frozen=True)
class Question:
    """What the evaluation is to answer."""

    id: str
    text_es: str
    text_en: str


@dataclass(frozen=True)
class MatrixLine:
    """One line of the evaluation matrix: criterion x question x indicator x source x rule."""

    criterion: str
    question: str
    indicator: str
    source: str
    rule_es: str
    rule_en: str


@dataclass(frozen=True)
class Box:
    """One box of the results chain, with the indicators that would show it."""

    id: str
    level: str
    name_es: str
    name_en: str
    indicators: tuple[str, ...]
    assumption_es: str
    assumption_en: str


@dataclass(frozen=True)
class Indicator:
    """One number that the report must hold.

    `formula` says for which answers a proportion counts, or which answers the others take in;
    `variable` is what a mean, median, total or net promoter score is of.
    """

    id: str
    name_es: str
    name_en: str
    formula: str
    denominator: str
    period_es: str
    period_en: str
    attribution_es: str
    attribution_en: str
    iris: str
    form: str
    kind: str
    variable: str
    missing: str
    winsorise: float | None
    currency: str
    domains: tuple[str, ...]
    is_outcome: bool


@dataclass(frozen=True)
class Sample:
    """How many are drawn, by which design, and how many at a time are released."""

    size: int
    design: str
    strata: tuple[str, ...]
    allocation: str
    exponent: float
    deviations: Mapping[str, float]
    size_column: str
    size_of: Mapping[str, float]
    expected_response: float
    design_effect: float
    wave_size: int


@dataclass(frozen=True)
class PowerAssumptions:
    """What the sheet of sample size and smallest detectable effect follows from."""

    confidence: float
    significance: float
    power: float
    mentored_share: float
    sellers_share: float
    log_standard_deviation: float
    autocorrelation: float


@dataclass(frozen=True)
class PublicValue:
    """Which public value will seed the draw, said before the frame is frozen."""

    what_es: str
    what_en: str
    expected_on: date | None


@dataclass(frozen=True)
class Weighting:
    """How answers are weighted."""

    nonresponse: str
    classes: int
    nonresponse_variables: tuple[str, ...]
    calibration: str
    margins: tuple[str, ...]
    largest_factor: float | None


@dataclass(frozen=True)
class FollowUpRule:
    """The random share of the silent that is asked again by other modes."""

    share: float
    modes: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A plan that was read without a fault."""

    questions: tuple[Question, ...]
    matrix: tuple[MatrixLine, ...]
    results_chain: tuple[Box, ...]
    indicators: tuple[Indicator, ...]
    mentored: str
    sample: Sample
    power: PowerAssumptions
    public_value: PublicValue
    form_rule: str
    detailed_share: float
    weights: Weighting
    replicates: int
    confidence: float
    domains: tuple[str, ...]
    threshold: int
    follow_up: FollowUpRule | None
    fact_check_days: int
    response_days: int
    cost: float
    currency: str
    registry: str
    registry_identifier: str
