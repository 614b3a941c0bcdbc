"""Strata with one sampled unit."""

from collections.abc import Sequence

import numpy as np

from survey_statistics.arrays import BoolArray, level_text
from survey_statistics.designs.design import SingleUnitRule
from survey_statistics.designs.stage import Stage
from survey_statistics.errors import SingleUnitStratum

# A stratum sampled (all but) completely has no sampling variance: R's own threshold.
COMPLETE = 1e-7


def refuse_single_units(
    stages: Sequence[Stage], rule: SingleUnitRule, columns: Sequence[str]
) -> None:
    """Raise `SingleUnitStratum` for the first lone unit that would enter the variance."""
    if rule != "error":
        return
    for level, stage in enumerate(stages):
        lone = np.flatnonzero(single_units(stage))
        if lone.size:
            column = columns[min(level, len(columns) - 1)] if columns else "strata"
            label = level_text(stage.strata_labels[lone[0]])
            raise SingleUnitStratum(label, column=column, stage=level + 1)


def single_units(stage: Stage) -> BoolArray:
    """Which strata (H,) have one sampled unit whose variance counts."""
    lone: BoolArray = stage.sampled == 1
    if stage.by_unit or not lone.any():
        return lone
    counted = np.zeros(stage.stratum_count, dtype=np.bool_)
    counted[stage.strata_of_clusters] = np.broadcast_to(
        stage.fraction_above > 0, (stage.unit_count,)
    )
    counts: BoolArray = lone & (1 - stage.fraction > COMPLETE) & counted
    return counts
