"""The command `mentor-matching`: needs and industries, one text a line in, one JSON a line out."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from mentor_matching import industries, needs

BAD_INPUT = 2

Answer = dict[str, object]
Answerer = Callable[[str, str | None], Answer]


class NotUtf8Error(ValueError):
    """A line of the input is not UTF-8 text."""


def _lines(source: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(source, start=1):
        try:
            yield line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            message = f"line {number} is not UTF-8 text (byte {error.start + 1} of the line)"
            raise NotUtf8Error(message) from error


def _needs(line: str, language: str | None) -> Answer:
    detection = needs.detect(line, language)
    return {
        "areas": [
            {"id": match.area_id, "score": round(match.score, 3), "because": match.because}
            for match in detection.areas
        ],
        "sure": detection.sure,
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


_ANSWERERS: dict[str, Answerer] = {"needs": _needs, "industries": _industries}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mentor-matching",
        description="Reads one text a line from standard input, writes one JSON object a line.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in (
        ("needs", "the expertise areas that a problem in plain words asks for"),
        ("industries", "the ISIC Rev.4 classes of a trade in plain words"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument(
            "--language",
            choices=("es", "en", "auto"),
            default="auto",
            help="language of the texts (default: recognised line by line)",
        )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, or 2 when the input or the arguments cannot be read."""
    options = _parser().parse_args(arguments)
    language = None if options.language == "auto" else options.language
    answer = _ANSWERERS[options.command]
    try:
        for line in _lines(sys.stdin.buffer):
            sys.stdout.write(json.dumps(answer(line, language), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    except NotUtf8Error as error:
        sys.stderr.write(f"mentor-matching: {error}\n")
        return BAD_INPUT
    except BrokenPipeError:
        sys.stderr.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
