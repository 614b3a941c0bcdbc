"""The draw as a pure function of the frame, the plan's sample and the seed: anybody can redo it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from survey_statistics.sampling import (
    DrawnSample,
    Rotation,
    draw_brewer,
    draw_order,
    draw_sampford,
    draw_simple,
    draw_stratified,
    draw_systematic,
    neyman_allocation,
    power_allocation,
    proportional_allocation,
    release_order,
    rotation_start,
)
from survey_statistics.sampling.rotation import Arc
from tequio.domain.studies.plan.document import Sample
from tequio.domain.studies.study_data import Table, sha256

FEWEST_A_STRATUM: Final = 2
UNKNOWN: Final = "unknown"
BY_SIZE: Final = {
    "systematic": draw_systematic,
    "brewer": draw_brewer,
    "sampford": draw_sampford,
}


@dataclass(frozen=True)
class DrawnCase:
    """One drawn key, in the order of release."""

    key: str
    stratum: str
    inclusion_probability: float
    form: str
    form_assign: str


@dataclass(frozen=True)
class Drawing:
    """What a draw publishes: cases in the order of release, and how they came to be."""

    cases: tuple[DrawnCase, ...]
    allocation: Mapping[str, int]
    start: float | None
    used: tuple[Arc, ...]


def seed_of(frame_sha256: str, public_value: str) -> str:
    """SHA-256 of the frame's hash followed by the public value, in hexadecimal."""
    return sha256(f"{frame_sha256}{public_value.strip()}")


def drawn(
    frame: Table,
    sample: Sample,
    seed: str,
    *,
    steps: int,
    arcs: Sequence[Arc] = (),
    form_rule: str = "all_short",
    detailed_share: float = 0.0,
) -> Drawing:
    """Draws; raises the errors of `survey_statistics.sampling`.

    `steps` is how many steps the published numbers have, `arcs` which part of the circle is passed
    over.
    """
    keys = frame.column("key")
    strata = strata_of(frame, sample)
    rotation: Rotation | None = None
    allocation: dict[str, int] = {}
    if sample.design in BY_SIZE:
        chosen = BY_SIZE[sample.design](keys, _sizes(frame, sample), sample.size, seed)
    else:
        numbers = np.array(frame.column("permanent_number"), dtype=float)
        rotation = Rotation(numbers, rotation_start(seed, arcs), arcs)
        if sample.design == "simple":
            chosen = draw_simple(keys, sample.size, seed, rotation=rotation)
        else:
            allocation = allocated(Counter(strata), sample)
            chosen = draw_stratified(keys, strata, allocation, seed, rotation=rotation)
    forms = _forms(chosen, seed, form_rule, detailed_share)
    cases = tuple(
        DrawnCase(
            key=str(chosen.ids[row]),
            stratum=chosen.strata[row],
            inclusion_probability=float(chosen.inclusion_probabilities[row]),
            form=forms[row],
            form_assign=f"{form_rule} {detailed_share:g}" if form_rule == "random" else form_rule,
        )
        for row in release_order(chosen)
    )
    used = _used(keys, strata, chosen, rotation, steps) if rotation else ()
    return Drawing(cases, allocation, rotation.start if rotation else None, used)


def widened(arcs: Sequence[Arc], by: float) -> tuple[Arc, ...]:
    """Arcs longer by half a step on each side: a published number stands for its whole step."""
    return tuple(
        (0.0, 1.0)
        if (to - since) % 1.0 + 2 * by >= 1 or (since, to) == (0.0, 1.0)
        else ((since - by) % 1.0, (to + by) % 1.0)
        for since, to in arcs
    )


def strata_of(frame: Table, sample: Sample) -> list[str]:
    """The stratum of each row; one for all where the design has none."""
    if sample.design != "stratified":
        return [""] * len(frame.rows)
    columns = [frame.column(name) for name in sample.strata]
    return [" | ".join(value or UNKNOWN for value in row) for row in zip(*columns, strict=True)]


def allocated(sizes: Mapping[str, int], sample: Sample) -> dict[str, int]:
    """How many of each stratum, at least two where it holds two."""
    if sample.allocation == "neyman":
        deviations = {h: sample.deviations.get(h, 1.0) for h in sizes}
        return neyman_allocation(sizes, deviations, sample.size, FEWEST_A_STRATUM)
    if sample.allocation == "power":
        return power_allocation(sizes, sample.size, sample.exponent, minimum=FEWEST_A_STRATUM)
    return proportional_allocation(sizes, sample.size, FEWEST_A_STRATUM)


def as_content(
    sample: Sample, drawing: Drawing, arcs: Sequence[Arc], steps: int, **more: object
) -> dict[str, Any]:
    """What is kept and published of a draw besides seed and public value."""
    asked = asdict(sample)
    return {
        **{
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asked.items()
        },
        "allocated": dict(drawing.allocation),
        "steps": steps,
        "start": drawing.start,
        "arcs": [list(arc) for arc in arcs],
        "used": [list(arc) for arc in drawing.used],
        **more,
    }


def _sizes(frame: Table, sample: Sample) -> list[float]:
    """The measure of size of each row: equal, or by the value of one column."""
    if not sample.size_column:
        return [1.0] * len(frame.rows)
    return [sample.size_of.get(value, 1.0) for value in frame.column(sample.size_column)]


def _forms(chosen: DrawnSample, seed: str, rule: str, share: float) -> list[str]:
    """Which form each drawn unit gets; by chance that share gets the detailed one."""
    if rule != "random":
        return [rule.removeprefix("all_")] * len(chosen.ids)
    detailed = set(
        draw_order(chosen.ids, f"{seed}/form")[: round(share * len(chosen.ids))].tolist()
    )
    return ["detailed" if row in detailed else "short" for row in range(len(chosen.ids))]


def _used(
    keys: Sequence[str],
    strata: Sequence[str],
    chosen: DrawnSample,
    rotation: Rotation,
    steps: int,
) -> tuple[Arc, ...]:
    """The arc from the start to the last number taken, in whole steps.

    A stratum that was taken whole says nothing about where its next draw could begin.
    """
    numbers = dict(zip(keys, np.asarray(rotation.numbers).tolist(), strict=True))
    held, taken = Counter(strata), Counter(chosen.strata)
    reached = [
        (numbers[str(key)] - rotation.start) % 1.0
        for key, stratum in zip(chosen.ids, chosen.strata, strict=True)
        if taken[stratum] < held[stratum]
    ]
    if not reached:
        return ()
    length = max(reached) + 0.5 / steps
    if length + 0.5 / steps >= 1:
        return ((0.0, 1.0),)
    return (((rotation.start - 0.5 / steps) % 1.0, (rotation.start + length) % 1.0),)
