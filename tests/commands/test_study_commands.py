"""Which commands reach a study, and in whose name: none takes a step that a role may not take."""

import ast
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.domain.studies.test_action_matrix import TABLE

from community_simulation.study.presets import Preset
from tequio.command_line import COMMANDS
from tequio.domain.studies import members
from tequio.domain.studies.errors import CannotHoldRole, NotAllowed
from tequio.jobs.rehearsal import rehearsing
from tequio.jobs.rehearsal import team as teams
from tequio.records.audit import AuditEvent
from tequio.survey_records.models import Study

NOW = datetime(2026, 11, 29, tzinfo=UTC)
SMALL = Preset(name="small", people=900, sampled=400, mentored_share=0.2, response=0.5)
SOURCES = Path(__file__).resolve().parents[2] / "src"
STUDIES = "tequio.domain.studies"
# Whose hand a command is. An operator has the machine and with it the database; no wall of the
# program stands against whoever has both (decision 16).
IN_WHOSE_NAME = {
    "verify-study": "nobody: it reads a folder, without database, settings or account",
    "rehearse": "made-up people of each role, on a study marked as a rehearsal",
    "load-demo": "made-up people of each role, in the demo alone",
    "demo": "the operator: starts the site, on which everybody signs in",
    "run": "the operator: starts the site, on which everybody signs in",
    "prepare": "the operator: tables and roles of the database",
    "worker": "the system: what actions with a role have asked for before",
    "staff": "the operator: who works for the programme, nothing of a study",
    "manage": "the operator: Django's own commands",
    **dict.fromkeys(
        ("db", "migrate", "reset", "backup", "restore", "erasures"),
        "the operator: the database as a whole, never one study",
    ),
}
WHOSE_ROLE = {"staff": {"email", "role"}}
"""Options that name whom a command is about, and nobody in whose name it acts."""
STEPS_BY_AUDIT = {
    **{"save_plan": "plan.actions.save", "lock_plan": "plan.actions.lock"},
    **{"draw": "draw.draw", "release": "release.release", "lock_data": "lock.lock_data"},
    **{"import": "imports.actions.apply", "check_file": "imports.actions.check"},
    **{"publish": "publication.publish", "declare": "members.declare", "grant": "members.grant"},
}


@cache
def names_in(file: Path) -> frozenset[str]:
    """Modules that a file imports, or names in a text to import later; many commands lead there."""
    return frozenset(_named(file))


def _named(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and str(node.value).startswith("tequio."):
            yield str(node.value)


@cache
def file_of(name: str) -> Path | None:
    """Found without loading anything: a surface that is loaded tells the process that it is one."""
    place = SOURCES.joinpath(*name.split("."))
    files = (place.with_suffix(".py"), place / "__init__.py")
    return next((file for file in files if file.is_file()), None)


def reached(name: str) -> set[str]:
    """Every module of ours that a module leads to."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        file = file_of(one) if one.startswith("tequio") else None
        if one in seen or file is None:
            continue
        seen.add(one)
        waiting += names_in(file)
    return seen


def options(command: str) -> set[str]:
    parser = ArgumentParser()
    import_module(COMMANDS[command]).add_arguments(parser)
    return {action.dest for action in parser._actions}


def test_a_command_that_reaches_studies_is_noticed() -> None:
    assert any(name.startswith(STUDIES) for name in reached("tequio.commands.rehearse"))


def test_every_command_that_reaches_studies_says_in_whose_name() -> None:
    reaching = {
        word
        for word, module in COMMANDS.items()
        if any(name.startswith(STUDIES) for name in reached(module))
    }
    assert reaching <= set(IN_WHOSE_NAME), reaching - set(IN_WHOSE_NAME)
    assert set(IN_WHOSE_NAME) <= set(COMMANDS)


@pytest.mark.parametrize("command", sorted(IN_WHOSE_NAME))
def test_no_command_can_be_told_to_act_for_somebody(command: str) -> None:
    said = options(command) - WHOSE_ROLE.get(command, set())
    assert not said & {"by", "as_", "user", "person", "role", "email", "study"}


@pytest.fixture
def made_up(settings: Settings, tmp_path: Path, transactional_db: None) -> teams.Team:
    settings.VAR = tmp_path
    return teams.made_up(now=NOW)


def test_each_step_of_a_rehearsal_is_taken_by_a_role_that_may(made_up: teams.Team) -> None:
    seen: list[tuple[str, int | None, frozenset[str]]] = []

    def look(_share: float, words: str) -> None:
        if words == "published":
            study = Study.objects.get()
            events = AuditEvent.objects.filter(action__startswith="studies.", actor__isnull=False)
            for event in events.select_related("actor"):
                held = members.roles_of(study, event.actor) | {members.PROPOSED}
                seen.append((event.action.removeprefix("studies."), event.actor_id, held))

    rehearsing.rehearse(SMALL, seed=1, replicates=10, now=NOW, report=look, people=made_up)
    taken = {action for action, _who, _roles in seen}
    assert set(STEPS_BY_AUDIT) <= taken, set(STEPS_BY_AUDIT) - taken
    for action, _who, roles in seen:
        step = STEPS_BY_AUDIT.get(action)
        assert step is None or roles & TABLE[step], action


@pytest.mark.parametrize("role", ["manager", "funder", "lead"])
def test_a_rehearsal_of_people_with_other_roles_is_refused_and_leaves_nothing(
    made_up: teams.Team, role: str
) -> None:
    others = {"manager": made_up.coder, "funder": made_up.manager, "lead": made_up.manager}
    mixed = replace(made_up, **{role: others[role]})
    with pytest.raises((NotAllowed, CannotHoldRole)):
        rehearsing.rehearse(
            SMALL, seed=1, replicates=10, now=NOW, report=lambda *_: None, people=mixed
        )
    assert not Study.objects.exists()
