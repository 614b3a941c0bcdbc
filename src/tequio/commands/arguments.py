"""What the arguments of commands may be; argparse says what is wrong and ends with status 2."""

import os
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path


def at_least(least: int, most: int | None = None) -> Callable[[str], int]:
    """A whole number from `least` on, up to `most` where there is one."""
    limits = f"from {least} on" if most is None else f"from {least} to {most}"

    def read(text: str) -> int:
        # Python refuses to read thousands of digits; no number of ours has more than 18.
        if not text.isascii() or not text.isdecimal() or len(text) > 18:
            raise ArgumentTypeError(f"{text[:40]!r} is not a whole number {limits}")
        if int(text) < least or (most is not None and int(text) > most):
            raise ArgumentTypeError(f"{text[:40]!r} is not a whole number {limits}")
        return int(text)

    return read


def file_to_read(text: str) -> Path:
    """A file that is there and may be read."""
    file = Path(text)
    if is_folder(file):
        raise ArgumentTypeError(f"{text} is a folder. Name a file.")
    if not os.path.lexists(file):
        raise ArgumentTypeError(f"There is no file {text}.")
    if not file.is_file():
        raise ArgumentTypeError(f"{text} is no file that can be read.")
    if not os.access(file, os.R_OK):
        raise ArgumentTypeError(f"{text} may not be read by you.")
    return file


def file_to_write(text: str) -> Path:
    """A place where a file can be written; a file that is there is replaced in the end."""
    file = Path(text)
    if is_folder(file):
        raise ArgumentTypeError(f"{text} is a folder. Name a file.")
    if os.path.lexists(file) and not file.is_file():
        raise ArgumentTypeError(f"{text} is there and is no plain file. Name another place.")
    folder = file.absolute().parent
    if not is_folder(folder):
        raise ArgumentTypeError(f"{folder} is no folder. Make it first, or name another place.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ArgumentTypeError(f"Nothing may be written into {folder}. Name another place.")
    return file


def is_folder(place: Path) -> bool:
    """Whether it is one; names that no system takes (too long, NUL) are none."""
    try:
        return place.is_dir()
    except (OSError, ValueError):
        return False
