"""Who answers stands for the silent who are alike: by the plan, or plainer where that cannot be.

Where nearly everybody of a group answered, no model tells who answers from who does not, and a
bootstrap replicate may hold nobody of the group who was silent. Cells need no model, and one cell
of everybody needs nothing.
"""

from collections.abc import Sequence

import numpy as np

from survey_statistics.calibration import crossed_labels
from survey_statistics.propensity import covariate_matrix
from survey_statistics.weighting import PropensityClasses, collapse, nonresponse_cells
from survey_statistics.weighting.step import WeightingStep
from tequio.domain.studies.analysis.material import Material
from tequio.domain.studies.analysis.weighting_variables import coarse, telling


def ways(material: Material) -> list[WeightingStep]:
    """The planned step first, then plainer ones in the order in which they are tried."""
    rule = (material.plan.get("weights") or {}).get("nonresponse") or {}
    method = rule.get("method") or "propensity_classes"
    columns = _columns(material, rule.get("variables") or []) if method != "none" else {}
    eligible = material.letters != "NE"
    found: list[WeightingStep] = []
    if columns and method == "propensity_classes":
        classes = min(int(rule.get("classes") or 5), _most(material))
        X = covariate_matrix(columns)
        found.append(PropensityClasses(X, material.answered, eligible, classes))
    if columns:
        crossed = {"cells": crossed_labels(list(columns.values()))}
        cells = collapse(
            crossed, material.base, respondents=material.answered, eligible=eligible
        ).labels
        found.append(_in_cells(material, list(cells)))
    return [*found, _in_cells(material, ["all"] * material.n)]


def _columns(material: Material, planned: Sequence[str]) -> dict[str, np.ndarray]:
    """The facts that tell cases apart, in their levels (n,)."""
    names = [name for name in telling(material, planned) if material.holds_fact(name)]
    columns = {name: coarse(material, name, material.answered)[0] for name in names}
    return {name: values for name, values in columns.items() if len(set(values)) > 1}


def _in_cells(material: Material, cells: Sequence[str]) -> WeightingStep:
    eligible = material.letters != "NE"
    return nonresponse_cells(
        {"cells": list(cells)}, respondents=material.answered, eligible=eligible
    )


def _most(material: Material) -> int:
    """No more classes than leave thirty respondents to each."""
    return max(1, material.respondents // 30)
