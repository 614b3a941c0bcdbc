"""Each step of a study asks for the role itself, whichever page or command calls it."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import datetime
from types import ModuleType
from typing import Any

import pytest

from tequio.domain import studies as area
from tequio.domain.studies.errors import NotAllowed
from tequio.records.studies import StudyMember
from tests import studies

# Steps that no person takes: called by actions that have asked, or by a job of the system.
WITHOUT = {
    "do_not_contact.record": "what somebody asked for is carried out, whoever it was",
    "do_not_contact.record_key": "what somebody asked for is carried out, whoever it was",
    "links_of_people.read": "a door whose every passage is written down; its callers ask",
    "links_of_people.make": "part of freezing a frame, which asks",
    "links_of_people.asked_within_a_year": "part of the draw, which asks",
    "own_keys.make": "part of freezing a frame, which asks",
    "members.commission": "asks for a role on the staff, for no study is there yet",
    "signatures.sign_hash": "part of each signing, which asks",
}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(area.__path__, f"{area.__name__}."):
        yield importlib.import_module(found.name)


def actions() -> dict[str, Callable[..., Any]]:
    """Every public function of the area that names its actor."""
    return {
        f"{module.__name__.removeprefix(area.__name__ + '.')}.{name}": function
        for module in modules()
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(function).parameters
        and inspect.signature(function).parameters["by"].kind is inspect.Parameter.KEYWORD_ONLY
    }


def asks(function: Callable[..., Any]) -> bool:
    """Whether it calls `require` before anything is written."""
    tree = ast.parse(inspect.getsource(inspect.unwrap(function)).strip())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [ast.unparse(call.func) for call in sorted(calls, key=lambda call: call.lineno)]
    if not any(name.endswith("require") for name in names):
        return False
    first = next(i for i, name in enumerate(names) if name.endswith("require"))
    return not any(
        name.endswith((".create", ".update", ".save", ".delete")) for name in names[:first]
    )


def planted(*, by: object) -> None:
    """An action that asks nobody."""


def test_a_planted_action_is_noticed() -> None:
    assert not asks(planted)


@pytest.mark.parametrize("name", sorted(set(actions()) - set(WITHOUT)))
def test_each_action_asks_for_a_role_before_it_writes(name: str) -> None:
    assert asks(actions()[name]), name


def test_the_list_of_exceptions_names_actions_that_are_there() -> None:
    assert set(WITHOUT) <= set(actions())


def test_a_stranger_and_who_leads_another_study_are_refused_by_each_action(
    db: None, now: datetime
) -> None:
    """Called with nothing but a study: the role is looked at first, so the rest may be missing."""
    team, other = studies.gather(now=now), studies.gather(now=now, tag="Dos")
    coder = StudyMember.objects.get(study=team.study.public_id, role="coder")
    known = {"role": "coder", "member": coder}
    called = 0
    for name, function in actions().items():
        given = inspect.signature(function).parameters
        if name in WITHOUT or "study" not in given:
            continue
        rest = {word: known.get(word, "x") for word in set(given) - {"study", "by", "now"}}
        for by in (team.stranger, other.lead):
            with pytest.raises(NotAllowed):
                function(**rest, study=team.study, by=by, now=now)
            called += 1
    assert called > 40
