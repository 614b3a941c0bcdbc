"""`tequio prepare`: everything between installing and starting, in one process."""

import sys
from argparse import ArgumentParser, Namespace

import django
from django.core.management import call_command

from tequio.commands import load_demo, static_files
from tequio.commands.database import reachable_database
from tequio.commands.messages.compilation import compile_spanish
from tequio.commands.migrate import migrate_if_needed
from tequio.supervisor.start import say
from tequio.survey_records import respondent_role

NO_ROLE = (
    f"This database account may not make the role {respondent_role.ROLE}. Surveys need it: have "
    "it made (CREATE ROLE ... LOGIN), run `tequio prepare` again as an owner of the tables, and "
    "give its address in TEQUIO_SURVEY_DATABASE_URL.\n"
)
HELP = "migrate the database, compile the messages, collect the static files"


def add_arguments(parser: ArgumentParser) -> None:
    """Whether the made-up community belongs to it."""
    parser.add_argument("--demo", action="store_true", help="load the made-up community as well")


def run(arguments: Namespace) -> int:
    """Each step does nothing, and says nothing, where nothing changed."""
    compile_spanish()
    with reachable_database():
        django.setup()
        migrate_if_needed(say)
        call_command("createcachetable", verbosity=0)
        if not respondent_role.ensure():
            sys.stderr.write(NO_ROLE)
        static_files.collect(say)
        if arguments.demo:
            load_demo.load()
    return 0
