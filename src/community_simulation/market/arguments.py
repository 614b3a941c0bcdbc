"""What the arguments of `tequio simulate-market` may be."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from mentor_matching.errors import InvalidMarketError


class FolderRefused(OSError):
    """No file can be written into a folder; the text says which and why."""


MOST_PAIRS = 200_000_000
"""Chances are kept twice in single precision: this many pairs need 1.6 GB."""


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`; raises ArgumentTypeError for others."""

    def read(text: str) -> int:
        is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
        if not is_number or not least <= int(text) <= most:
            raise ArgumentTypeError(
                f"{text[:40]!r} is not a whole number from {least:,} to {most:,}"
            )
        return int(text)

    return read


def share(text: str) -> float:
    """A number from 0 to 1; raises ArgumentTypeError for others, NaN among them."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise ArgumentTypeError(f"{text[:40]!r} is not a number from 0 to 1")
    return value


def folder_to_fill(text: str) -> Path:
    """A folder that is there or can be made; raises ArgumentTypeError for others."""
    place = Path(text)
    try:
        above = next(p for p in (place.absolute(), *place.absolute().parents) if p.exists())
    except (OSError, ValueError):
        raise ArgumentTypeError(f"{text[:40]!r} cannot be the name of a folder") from None
    if not above.is_dir():
        raise ArgumentTypeError(f"{above} is a file. Name a folder.")
    if not os.access(above, os.W_OK | os.X_OK):
        raise ArgumentTypeError(f"Nothing may be written into {above}. Name another place.")
    return place


def refuse_unwritable(folder: Path, names: Sequence[str]) -> None:
    """Makes the folder and tries to write there. Raises FolderRefused where one of both fails."""
    for name in names:
        if (folder / name).is_dir():
            raise FolderRefused(f"{folder / name} is a folder. Name another place for the plots.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
        for name in names:
            if (folder / name).exists():
                (folder / name).open("ab").close()
    except OSError as failure:
        raise FolderRefused(
            f"Plots cannot be written into {folder} ({failure.strerror}). Name another place."
        ) from failure


def check_size(given: Namespace) -> None:
    """Raises InvalidMarketError for markets that no memory of a usual machine holds."""
    for people, option in (
        (given.entrepreneurs, "--entrepreneurs"),
        (given.arrivals, "--arrivals"),
    ):
        if people * given.mentors > MOST_PAIRS:
            raise InvalidMarketError(
                f"{option} times --mentors may be {MOST_PAIRS:,} at most, "
                f"not {people * given.mentors:,}"
            )
