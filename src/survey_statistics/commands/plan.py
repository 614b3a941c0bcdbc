"""The plan of `survey-statistics estimate`: TOML read into frozen values, every key checked."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from survey_statistics.commands.data_files import DEFAULT_MISSING
from survey_statistics.commands.errors import UnknownPlanKey, UnreadableFile, UnusablePlan
from survey_statistics.commands.margin_names import joined_names

_Table = TypeVar("_Table")
Margins = Mapping[str, float | Mapping[str, float]]


@dataclass(frozen=True)
class ReadPlan:
    """How to read the data: texts that stand for a gap, and whether labels stand for codes."""

    missing: Sequence[str] = DEFAULT_MISSING
    labels: bool = True


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

    kind: str = "bootstrap"
    count: int | None = None
    seed: int | None = None
    rho: float | None = None
    columns: Sequence[str] = ()
    scale: float | None = None
    rscales: Sequence[float] | None = None
    degrees_of_freedom: float | None = None
    combined: bool = True
    mse: bool | None = None


@dataclass(frozen=True)
class EstimatePlan:
    """One request for estimates.

    `compare` holds two levels of the one column in `by` and asks for their difference;
    `predictors`, `categorical` (numeric predictors to take by level), `family` (linear, logistic,
    poisson), `event` (the label that counts as 1) and `offset` belong to a regression.
    """

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
    compare: Sequence[object] | None = None
    predictors: Sequence[str] = ()
    categorical: Sequence[str] = ()
    family: str = "linear"
    event: object = None
    offset: str | None = None


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
        raise UnreadableFile(f"There is no file '{path}'. Check its name and folder.")
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
    disclosure = _table(DisclosurePlan, content.get("disclosure", {}), "[disclosure]")
    if disclosure.minimum < 0:
        raise UnusablePlan(f"'minimum' in [disclosure] is {disclosure.minimum}; give 0 or more.")
    return Plan(
        estimate=_tables(EstimatePlan, content["estimate"], "estimate"),
        read=_table(ReadPlan, content.get("read", {}), "[read]"),
        design=_table(DesignPlan, content.get("design", {}), "[design]"),
        calibrate=_tables(CalibrationPlan, _calibrations(content), "calibrate"),
        replicates=None
        if replicates is None
        else _table(ReplicatesPlan, replicates, "[replicates]"),
        disclosure=disclosure,
    )


def _calibrations(content: Mapping[str, Any]) -> object:
    """The [[calibrate]] tables, columns of margins under their whole names."""
    tables = content.get("calibrate", [])
    if not isinstance(tables, list):
        return tables
    return [
        {**table, "margins": joined_names(table["margins"])}
        if isinstance(table, Mapping) and isinstance(table.get("margins"), Mapping)
        else table
        for table in tables
    ]


def _tables(kind: type[_Table], value: object, name: str) -> tuple[_Table, ...]:
    if not isinstance(value, list):
        raise UnusablePlan(f"'{name}' must be written as [[{name}]], once for each.")
    return tuple(_table(kind, item, f"[[{name}]] {i + 1}") for i, item in enumerate(value))


def _table(kind: type[_Table], value: object, name: str) -> _Table:
    if not isinstance(value, Mapping):
        raise UnusablePlan(f"{name} must be a table of keys and values.")
    _refuse_unknown(value, kind, name)
    hints = get_type_hints(kind)
    for field in _fields(kind):
        needed = field.default is MISSING and field.default_factory is MISSING
        if field.name not in value and needed:
            raise UnusablePlan(f"{name} lacks the key '{field.name}'.")
        if field.name in value and not _fits(value[field.name], hints[field.name]):
            raise UnusablePlan(
                f"'{field.name}' in {name} is {value[field.name]!r}; "
                f"it must be {_described(hints[field.name])}."
            )
    return kind(**value)


def _refuse_unknown(content: Mapping[str, Any], kind: type[Any], name: str) -> None:
    valid = [field.name for field in _fields(kind)]
    for key in content:
        if key not in valid:
            raise UnknownPlanKey(key, name, valid, _elsewhere())


def _elsewhere() -> dict[str, str]:
    """Every key of every table with the table it belongs in."""
    tables: dict[str, type[Any]] = {
        "[read]": ReadPlan,
        "[design]": DesignPlan,
        "[[calibrate]]": CalibrationPlan,
        "[replicates]": ReplicatesPlan,
        "[[estimate]]": EstimatePlan,
        "[disclosure]": DisclosurePlan,
    }
    return {field.name: table for table, kind in tables.items() for field in _fields(kind)}


def _fields(kind: Any) -> tuple[Field[Any], ...]:
    return fields(kind)


def _fits(value: object, hint: Any) -> bool:
    """Whether a TOML value is what a field's type asks for."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return any(_fits(value, part) for part in arguments)
    if origin is Sequence:
        return isinstance(value, list) and all(_fits(item, arguments[0]) for item in value)
    if origin is Mapping:
        return isinstance(value, dict) and all(_fits(v, arguments[1]) for v in value.values())
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return hint is object or isinstance(value, hint)


_PLURALS: dict[Any, str] = {str: "texts", float: "numbers", int: "whole numbers"}


def _described(hint: Any) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        wanted = [part for part in arguments if part is not type(None)]
        return " or ".join(_described(part) for part in wanted)
    if origin is Sequence:
        return f"a list of {_PLURALS.get(arguments[0], 'values')}"
    if origin is Mapping:
        return "a table of numbers"
    names = {str: "text", float: "a number", int: "a whole number", bool: "true or false"}
    return names.get(hint, "a value")
