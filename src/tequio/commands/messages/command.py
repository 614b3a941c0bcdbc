"""`tequio messages`: keep the Spanish texts complete and compile them."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from local_postgres.lock import only_one
from tequio.commands.messages.catalogues import Area, read_areas, write_area
from tequio.commands.messages.compilation import compile_pseudo, compile_spanish
from tequio.commands.messages.faults import faults
from tequio.commands.messages.renewal import gathered, renewed
from tequio.commands.messages.sources import uses
from tequio.commands.refusals import Refused

HELP = "bring the Spanish texts up to the source; check or compile them"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("areas", nargs="*", help="renew only these areas (default: all)")
    parser.add_argument("--check", action="store_true", help="list faults, change nothing")
    parser.add_argument("--compile", action="store_true", help="compile what Django reads")
    parser.add_argument("--pseudo", action="store_true", help="compile the tests' language ar-xb")


def run(arguments: Namespace) -> int:
    """Do what was asked; 1 where a check finds faults."""
    known = renewed(gathered(uses()), read_areas()).keys()
    unknown = [name for name in arguments.areas if name not in known]
    if unknown:
        raise Refused(f"{', '.join(unknown)}: no such area. There are: {', '.join(sorted(known))}.")
    if arguments.check:
        return check(arguments.areas)
    if not (arguments.compile or arguments.pseudo):
        renew(arguments.areas)
        return 0
    if arguments.compile:
        compile_spanish()
    if arguments.pseudo:
        compile_pseudo()
    return 0


def renew(wanted: list[str]) -> None:
    """Write the catalogues anew and say what still lacks a translation."""
    with only_one(Path(__file__)):
        areas = renewed(gathered(uses()), read_areas())
        for area in chosen(areas, wanted):
            if write_area(area):
                open_ones = untranslated(area)
                say(f"{area.name}.po: {len(area.entries)} messages, {open_ones} to translate")
    compile_spanish()


def check(wanted: list[str]) -> int:
    """Print every fault; 1 if there is one."""
    found = faults(gathered(uses()), read_areas())
    mine = [line for line in found if not wanted or line.split(".po", 1)[0] in wanted]
    for line in mine:
        say(line)
    return 1 if mine else 0


def chosen(areas: dict[str, Area], wanted: list[str]) -> list[Area]:
    """The areas to write."""
    return [area for area in areas.values() if not wanted or area.name in wanted]


def untranslated(area: Area) -> int:
    """How many messages of an area lack a translation."""
    return sum(not entry.is_complete for entry in area.entries.values())


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(line + "\n")
