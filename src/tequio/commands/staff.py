"""`tequio staff`: who works for the programme; give or take a role, open a suspended account."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from importlib import import_module

import django

from tequio.commands.database import reachable_database
from tequio.commands.refusals import NOTHING_CHANGED, Refused

HELP = "show who works for the programme, give a role, or open a suspended account"
NO_ROLE = "none"
ROLES = ("coordinator", "manager", "administrator", NO_ROLE)
STAFF = "tequio.domain.people.staff"
SAFETY = "tequio.domain.safety.actions"


def add_arguments(parser: ArgumentParser) -> None:
    """Whose role or account; without an address everybody with a role is shown."""
    parser.add_argument("email", nargs="?", help="the address of somebody who joined the site")
    parser.add_argument("role", nargs="?", choices=ROLES, help="none takes the role away")
    parser.add_argument(
        "--reopen", action="store_true", help="open the suspended account with this address again"
    )


def run(arguments: Namespace) -> int:
    """Show, give or reopen; raises Refused for what is missing, or an address that nobody has."""
    if arguments.reopen and (arguments.role or not arguments.email):
        raise Refused(f"Say: tequio staff ADDRESS --reopen. The role stays. {NOTHING_CHANGED}")
    if arguments.email and not arguments.role and not arguments.reopen:
        raise Refused(f"Say which role: {', '.join(ROLES)}. {NOTHING_CHANGED}")
    with reachable_database():
        django.setup()
        if arguments.reopen:
            said = _reopen(arguments.email)
        elif arguments.email:
            said = _give(arguments.email, "" if arguments.role == NO_ROLE else arguments.role)
        else:
            said = _everybody()
    sys.stdout.write(said)
    return 0


def _everybody() -> str:
    rows = import_module(STAFF).of_the_staff()
    return "".join(
        "\t".join((role, email) if is_open else (role, email, "suspended")) + "\n"
        for email, role, is_open in rows
    )


def _reopen(email: str) -> str:
    person = import_module(STAFF).suspended_with(email)
    if person is None:
        raise Refused(f"No suspended account has the address {email}. {NOTHING_CHANGED}")
    import_module(SAFETY).readmit(person=person, by=None, now=datetime.now(UTC))
    return f"{email}: the account is open again, its role is {person.staff_role or NO_ROLE}.\n"


def _give(email: str, role: str) -> str:
    staff = import_module(STAFF)
    try:
        changed = staff.give_role(email=email, role=role, now=datetime.now(UTC))
    except staff.Suspended:
        raise Refused(
            f"The account of {email} is suspended. Open it again first: tequio staff {email} "
            f"--reopen. {NOTHING_CHANGED}"
        ) from None
    except staff.NobodyHas:
        raise Refused(
            f"Nobody with an open account has confirmed {email}. They join on the "
            f"site first. {NOTHING_CHANGED}"
        ) from None
    except staff.LastAdministrator:
        raise Refused(
            f"{email} is the only administrator, and somebody has to be one. Give "
            f"another person the role first: tequio staff ADDRESS administrator. "
            f"{NOTHING_CHANGED}"
        ) from None
    what = "" if changed else f" already. {NOTHING_CHANGED.rstrip('.')}"
    return f"{email}: {role or 'no role'}{what}.\n"
