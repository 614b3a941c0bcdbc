"""Questions that only a part of those who answered were asked: who stands for the others.

The detailed form asks what the short one does not, and which form a case got is known
(`form_assign`). So whoever was not asked is missing by design, neither silent nor a no: those who
were asked take over their weight within cells of what both forms tell.
"""

from collections.abc import Collection
from typing import Final

import numpy as np

from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.weighting import nonresponse_cells
from survey_statistics.weighting.step import WeightingStep
from tequio.domain.studies.analysis.material import Flags, Floats, Material
from tequio.domain.studies.analysis.variables import Columns, numbers

FEWEST_IN_CELL: Final = 15
BOTH: Final = "both"
DETAILED: Final = "detailed"
ASKED_IN_PART: Final = ("M3", "M4")  # hours and span are on the detailed form alone
SELF_WEIGHTING: Final = 1.005  # design effect of weights up to which a draw counts as equal
ENOUGH_TALKS: Final = 3  # conversations that make M3 whatever the hours


def form_of(definition: str) -> str:
    """The form under which a definition of mentored is estimated."""
    return definition if definition in ASKED_IN_PART else BOTH


def form_of_formula(names: Collection[str], definition: str) -> str:
    """The form that a formula of both forms is asked in: hours and span are asked of some.

    >>> form_of_formula({"tier_3"}, "M2"), form_of_formula({"mentored"}, "M4")
    ('M3', 'M4')
    >>> form_of_formula({"tier_2"}, "M2"), form_of_formula({"tier_3", "tier_4"}, "M2")
    ('both', 'detailed')
    """
    told = {f"M{name[5:]}" for name in names if name.startswith("tier_")}
    told |= {definition} if "mentored" in names else set()
    needed = sorted(told.intersection(ASKED_IN_PART))
    if len(needed) > 1:
        return DETAILED
    return needed[0] if needed else BOTH


def not_asked(material: Material, definition: str) -> Flags:
    """Who was mentored by M2, had the short form and so was not asked what M3 or M4 needs (n,)."""
    if definition not in ASKED_IN_PART:
        return np.zeros(material.n, dtype=np.bool_)
    short = material.answered & ~material.detailed
    return np.asarray(short & (material.tier("M2") == 1) & np.isnan(material.tier(definition)))


def phase(material: Material, form: str) -> tuple[Flags, np.ndarray] | None:
    """Of the respondents (r,): who was asked, and the cells within which they stand for the rest.

    None where nobody was asked; for `both` there is no second phase.
    """
    rows = np.flatnonzero(material.answered)
    detailed = material.detailed[rows]
    if form in ASKED_IN_PART and not not_asked(material, form).any():
        return np.ones(len(rows), dtype=np.bool_), np.full(len(rows), "told")
    if not detailed.any():
        return None
    if form in ASKED_IN_PART:
        found = _undetermined(material, form, rows)
        if found is not None:
            return found
    return detailed, phase_cells(material.values, material.definition, rows, detailed)


def _undetermined(
    material: Material, definition: str, rows: np.ndarray
) -> tuple[Flags, np.ndarray] | None:
    """Those whom the short form leaves open, with those of the detailed form who stand for them."""
    open_here = not_asked(material, definition)[rows]
    spoke = material.tier("M2")[rows] == 1
    alike = material.detailed[rows] & spoke & ~np.isnan(material.tier(definition)[rows])
    if definition == "M3":
        alike &= ~(numbers(material.values, "c_exch_n", material.n)[rows] >= ENOUGH_TALKS)
    if alike.sum() < FEWEST_IN_CELL:
        return None
    return ~open_here, np.where(open_here | alike, "open", "told")


def phase_cells(values: Columns, definition: str, rows: np.ndarray, detailed: Flags) -> np.ndarray:
    """Cells of the second phase: mentored, not, or not said; one cell where one is too small.

    By M2 where the plan's definition is one that the short form does not ask for.
    """
    told = "M2" if definition in ASKED_IN_PART else definition
    tier = values[f"tier_{told[1]}"][rows]
    names = np.where(np.isnan(tier), "unknown", np.where(tier == 1, "mentored", "not"))
    if ((names == "unknown") & detailed).sum() < FEWEST_IN_CELL:
        names = np.where(names == "unknown", "not", names)
    fewest = min(int(((names == name) & detailed).sum()) for name in set(names.tolist()))
    return np.full(len(names), "all") if fewest < FEWEST_IN_CELL else names


def base_weights(material: Material, form: str) -> Floats:
    """Design weights (n,) with the second phase of a form: nothing for whoever was not asked."""
    if form not in material.phase_weights:
        material.phase_weights[form] = _base_weights(material, form)
    return material.phase_weights[form]


def _base_weights(material: Material, form: str) -> Floats:
    if form == BOTH:
        return _of_the_design(material.base)
    base = base_weights(material, BOTH)
    found = phase(material, form)
    if found is None:
        return np.where(material.answered, 0.0, base)
    rows = np.flatnonzero(material.answered)
    weights = base.copy()
    weights[rows] = _step(*found).adjust(base[rows])
    return weights


def _of_the_design(base: Floats) -> Floats:
    """One weight for all where only whole people set them apart, as in a proportional draw.

    >>> _of_the_design(np.array([2.50, 2.51, 2.49])).tolist()
    [2.5, 2.5, 2.5]
    """
    design_effect = len(base) * float(base @ base) / float(base.sum()) ** 2
    return np.full(len(base), base.mean()) if design_effect <= SELF_WEIGHTING else base


def second_phase(
    material: Material, main: ReplicateDesign, form: str
) -> tuple[ReplicateDesign, np.ndarray] | None:
    """Weights of those asked, with their places among the cases; `main` is of all respondents."""
    found = phase(material, form)
    if found is None:
        return None
    asked, cells = found
    rows = np.flatnonzero(material.answered)
    if asked.all():
        return main, rows
    step = _step(asked, cells)
    unseen, unseen_by_all = (1 - count / material.N for count in (asked.sum(), len(rows)))
    adjusted = ReplicateDesign(
        weights=step.adjust(main.weights),
        replicate_weights=step.adjust(main.replicate_weights),
        # The replicates count all respondents as seen; of this form fewer are.
        scale=main.scale * float(unseen / unseen_by_all),
        rscales=main.rscales,
        degrees_of_freedom=main.degrees_of_freedom,
        mse=main.mse,
    )
    return only(adjusted, np.flatnonzero(asked)), rows[asked]


def only(design: ReplicateDesign, rows: np.ndarray) -> ReplicateDesign:
    """The design of some of its rows."""
    return ReplicateDesign(
        weights=design.weights[rows],
        replicate_weights=np.asfortranarray(design.replicate_weights[rows]),
        scale=design.scale,
        rscales=design.rscales,
        degrees_of_freedom=design.degrees_of_freedom,
        mse=design.mse,
    )


def _step(asked: Flags, cells: np.ndarray) -> WeightingStep:
    return nonresponse_cells({"second phase": cells}, respondents=asked)
