"""`tequio manage WORDS...`: Django's own commands, on the site's database."""

from argparse import REMAINDER, ArgumentParser, Namespace

from django.core.management import execute_from_command_line

from tequio.commands.database import reachable_database

HELP = "run one of Django's commands"


def add_arguments(parser: ArgumentParser) -> None:
    """Everything after the word goes to Django."""
    parser.add_argument("words", nargs=REMAINDER)


def run(arguments: Namespace) -> int:
    """Hand over to Django."""
    with reachable_database():
        execute_from_command_line(["tequio manage", *arguments.words])
    return 0
