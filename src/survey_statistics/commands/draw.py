"""`survey-statistics draw`: a frame in, a sample with its inclusion probabilities out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from survey_statistics.arrays import as_numbers, is_missing, level_text
from survey_statistics.commands.data_files import DataFile, read_data, typed
from survey_statistics.commands.errors import UnusablePlan
from survey_statistics.commands.idle_options import refuse_idle
from survey_statistics.errors import MissingValue, UnknownChoice
from survey_statistics.sampling.allocation import (
    neyman_allocation,
    power_allocation,
    proportional_allocation,
)
from survey_statistics.sampling.drawn_sample import DrawnSample
from survey_statistics.sampling.proportional_to_size import (
    draw_brewer,
    draw_sampford,
    draw_systematic,
)
from survey_statistics.sampling.simple import draw_simple
from survey_statistics.sampling.stratified import draw_stratified
from survey_statistics.sampling.waves import release_order, waves

ALLOCATIONS = ("proportional", "neyman", "power", "equal")
METHODS = ("simple", "systematic", "brewer", "sampford")


@dataclass(frozen=True)
class DrawRequest:
    """What to draw.

    Attributes:
        frame: data file with one row a unit.
        id: column of identifiers.
        size: number of units to draw.
        seed: any text; the draw follows from it and the set of identifiers.
        strata: columns whose combinations are the strata.
        allocation: one of ALLOCATIONS.
        deviation: numeric column whose spread within strata Neyman allocation uses.
        exponent: of power allocation.
        minimum: least number per stratum.
        method: one of METHODS.
        size_column: measure of size, for draws with unequal probabilities.
        sort_by: column that orders a systematic draw.
        start: where on [0, 1) the round of permanent random numbers begins.
        waves: sizes of the waves of release.
    """

    frame: Path
    id: str
    size: int
    seed: str
    strata: Sequence[str] = ()
    allocation: str = "proportional"
    deviation: str | None = None
    exponent: float = 0.5
    minimum: int = 0
    method: str = "simple"
    size_column: str | None = None
    sort_by: str | None = None
    start: float = 0.0
    waves: Sequence[int] = ()


def draw(request: DrawRequest) -> dict[str, Any]:
    """Draw a sample and return it in the order of release.

    Raises:
        SurveyError: naming the column, identifier or stratum at fault.
    """
    _refuse_idle_options(request)
    # Identifiers are read as they stand: 007 is not 7.
    frame = read_data(request.frame, numbers=False)
    ids = _texts(frame, request.id, "--id")
    allocation: dict[str, int] | None = None
    if request.strata:
        if request.method != "simple":
            raise UnusablePlan("Strata are drawn from by simple random sampling only.")
        strata = _crossed(frame, request.strata)
        allocation = _allocated(request, frame, strata)
        sample = draw_stratified(ids, strata, allocation, request.seed, request.start)
    else:
        sample = _unstratified(request, frame, ids)
    parts = list(request.waves) or [len(sample.ids)]
    return {
        "method": sample.method,
        "seed": request.seed,
        "frame_size": frame.rows,
        "sample_size": len(sample.ids),
        "allocation": allocation,
        "sample": _lines(sample, parts),
    }


def _refuse_idle_options(request: DrawRequest) -> None:
    if not request.seed.strip():
        raise UnusablePlan("The seed is empty. Give any text, and publish it with the sample.")
    allotted = [
        ("--allocation", request.allocation != "proportional"),
        ("--deviation", request.deviation is not None),
        ("--minimum", request.minimum != 0),
    ]
    if not request.strata:
        refuse_idle(allotted, "without --strata")
    if request.allocation == "proportional":
        refuse_idle(allotted[1:2], "without --allocation neyman")
    if request.allocation != "power":
        refuse_idle([("--exponent", request.exponent != 0.5)], "without --allocation power")
    if request.method == "simple":
        sized = request.size_column is not None
        refuse_idle([("--size-column", sized)], "without --method systematic, brewer or sampford")
    else:
        refuse_idle([("--start", request.start != 0)], f"on a draw by '{request.method}'")
    if request.method != "systematic":
        refuse_idle([("--sort-by", request.sort_by is not None)], "without --method systematic")


def _lines(sample: DrawnSample, sizes: Sequence[int]) -> list[dict[str, Any]]:
    released = [(wave, part) for wave, part in enumerate(waves(sample, sizes), start=1)]
    order = iter(release_order(sample).tolist())
    weights = sample.weights
    lines = []
    for wave, part in released:
        for unit in part.ids:
            row = next(order)
            lines.append(
                {
                    "id": unit,
                    "stratum": sample.strata[row] or None,
                    "inclusion_probability": float(sample.inclusion_probabilities[row]),
                    "weight": float(weights[row]),
                    "wave": wave,
                }
            )
    return lines


def _unstratified(request: DrawRequest, frame: DataFile, ids: list[str]) -> DrawnSample:
    if request.method == "simple":
        return draw_simple(ids, request.size, request.seed, request.start)
    if request.method not in METHODS:
        raise UnknownChoice("method of drawing", request.method, METHODS)
    sizes = np.ones(frame.rows)
    if request.size_column is not None:
        sizes = _numbers(frame, request.size_column, "--size-column")
    elif request.method != "systematic":
        raise UnusablePlan(f"A draw by '{request.method}' needs --size-column.")
    if request.method == "systematic":
        key = None
        if request.sort_by is not None:
            key = _order(_texts(frame, request.sort_by, "--sort-by"))
        return draw_systematic(ids, sizes, request.size, request.seed, sort_by=key)
    by_size = draw_brewer if request.method == "brewer" else draw_sampford
    return by_size(ids, sizes, request.size, request.seed)


def _allocated(request: DrawRequest, frame: DataFile, strata: list[str]) -> dict[str, int]:
    labels, counts = np.unique(np.array(strata), return_counts=True)
    sizes = {str(h): int(count) for h, count in zip(labels, counts, strict=True)}
    if request.allocation == "proportional":
        return proportional_allocation(sizes, request.size, request.minimum)
    if request.allocation == "equal":
        return power_allocation(sizes, request.size, exponent=0.0, minimum=request.minimum)
    if request.allocation == "power":
        return power_allocation(sizes, request.size, request.exponent, minimum=request.minimum)
    if request.allocation != "neyman":
        raise UnknownChoice("allocation", request.allocation, ALLOCATIONS)
    if request.deviation is None:
        raise UnusablePlan("Neyman allocation needs --deviation, a column known for the frame.")
    y = _numbers(frame, request.deviation, "--deviation")
    member = np.array(strata)
    spread = {h: float(y[member == h].std(ddof=1)) if n > 1 else 0.0 for h, n in sizes.items()}
    return neyman_allocation(sizes, spread, request.size, request.minimum)


def _crossed(frame: DataFile, names: Sequence[str]) -> list[str]:
    columns = [_texts(frame, name, "--strata") for name in names]
    return [" | ".join(labels) for labels in zip(*columns, strict=True)]


def _order(texts: list[str]) -> np.ndarray:
    """The key (N,) of an order: numbers by their size, anything else as text."""
    key = typed(texts, frozenset())
    return key if key.dtype.kind == "f" else np.array(texts)


def _texts(frame: DataFile, name: str, asked_by: str) -> list[str]:
    column = frame.column(name, asked_by=asked_by)
    gaps = np.flatnonzero(is_missing(column))
    if gaps.size:
        raise MissingValue(name, gaps.tolist())
    return [level_text(value) for value in column.tolist()]


def _numbers(frame: DataFile, name: str, asked_by: str) -> np.ndarray:
    numbers = as_numbers(frame.named(name, asked_by=asked_by), name)
    gaps = np.flatnonzero(np.isnan(numbers))
    if gaps.size:
        raise MissingValue(name, gaps.tolist())
    return numbers
