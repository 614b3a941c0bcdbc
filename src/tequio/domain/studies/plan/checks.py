"""What must be right between the parts of a plan, and the two ways to ask for it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from survey_statistics.commands.errors import UnknownColumn, UnusableExpression
from survey_statistics.commands.expressions import choose_rows
from tequio.domain.studies.errors import PlanFault, PlanRefused
from tequio.domain.studies.plan import iris, variables
from tequio.domain.studies.plan.document import Indicator, Plan
from tequio.domain.studies.plan.reading import read_parts
from tequio.domain.studies.plan.wording import fault

NO_ROWS = {
    name: np.array([], dtype=float if is_number else object)
    for name, is_number in variables.ALL.items()
}


def read(content: Mapping[str, object]) -> Plan:
    """The plan; raises PlanRefused with every fault."""
    plan, found = _read(content)
    if found:
        raise PlanRefused(found)
    return plan


def faults(content: Mapping[str, object]) -> list[PlanFault]:
    """Everything that keeps a plan from being locked."""
    return _read(content)[1]


def _read(content: Mapping[str, object]) -> tuple[Plan, list[PlanFault]]:
    plan, found = read_parts(content)
    found += _lacks(plan)
    found += _repeated("questions", (one.id for one in plan.questions))
    found += _repeated("indicators", (one.id for one in plan.indicators))
    found += _repeated("results_chain", (one.id for one in plan.results_chain))
    found += _references(plan)
    for number, indicator in enumerate(plan.indicators, 1):
        found += _indicator(f"indicators.{number}", indicator)
    found += _columns(plan)
    return plan, found


def _lacks(plan: Plan) -> Iterator[PlanFault]:
    if not plan.questions:
        yield fault("questions", "no_questions")
    if not plan.matrix:
        yield fault("matrix", "no_matrix")
    if not plan.results_chain:
        yield fault("results_chain", "no_chain")
    if not plan.indicators:
        yield fault("indicators", "no_indicators")
    elif not any(one.is_outcome for one in plan.indicators):
        yield fault("indicators", "no_outcome")
    if plan.sample.design == "stratified" and not plan.sample.strata:
        yield fault("sample.strata", "no_strata")


def _repeated(place: str, identifiers: Iterable[str]) -> Iterator[PlanFault]:
    for identifier, times in Counter(identifiers).items():
        if identifier and times > 1:
            yield fault(place, "repeated", value=identifier)


def _references(plan: Plan) -> Iterator[PlanFault]:
    questions = {one.id for one in plan.questions}
    indicators = {one.id for one in plan.indicators}
    for number, line in enumerate(plan.matrix, 1):
        if line.question and line.question not in questions:
            yield fault(f"matrix.{number}.question", "unknown_question", value=line.question)
        if line.indicator and line.indicator not in indicators:
            yield fault(f"matrix.{number}.indicator", "unknown_indicator", value=line.indicator)
    for number, box in enumerate(plan.results_chain, 1):
        for name in box.indicators:
            if name not in indicators:
                yield fault(f"results_chain.{number}.indicators", "unknown_indicator", value=name)


def _indicator(place: str, one: Indicator) -> Iterator[PlanFault]:
    for found in indicator_faults(vars(one)):
        yield replace(found, field=f"{place}.{found.field}")
    if one.iris and one.iris not in iris.CODES:
        yield fault(f"{place}.iris", "unknown_iris", value=one.iris)


def indicator_faults(said: Mapping[str, Any]) -> Iterator[PlanFault]:
    """What is wrong with the kind, formula, variable and domains of one indicator, by field."""
    kind, formula, variable = (said.get(name) for name in ("kind", "formula", "variable"))
    if kind == "proportion" and not formula:
        yield fault("formula", "no_formula")
    if formula:
        yield from formula_faults("formula", formula)
    if kind and kind != "proportion":
        if not variable:
            yield fault("variable", "no_variable")
        elif variable not in variables.ALL:
            yield fault("variable", "unknown_variable", value=variable)
    for domain in said.get("domains") or ():
        yield from _domain("domains", domain)


def formula_faults(place: str, formula: str) -> list[PlanFault]:
    """What is wrong with a formula: it is parsed against the variables there are."""
    try:
        choose_rows(formula, NO_ROWS)
    except UnknownColumn as error:
        return [fault(place, "unknown_variable", value=error.column)]
    except UnusableExpression:
        return [fault(place, "formula")]
    return []


def _domain(place: str, domain: str) -> list[PlanFault]:
    """A domain is a variable (each of its values) or a formula."""
    return [] if domain in variables.ALL else formula_faults(place, domain)


def _columns(plan: Plan) -> Iterator[PlanFault]:
    sample, weights = plan.sample, plan.weights
    named = {
        "sample.strata": sample.strata,
        "sample.size_of.column": (sample.size_column,) if sample.size_column else (),
        "weights.nonresponse.variables": weights.nonresponse_variables,
        "weights.calibration.margins": weights.margins,
    }
    for place, columns in named.items():
        for column in columns:
            if column not in variables.FRAME:
                yield fault(place, "unknown_column", value=column)
    for domain in plan.domains:
        yield from _domain("estimates.domains", domain)
