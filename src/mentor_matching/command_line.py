"""The command `mentor-matching`: needs and industries, one text a line in, one JSON a line out."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from importlib.metadata import version
from typing import BinaryIO

from mentor_matching import industries, needs

NOT_WRITTEN, BAD_INPUT = 1, 2
_MOST_LINES_NAMED = 20
_LONGEST_LINE = 2**20
"""Bytes with its end: a longer line is read to its end and dropped, piece by piece."""

Answer = dict[str, object]
Answerer = Callable[[str, str | None], Answer]


def _needs(line: str, language: str | None) -> Answer:
    detection = needs.detect(line, language)
    cut: Answer = {"cut": detection.cut} if detection.cut else {}
    return {
        "areas": [
            {"id": match.area_id, "score": round(match.score, 3), "because": match.because}
            for match in detection.areas
        ],
        "sure": detection.sure,
        **cut,
    }


def _industries(line: str, language: str | None) -> Answer:
    return {
        "industries": [
            {
                "code": industry.code,
                "label_es": industry.label_es,
                "label_en": industry.label_en,
                "because": industry.because,
            }
            for industry in industries.find(line, language)
        ]
    }


_ANSWERERS: dict[str, tuple[Answerer, Answer]] = {
    "needs": (_needs, {"areas": [], "sure": False}),
    "industries": (_industries, {"industries": []}),
}
"""What answers a line, and the answer to a line that cannot be read."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mentor-matching",
        description="Reads one text a line from standard input, writes one JSON object a line.",
    )
    parser.add_argument("--version", action="store_true", help="show the version and end")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in (
        ("needs", "the expertise areas that a problem in plain words asks for"),
        ("industries", "the ISIC Rev.4 classes of a trade in plain words"),
    ):
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.add_argument(
            "--language",
            choices=("es", "en", "auto"),
            default="auto",
            help="language of the texts (default: recognised line by line)",
        )
    return parser


def _heed_first_word(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """End the program after --version, and with status 2 where no command is named."""
    if not words:
        parser.exit(2, parser.format_help())
    word = words[0]
    if word == "--version" and sys.stdout is not None:
        sys.stdout.write(f"{parser.prog} {version('tequio')}\n")
        parser.exit()
    if word not in _ANSWERERS and not word.startswith("-"):
        near = get_close_matches(word, _ANSWERERS, n=1)
        meant = f" Did you mean `{parser.prog} {near[0]}`?" if near else ""
        named = ", ".join(_ANSWERERS)
        parser.error(f"There is no command {word[:40]!r}.{meant} There are: {named}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns 0; 1 when the answers cannot be written; 2 when a line of the input or the arguments
    cannot be read: every other line is answered all the same. Whoever reads only the first
    answers and leaves is no error.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    _heed_first_word(parser, words)
    options = parser.parse_args(words)
    language = None if options.language == "auto" else options.language
    # A stream that the caller closed is None.
    if sys.stdin is None or sys.stdout is None:
        return _refuse("standard input and standard output have to be open", BAD_INPUT)
    try:
        unread = _answer_all(options.command, language, sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        return _refuse(f"the answers cannot be written: {error.strerror}", NOT_WRITTEN)
    return _refuse(_unread(unread), BAD_INPUT) if unread else 0


def _answer_all(
    command: str, language: str | None, source: BinaryIO, target: BinaryIO
) -> list[int]:
    """Answer each line in its place; the numbers of those that cannot be read."""
    answer, nothing = _ANSWERERS[command]
    unread = []
    for number, line in enumerate(_lines(source), start=1):
        problem = _problem(line)
        if problem is None:
            answered = answer(line.decode("utf-8").rstrip("\r\n"), language)
        else:
            unread.append(number)
            answered = {**nothing, "error": f"line {number} {problem}"}
        target.write(json.dumps(answered, ensure_ascii=False).encode("utf-8") + b"\n")
        target.flush()
    return unread


def _problem(line: bytes) -> str | None:
    if len(line) > _LONGEST_LINE:
        return f"is too long: at most {_LONGEST_LINE:,} bytes of a line are read"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"is not UTF-8 text (byte {error.start + 1} of the line)"
    return None


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Each line; of one that is too long one byte more than is read, so that it shows."""
    while line := source.readline(_LONGEST_LINE + 1):
        piece = line
        while len(line) > _LONGEST_LINE and piece and not piece.endswith(b"\n"):
            piece = source.readline(_LONGEST_LINE)
        yield line


def _unread(lines: Sequence[int]) -> str:
    named = ", ".join(map(str, lines[:_MOST_LINES_NAMED]))
    more = len(lines) - _MOST_LINES_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return (
        f"{len(lines)} of the lines could not be read, because they are not UTF-8 text or too "
        f"long: {named}{rest}; the others are answered. Save the file as UTF-8, one text a line"
    )


def _refuse(message: str, code: int) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"mentor-matching: {message}\n")
    return code


def _drop_output() -> None:
    """What is left in the buffer would be written at exit, and fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
