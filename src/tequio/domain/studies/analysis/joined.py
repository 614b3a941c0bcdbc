"""What stands behind a level that rare levels were joined to: its name says so."""

from typing import Final

import numpy as np

from tequio.domain.studies.analysis.material import Flags, Material
from tequio.domain.studies.analysis.weighting_variables import MISSING, OTHER, coarse

AND: Final = "&"


def key(material: Material, name: str, level: str, among: Flags) -> str:
    """`variable=level`, with the levels that were joined to it: `stage=idea&missing`.

    Args:
        material: the study.
        name: a variable of the frame.
        level: a level as `coarse` left it.
        among: the cases among which rare levels were joined (n,).
    """
    if level == OTHER:
        return f"{name}={level}"
    raw = np.array([value or MISSING for value in material.frame[name]], dtype=object)
    everybody = coarse(material, name, among)[1]
    behind = set(raw[everybody == level].tolist()) - {level}
    return f"{name}={AND.join([level, *sorted(map(str, behind))])}"
