"""Every step of a study x every role, from the steps that there are and the table beside this file.

Commands take no step in anybody's name: see tests/commands/test_study_commands.py.
"""

import inspect
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tequio.domain.studies import members
from tequio.domain.studies.errors import NotAllowed
from tequio.records.studies import StudyMember
from tests import cast as people
from tests import studies
from tests.domain.studies.test_every_action_asks_for_a_role import WITHOUT, actions
from tests.studies import Team

TABLE = {
    name: frozenset(roles.split())
    for name, roles in tomllib.loads(
        Path(__file__).with_name("action_roles.toml").read_text("utf-8")
    ).items()
}
ROLES = (
    *("funder", "lead_evaluator", "supervisor", "interviewer", "coder"),
    *(members.PLATFORM, members.PROPOSED, "stranger"),
)
GRANTED = {"funder": "lead_evaluator", "lead_evaluator": "coder"}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the step did is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def team(db: None, now: datetime) -> Team:
    gathered = studies.gather(now=now)
    somebody = people.person("Petra Propuesta", country="GT", language="es", now=now)
    members.grant(
        study=gathered.study, by=gathered.funder, person=somebody, role="lead_evaluator", now=now
    )
    return replace(gathered, proposed=somebody)


def arguments(function: Any, team: Team, role: str) -> dict[str, Any]:
    """Something for every parameter: the role is asked for before they are looked at."""
    granted = GRANTED.get(role, "coder")
    of_granted = StudyMember.objects.filter(study=team.study.public_id, role=granted)
    known = {
        "study": team.study,
        "file": SimpleNamespace(study=team.study, pk=0),
        "member": of_granted.first(),
        "role": granted,
        "person": team.stranger,
    }
    wanted = set(inspect.signature(function).parameters) - {"by", "now"}
    return {name: known.get(name, "x") for name in wanted}


def is_refused(function: Any, team: Team, role: str, now: datetime) -> bool:
    with undone():
        given = arguments(function, team, role)
        try:
            function(**given, by=team.role(role), now=now)
        except NotAllowed:
            return True
        except Exception:  # noqa: BLE001 - the role was right, and the rest is made up
            return False
    return False


def test_every_step_has_a_line_and_every_line_a_step() -> None:
    assert set(TABLE) == set(actions()) - set(WITHOUT)


def test_lines_speak_of_known_roles() -> None:
    for name, roles in TABLE.items():
        assert roles, name
        assert roles <= set(ROLES) - {"stranger"}, name


def test_the_programme_takes_no_step_after_the_frame_but_to_answer() -> None:
    open_to_staff = {name for name, roles in TABLE.items() if members.PLATFORM in roles}
    assert open_to_staff == {
        *("frame.freeze_from_csv", "frame.freeze_from_platform", "frame.sign"),
        *("fact_check.note", "recommendations.respond"),
    }


@pytest.mark.parametrize("name", sorted(TABLE))
def test_the_table_decides_who_takes_a_step(name: str, team: Team, now: datetime) -> None:
    function = actions()[name]
    allowed = {role for role in ROLES if not is_refused(function, team, role, now)}
    assert allowed == TABLE[name]


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_role_that_has_ended_takes_no_step(name: str, team: Team, now: datetime) -> None:
    StudyMember.objects.filter(study=team.study.public_id).update(ended_at=now)
    for role in set(ROLES) - {members.PLATFORM}:
        assert is_refused(actions()[name], team, role, now), role
