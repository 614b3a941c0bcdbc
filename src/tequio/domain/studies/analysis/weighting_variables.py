"""Which facts of the frame may carry weights, and in which levels: few respondents carry none."""

from collections.abc import Sequence

import numpy as np

from survey_statistics.calibration import crossed_labels
from tequio.domain.studies.analysis.material import Flags, Material

FEWEST_IN_LEVEL = 15  # fewer respondents and a level joins the others: replicates must not lose it
MISSING, OTHER = "missing", "other"


def telling(material: Material, names: Sequence[str]) -> list[str]:
    """The names without tiers of the log that tell too few respondents apart from other tiers.

    Tiers hold one another, and raking to two that differ in few people cannot be done. The
    plan's definition comes first.
    """
    tiers = [name for name in names if name.startswith("log_m") and name[5:].isdigit()]
    tiers = [name for name in tiers if material.holds_fact(name)]
    own = f"log_m{material.definition[1]}"
    kept: list[str] = []
    cells = 0
    for name in sorted(tiers, key=lambda one: (one != own, one)):
        answered = material.answered
        crossed = [coarse(material, one, answered)[0][answered] for one in (*kept, name)]
        _levels, counts = np.unique(crossed_labels(crossed), return_counts=True)
        if len(counts) > cells and counts.min() >= FEWEST_IN_LEVEL:
            kept, cells = [*kept, name], len(counts)
    return [name for name in names if name not in tiers or name in kept]


def coarse(material: Material, name: str, among: Flags) -> tuple[np.ndarray, np.ndarray]:
    """A frame variable for cases (n,) and frame (N,), rare levels among `among` joined."""
    own = np.array([value or MISSING for value in material.fact(name)], dtype=object)
    everybody = np.array([value or MISSING for value in material.frame[name]], dtype=object)
    levels, counts = np.unique(own[among].astype(str), return_counts=True)
    kept = {str(k) for k, count in zip(levels, counts, strict=True) if count >= FEWEST_IN_LEVEL}
    own = np.array([value if value in kept else OTHER for value in own], dtype=object)
    everybody = np.array([value if value in kept else OTHER for value in everybody], dtype=object)
    if 0 < (own[among] == OTHER).sum() < FEWEST_IN_LEVEL and kept:
        largest = str(levels[counts.argmax()])
        own[own == OTHER], everybody[everybody == OTHER] = largest, largest
    if not (own[among] == OTHER).any() and kept:
        largest = str(levels[counts.argmax()])
        own[own == OTHER], everybody[everybody == OTHER] = largest, largest
    return own, everybody
