"""What kind of number an indicator of the plan is, and whether the answers of a study hold it."""

from collections.abc import Mapping
from typing import Any

from tequio.domain.studies.analysis import variables
from tequio.domain.studies.analysis.material import Material

Indicator = Mapping[str, Any]


def is_held(material: Material, indicator: Indicator) -> bool:
    """Money without a currency is left out: pesos and quetzales do not add up."""
    names = variables.names_in(str(indicator.get("formula") or ""))
    names |= {str(indicator.get("variable") or "")} - {""}
    is_one_money = bool(indicator.get("currency")) or not variables.is_money(
        str(indicator.get("variable") or "")
    )
    return bool(names) and names <= set(material.values) and is_one_money


def is_share(indicator: Indicator) -> bool:
    """Whether an indicator is a share of people."""
    return str(indicator.get("kind") or "proportion") == "proportion"


def is_of_amounts(indicator: Indicator) -> bool:
    """Whether an indicator is a mean or a sum of money or jobs, to which each adds an amount."""
    kind, variable = (str(indicator.get(name) or "") for name in ("kind", "variable"))
    return kind in ("mean", "total") and variables.is_amount(variable)
