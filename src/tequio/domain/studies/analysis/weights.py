"""Weights step by step, and replicates in which every step is run again.

Base, unknown eligibility, non-response, calibration to the frame and its log variables, trimming;
then the second phase for the detailed form. Method: Valliant, Dever and Kreuter (2018), Practical
Tools for Designing and Weighting Survey Samples, chapters 13 to 15.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.calibration import CategoricalMargin, Raking, categorical_margin
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design, ReplicateDesign
from survey_statistics.errors import EmptyCell, NotConverged, ReplicateFailed
from survey_statistics.replicates.bootstrap import rao_wu_bootstrap
from survey_statistics.weighting.chain import weigh
from survey_statistics.weighting.history import WeightingHistory
from survey_statistics.weighting.restriction import Restriction
from survey_statistics.weighting.step import WeightingStep
from tequio.domain.studies.analysis import nonresponse
from tequio.domain.studies.analysis.material import Flags, Floats, Material
from tequio.domain.studies.analysis.phases import (
    ASKED_IN_PART,
    DETAILED,
    base_weights,
    only,
    second_phase,
)
from tequio.domain.studies.analysis.trimming import TrimOfTheDesign
from tequio.domain.studies.analysis.weighting_variables import OTHER, coarse, telling

Margins = Sequence[CategoricalMargin]
ROUNDS, TOLERANCE = 2000, 1e-9
WHOLE = "all"
RESPONSE = ("response_classes", "left_out_plainer")
THIN, CONTRADICTS = "left_out_thin", "left_out_contradicts"
CANNOT = (NotConverged, EmptyCell, ReplicateFailed)


@dataclass(frozen=True)
class UnknownEligibility:
    """Cases of unknown eligibility keep the share e of their weight; known strangers get the rest.

    e is the weighted share of the eligible among the resolved, in each replicate anew.
    """

    unknown: Flags
    not_eligible: Flags
    name: str = "unknown eligibility"
    keeps_sum: bool = True

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Adjust weights (n,), or each column of (n, R)."""
        table = weights.reshape(len(weights), -1).copy()
        strangers = table[self.not_eligible].sum(axis=0)
        doubtful = table[self.unknown].sum(axis=0)
        resolved = table.sum(axis=0) - doubtful
        e = np.where(strangers > 0, 1 - strangers / np.maximum(resolved, 1e-300), 1.0)
        grown = 1 + np.divide(
            (1 - e) * doubtful, strangers, out=np.zeros_like(e), where=strangers > 0
        )
        table[self.unknown] *= e
        table[self.not_eligible] *= grown
        return table.reshape(weights.shape)


@dataclass(frozen=True, eq=False)
class Weighting:
    """The weights of a study.

    Attributes:
        sample: design of the released cases with base weights (n,).
        main: the respondents' weights with replicates; rows are the respondents.
        phases: for what not everybody was asked, by form, the weights of those asked and their
            places among the cases.
        respondents: places of the respondents among the cases.
        history: what each step did.
        margins: variable, level, total of the frame, reached before calibration and at the end.
        final: weight of every case, 0 for those who did not answer (n,).
        merged: levels that were joined, by variable.
        is_untrimmed: whether the bounds of the plan could not hold the weights, so none was cut.
        left_out: what the plan weights by and these weights do not, each with the reason: names
            of margins, and `response_classes` where plainer ones are in the place of the plan's.
    """

    sample: Design
    main: ReplicateDesign
    phases: Mapping[str, tuple[ReplicateDesign, np.ndarray]]
    respondents: np.ndarray
    history: WeightingHistory
    margins: tuple[tuple[str, str, float, float, float], ...]
    final: Floats
    merged: Mapping[str, tuple[str, ...]]
    is_untrimmed: bool = False
    left_out: tuple[tuple[str, str], ...] = ()


def make(material: Material, *, replicates: int, generator: np.random.Generator) -> Weighting:
    """Weights and replicates of a study with at least one respondent.

    What the plan asks may be impossible among those who answered: margins contradict one another,
    or a whole group answered and no model tells who does. Nothing can be asked any more then. So
    plainer classes are tried, and each margin in the order of the plan is kept if it can be met
    with those before it: the data choose, nobody else, and `left_out` says it.

    Raises:
        SurveyError: not even one class and no margin gives weights.
    """
    margins, merged = _margins(material)
    planned, *plainer = nonresponse.ways(material)
    weighted = partial(_made, material, replicates, generator)
    response, kept = planned, tuple(margins)
    try:
        made = weighted(response, kept)
    except CANNOT:
        response, kept, made = _possible(weighted, [planned, *plainer], margins)
    left_out = _left_out(material, margins, kept) + ([] if response is planned else [RESPONSE])
    return replace(made, merged=merged, left_out=tuple(left_out))


def _possible(
    made: Callable[[WeightingStep, Margins], Weighting],
    ways: Sequence[WeightingStep],
    margins: Margins,
) -> tuple[WeightingStep, tuple[CategoricalMargin, ...], Weighting]:
    """The first way that works, and each margin that can be met with those before it."""
    for response in ways:
        try:
            found = made(response, ())
        except CANNOT as error:
            refused = error
            continue
        kept: tuple[CategoricalMargin, ...] = ()
        for margin in margins:
            with suppress(*CANNOT):
                found = made(response, (*kept, margin))
                kept = (*kept, margin)
        return response, kept, found
    raise refused


def _made(
    material: Material,
    replicates: int,
    generator: np.random.Generator,
    response: WeightingStep,
    margins: Margins,
) -> Weighting:
    sample = design_of(material)
    steps: list[WeightingStep] = [
        UnknownEligibility(np.isin(material.letters, ("UH", "UR", "UO")), material.letters == "NE"),
        response,
    ]
    before = weigh(material.base, steps).weights
    if margins:
        steps.append(Raking(tuple(margins), tolerance=TOLERANCE, rounds=ROUNDS))
    steps.append(Restriction(material.answered, "respondents"))
    trim = _trim(material)
    weighted = weigh(material.base, [*steps, trim] if trim else steps)
    fractions = seen(sample, material.answered, weighted.weights)
    units = rao_wu_bootstrap(sample, generator, count=replicates, fractions=fractions)
    whole = units.weights(material.base, steps)
    rows = np.flatnonzero(material.answered)
    main = only(whole, rows)
    if trim:
        trimmed = trim.of(rows).adjust_replicates(
            main.replicate_weights, units.factors[units.units[rows]]
        )
        main = replace(main, weights=weighted.weights[rows], replicate_weights=trimmed)
    return Weighting(
        sample=sample,
        main=main,
        phases=_phases(material, main),
        respondents=rows,
        history=weighted.history,
        margins=_reached(margins, before, weighted.weights, material),
        final=weighted.weights,
        merged={},
        is_untrimmed=trim is not None and trim.is_left_out(weighted.weights),
    )


def design_of(material: Material, weights: Floats | None = None) -> Design:
    """The released cases as a stratified sample; strata of one case are joined.

    A simple random sample has no strata: all of its cases stand in one. With other weights (n,),
    the cases of which the weight is not nought.
    """
    held = material.base if weights is None else weights
    strata = material.cases["stratum"].astype(str)[held > 0]
    strata = np.where(strata == "", WHOLE, strata)
    names, counts = np.unique(strata, return_counts=True)
    lonely = set(names[counts < 2].tolist())
    joined = np.array([OTHER if stratum in lonely else stratum for stratum in strata])
    if lonely and (joined == OTHER).sum() < 2:
        joined[joined == OTHER] = names[counts.argmax()]
    return survey_design(weights=held[held > 0], strata=[joined])


def observed(sample: Design, answered: Flags) -> Floats:
    """Share of each stratum's population that answered (H,).

    Whoever was drawn and kept silent is as unseen as whoever was not drawn: with answering as a
    second, Poisson phase the variance of a mean is S^2 (1/r - 1/N), r the respondents.
    """
    strata, count = sample.strata, sample.stages[0].stratum_count
    population = np.bincount(strata, weights=sample.weights, minlength=count)
    respondents = np.bincount(strata, weights=answered.astype(np.float64), minlength=count)
    return np.asarray(np.minimum(respondents / population, 1.0))


def seen(sample: Design, answered: Flags, weights: Floats) -> Floats:
    """Share of those for whom each unit stands that answered (m,).

    Whoever answered stands for as many as the calibrated weight says. Where the log sets people
    apart who answer more often, more of them were seen than of the others of their stratum.
    """
    rows = observed(sample, answered)[sample.strata]
    rows[answered] = 1 / np.maximum(weights[answered], 1.0)
    found = np.empty(sample.stages[0].unit_count)
    found[sample.clusters] = rows
    return found


def _phases(
    material: Material, main: ReplicateDesign
) -> dict[str, tuple[ReplicateDesign, np.ndarray]]:
    for form in (DETAILED, *ASKED_IN_PART):  # by the plan's definition, whatever is asked later
        base_weights(material, form)
    made = {form: second_phase(material, main, form) for form in (DETAILED, *ASKED_IN_PART)}
    return {form: found for form, found in made.items() if found is not None}


def _trim(material: Material) -> TrimOfTheDesign | None:
    rule = (material.plan.get("weights") or {}).get("trim") or {}
    factor = rule.get("largest_factor")
    return TrimOfTheDesign(material.base, float(factor)) if factor else None


def _margins(material: Material) -> tuple[list[CategoricalMargin], dict[str, tuple[str, ...]]]:
    carrying = material.answered | (material.letters == "NE")
    margins, merged = [], {}
    for name in telling(material, _planned_margins(material)):
        if not material.holds_fact(name):
            continue
        own, everybody = coarse(material, name, material.answered)
        levels, totals = np.unique(everybody.astype(str), return_counts=True)
        if len(levels) < 2:
            continue
        known = dict(zip(levels.tolist(), totals.tolist(), strict=True))
        margins.append(categorical_margin({name: own}, known, rows=carrying))
        lost = set(material.frame[name].astype(str)) - set(levels.tolist()) - {""}
        if lost:
            merged[name] = tuple(sorted(lost))
    return margins, merged


def _planned_margins(material: Material) -> Sequence[str]:
    rule = (material.plan.get("weights") or {}).get("calibration") or {}
    return rule.get("margins") or [] if (rule.get("method") or "rake") != "none" else []


def _left_out(material: Material, margins: Margins, kept: Margins) -> list[tuple[str, str]]:
    """The planned margins that are not kept, each with the reason."""
    reasons = dict.fromkeys(_planned_margins(material), THIN)
    reasons |= {margin.name: CONTRADICTS for margin in margins}
    done = {margin.name for margin in kept}
    alike = {name for name, column in material.frame.items() if len({*column} - {""}) == 1}
    return [(name, why) for name, why in reasons.items() if name not in done | alike]


def _reached(
    margins: Margins, before: Floats, final: Floats, material: Material
) -> tuple[tuple[str, str, float, float, float], ...]:
    """Shares of each level: in the frame, of respondents before calibration, and at the end."""
    lines = []
    active = material.answered
    for margin in margins:
        codes = margin.groups.codes
        for place, level in enumerate(margin.levels):
            here = active & (codes == place)
            lines.append(
                (
                    margin.name,
                    level,
                    float(margin.totals[place] / margin.population),
                    float(before[here].sum() / before[active].sum()),
                    float(final[here].sum() / final[active].sum()),
                )
            )
    return tuple(lines)
