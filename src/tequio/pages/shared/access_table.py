"""The table in access.toml: which methods a view takes, and from whom."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from django.urls import Resolver404, resolve

TABLE_FILE: Final = Path(__file__).with_name("access.toml")
Rule = Mapping[str, frozenset[str]]
STAFF: Final = frozenset({"coordinator", "manager", "administrator"})


@cache
def table() -> dict[str, Rule]:
    """View name -> method -> roles, as written in access.toml."""
    written = tomllib.loads(TABLE_FILE.read_text("utf-8"))
    return {
        name: {method: _spelled_out(roles) for method, roles in rule.items()}
        for name, rule in written.items()
    }


def _spelled_out(roles: str) -> frozenset[str]:
    named = frozenset(roles.split())
    return named | STAFF if "staff" in named else named


def rule_for(view_name: str) -> Rule | None:
    """The rule of a view; `admin:*` stands for every view of that namespace."""
    namespace, _, _ = view_name.rpartition(":")
    return table().get(view_name) or table().get(f"{namespace}:*")


def takes_only_forms(path: str) -> bool:
    """Whether there is such an address and nobody can read it: it answers to a POST alone."""
    rule = _rule_of(path)
    return rule is not None and "GET" not in rule


def readable_above(path: str) -> str:
    """The nearest page that the address belongs to: /asks/x/ of /asks/x/decline."""
    while path:
        path = path.rstrip("/").rpartition("/")[0]
        for page in (path, f"{path}/"):
            if "GET" in (_rule_of(page) or {}):
                return page
    return "/"


def _rule_of(path: str) -> Rule | None:
    try:
        return rule_for(resolve(path).view_name)
    except Resolver404:
        return None
