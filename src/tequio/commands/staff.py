"""`tequio staff`: who works for the programme; give or take a role."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from importlib import import_module

import django

from tequio.commands.database import reachable_database
from tequio.commands.refusals import NOTHING_CHANGED, Refused

HELP = "show who works for the programme, or give somebody who joined a role"
NO_ROLE = "none"
ROLES = ("coordinator", "manager", "administrator", NO_ROLE)
STAFF = "tequio.domain.people.staff"


def add_arguments(parser: ArgumentParser) -> None:
    """Whose role; without an address everybody with one is shown."""
    parser.add_argument("email", nargs="?", help="the address of somebody who joined the site")
    parser.add_argument("role", nargs="?", choices=ROLES, help="none takes the role away")


def run(arguments: Namespace) -> int:
    """Show or give; raises Refused for an address without a role, or that nobody has."""
    if arguments.email and not arguments.role:
        raise Refused(f"Say which role: {', '.join(ROLES)}. {NOTHING_CHANGED}")
    with reachable_database():
        django.setup()
        staff = import_module(STAFF)
        if not arguments.email:
            sys.stdout.writelines(f"{role}\t{email}\n" for email, role in staff.of_the_staff())
            return 0
        role = "" if arguments.role == NO_ROLE else arguments.role
        try:
            changed = staff.give_role(email=arguments.email, role=role, now=datetime.now(UTC))
        except staff.NobodyHas:
            raise Refused(
                f"Nobody with an open account has confirmed {arguments.email}. They join on the "
                f"site first. {NOTHING_CHANGED}"
            ) from None
        except staff.LastAdministrator:
            raise Refused(
                f"{arguments.email} is the only administrator, and somebody has to be one. Give "
                f"another person the role first: tequio staff ADDRESS administrator. "
                f"{NOTHING_CHANGED}"
            ) from None
    what = "" if changed else f" already. {NOTHING_CHANGED.rstrip('.')}"
    sys.stdout.write(f"{arguments.email}: {role or 'no role'}{what}.\n")
    return 0
