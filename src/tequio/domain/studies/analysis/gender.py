"""Small genders joined before a large one is withheld for their sake."""

import numpy as np
from numpy.typing import NDArray

from tequio.domain.studies.analysis.material import Flags, Floats

LARGE = ("f", "m")
JOINED = "x_or_missing"
AND_OTHERS = "{level}_or_other"


def collapsed(levels: NDArray[np.str_], yes: Floats, answered: Flags, threshold: int) -> np.ndarray:
    """Levels of gender in which nobody has to be withheld because of a few.

    Where another gender is too small to be shown, it is joined with those of whom it is not held;
    where they are too few together, they are joined with the smaller of women and men. Else the
    complementary rule would withhold half of all people to protect those few.

    Args:
        levels: f, m, x or nothing for each case (n,).
        yes: 1, 0 or NaN for a share (n,); any number for a mean.
        answered: whose answers count (n,).
        threshold: fewest people behind a number, behind its yes and behind its no.

    Examples:
        >>> levels = np.array(["f"] * 60 + ["m"] * 50 + ["x"] * 3)
        >>> held = collapsed(levels, np.arange(113) % 2.0, np.ones(113, dtype=bool), 10)
        >>> sorted(set(held.tolist()))
        ['f', 'm_or_other']
    """
    held = levels.astype("<U24")
    others = ~np.isin(held, LARGE)
    known = answered & ~np.isnan(yes)
    small = sorted(set(held[others & known].tolist()))
    if all(_is_safe(held == level, yes, known, threshold) for level in small):
        return held
    out = np.where(others, JOINED, held)
    if _is_safe(others, yes, known, threshold):
        return out
    smaller = min(LARGE, key=lambda level: int((known & (held == level)).sum()))
    return np.where(others | (held == smaller), AND_OTHERS.format(level=smaller), held)


def _is_safe(here: Flags, yes: Floats, known: Flags, threshold: int) -> bool:
    values = yes[here & known]
    if not np.isin(values, (0, 1)).all():
        return len(values) >= threshold
    ones = int(values.sum())
    return len(values) >= threshold and not (
        0 < ones < threshold or 0 < len(values) - ones < threshold
    )
