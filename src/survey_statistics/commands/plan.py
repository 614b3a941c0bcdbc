"""The plan of `survey-statistics estimate`: TOML read into frozen values, every key checked."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from survey_statistics.commands.data_files import DEFAULT_MISSING
from survey_statistics.commands.errors import UnknownPlanKey, UnreadableFile, UnusablePlan

Margins = Mapping[str, float | Mapping[str, float]]


@dataclass(frozen=True)
class ReadPlan:
    """How to read the data: texts that stand for a gap."""

    missing: Sequence[str] = DEFAULT_MISSING


@dataclass(frozen=True)
class DesignPlan:
    """How the sample was drawn; columns outermost stage first."""

    weight: str | None = None
    strata: Sequence[str] = ()
    clusters: Sequence[str] = ()
    population: Sequence[str] = ()
    nest: bool = False
    single_unit: str = "error"
    unequal_probabilities: bool = False


@dataclass(frozen=True)
class CalibrationPlan:
    """One calibration of the weights.

    `population` is the number of units, needed where no classification tells it.
    """

    method: str
    margins: Margins
    bounds: Sequence[float] | None = None
    population: float | None = None


@dataclass(frozen=True)
class ReplicatesPlan:
    """Replicate weights: made by `kind`, or given in `columns` with their scale."""

    kind: str
    count: int | None = None
    seed: int | None = None
    rho: float | None = None
    columns: Sequence[str] = ()
    scale: float | None = None
    rscales: Sequence[float] | None = None
    combined: bool = True
    mse: bool | None = None


@dataclass(frozen=True)
class EstimatePlan:
    """One request for estimates."""

    statistic: str
    variable: str
    denominator: str | None = None
    probabilities: Sequence[float] = (0.5,)
    by: Sequence[str] = ()
    where: str | None = None
    interval: str | None = None
    level: float = 0.95
    levels: Sequence[object] | None = None
    rule: str = "math"
    covariates: Sequence[str] = ()
    family: str = "linear"
    compare: Sequence[object] | None = None


@dataclass(frozen=True)
class DisclosurePlan:
    """Results on fewer than `minimum` rows are withheld."""

    minimum: int = 0


@dataclass(frozen=True)
class Plan:
    """A whole plan."""

    estimate: tuple[EstimatePlan, ...]
    read: ReadPlan = ReadPlan()
    design: DesignPlan = DesignPlan()
    calibrate: tuple[CalibrationPlan, ...] = ()
    replicates: ReplicatesPlan | None = None
    disclosure: DisclosurePlan = DisclosurePlan()


def read_plan(path: Path) -> Plan:
    """Read and check a plan.

    Raises:
        UnreadableFile: no such file, or not UTF-8.
        UnusablePlan: not TOML, a key missing, or a value of the wrong kind.
        UnknownPlanKey: naming the nearest key there is.
    """
    if not path.is_file():
        raise UnreadableFile(f"There is no file '{path}'.")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise UnreadableFile(f"'{path}' is not UTF-8. Save it as UTF-8 and try again.") from None
    except tomllib.TOMLDecodeError as error:
        raise UnusablePlan(f"'{path}' is not TOML: {error}.") from None
    return plan_from(content)


def plan_from(content: Mapping[str, Any]) -> Plan:
    """Check a plan given as plain values.

    >>> plan_from({"estimate": [{"statistic": "mean", "variable": "age"}]}).estimate[0].level
    0.95
    """
    _refuse_unknown(content, Plan, "the plan")
    if not content.get("estimate"):
        raise UnusablePlan("The plan asks for nothing: add an [[estimate]] table.")
    replicates = content.get("replicates")
    return Plan(
        estimate=_tables(EstimatePlan, content["estimate"], "estimate"),
        read=_table(ReadPlan, content.get("read", {}), "[read]"),
        design=_table(DesignPlan, content.get("design", {}), "[design]"),
        calibrate=_tables(CalibrationPlan, content.get("calibrate", []), "calibrate"),
        replicates=None
        if replicates is None
        else _table(ReplicatesPlan, replicates, "[replicates]"),
        disclosure=_table(DisclosurePlan, content.get("disclosure", {}), "[disclosure]"),
    )


def _tables[T](kind: type[T], value: object, name: str) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise UnusablePlan(f"'{name}' must be written as [[{name}]], once for each.")
    return tuple(_table(kind, item, f"[[{name}]] {i + 1}") for i, item in enumerate(value))
