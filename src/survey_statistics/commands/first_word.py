"""The first word of the command line: without one the help is shown, a mistyped one is mended."""

import sys
from argparse import ArgumentParser
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from importlib.metadata import version


def heed_first_word(
    parser: ArgumentParser, commands: Collection[str], words: Sequence[str]
) -> None:
    """End the program after --version, and with status 2 where no command is named."""
    if not words:
        parser.exit(2, parser.format_help())
    word = words[0]
    if word == "--version":
        sys.stdout.write(f"{parser.prog} {version('tequio')}\n")
        parser.exit()
    if word not in commands and not word.startswith("-"):
        near = get_close_matches(word, commands, n=1)
        meant = f" Did you mean `{parser.prog} {near[0]}`?" if near else ""
        parser.error(f"There is no command {word[:40]!r}.{meant} There are: {', '.join(commands)}")
