"""`mentor-matching needs` and `mentor-matching industries` as a person at a terminal meets them."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from mentor_matching.command_line import main


@dataclass(frozen=True)
class Ran:
    """How the command ended, and what it said."""

    returncode: int
    stdout: bytes
    stderr: bytes


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command in this process: reading its vocabulary costs more than what it does here."""

    def command(*arguments: str, given: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            status = main(arguments)
        except SystemExit as refused:
            status = int(str(refused.code))
        return Ran(status, *capfdbinary.readouterr())

    return command


def process(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "mentor_matching.command_line", *arguments]
    return subprocess.run(command, input=b"", capture_output=True, check=False, timeout=60)


def test_without_a_command_it_says_how_to_use_it() -> None:
    result = process()
    assert result.returncode == 2
    assert b"usage: mentor-matching" in result.stderr


def test_an_unknown_language_is_refused(run: Run) -> None:
    result = run("needs", "--language", "fr")
    assert result.returncode == 2
    assert b"fr" in result.stderr


@pytest.mark.parametrize(
    ("command", "empty"),
    [("needs", {"areas": [], "sure": False}), ("industries", {"industries": []})],
)
def test_a_line_that_is_not_text_is_answered_with_its_problem_and_the_rest_goes_on(
    command: str, empty: dict[str, object], run: Run
) -> None:
    given = "panadería\n".encode() + b"pan\xff\n" + "panadería\n".encode() + b"\xfe"
    result = run(command, given=given)
    first, second, third, last = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 2
    assert first == third
    assert "error" not in first
    assert second == {**empty, "error": "line 2 is not UTF-8 text (byte 4 of the line)"}
    assert last == {**empty, "error": "line 4 is not UTF-8 text (byte 1 of the line)"}
    said = result.stderr.decode()
    assert said.startswith("mentor-matching: 2 of the lines could not be read")
    assert ": 2, 4; the others are answered" in said


def test_of_many_lines_that_are_not_text_the_first_twenty_are_named(run: Run) -> None:
    result = run("needs", given=b"\xff\n" * 25)
    assert len(result.stdout.splitlines()) == 25
    assert ", 20 and 5 more; the others" in result.stderr.decode()


@pytest.mark.parametrize("end", [b"\n", b""])
def test_a_line_that_is_too_long_is_skipped_to_its_end(end: bytes, run: Run) -> None:
    long = b"0" * 3 * 2**20 + end
    result = run("needs", given=b"no vendo\n" + long + (b"no vendo\n" if end else b""))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 2
    assert answers[1]["sure"] is False
    assert answers[1]["error"].startswith("line 2 is too long")
    assert len(answers) == (3 if end else 2)
    assert answers[-1] == answers[0] or not end


def shell(script: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a pipe of a shell, as `$needs`; it inherits nothing closed by the test."""
    prepared = f"needs='{sys.executable} -m mentor_matching.command_line needs'; {script}"
    command = ["bash", "-o", "pipefail", "-c", prepared]
    return subprocess.run(command, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("script", "code", "message"),
    [
        ("$needs <&-", 2, "standard input and standard output have to be open"),
        ("echo no vendo | $needs >&-", 2, "standard input and standard output have to be open"),
        ("echo no vendo | $needs >/dev/full", 1, "cannot be written: No space left on device"),
    ],
)
def test_a_stream_that_is_closed_or_full_is_said(script: str, code: int, message: str) -> None:
    result = shell(script)
    assert result.returncode == code
    assert message in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_whoever_reads_one_answer_and_leaves_is_no_error() -> None:
    result = shell("printf 'no vendo\\n%.0s' $(seq 200) | $needs | head -1")
    assert (result.returncode, result.stderr) == (0, b"")
    assert len(result.stdout.splitlines()) == 1


def test_a_line_without_an_end_fills_no_memory() -> None:
    result = shell("ulimit -v 1200000; head -c 500000000 /dev/zero | $needs")
    assert result.returncode == 2
    assert json.loads(result.stdout)["error"].startswith("line 1 is too long")


def test_answers_are_utf8_whatever_the_terminal_says() -> None:
    result = shell("echo 'no se cuanto cobrar' | LC_ALL=C PYTHONIOENCODING=ascii $needs")
    assert result.returncode == 0
    assert "«" in result.stdout.decode("utf-8")


def test_each_line_may_be_in_its_own_language(run: Run) -> None:
    result = run("needs", given="necesito un préstamo\nI need a new logo design\n".encode())
    reasons = [json.loads(line)["areas"][0]["because"] for line in result.stdout.splitlines()]
    assert reasons[0].startswith("usted escribió")
    assert reasons[1].startswith("you wrote")


def test_no_input_gives_no_output(run: Run) -> None:
    result = run("needs")
    assert (result.returncode, result.stdout) == (0, b"")


def test_each_line_gets_one_json_object_in_order(run: Run) -> None:
    stories = "no sé cuánto cobrar\r\n\nasdf\nthe bank said no\n"
    result = run("needs", given=stories.encode())
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 0
    assert [answer["sure"] for answer in answers] == [True, False, False, True]
    assert answers[0]["areas"][0].keys() == {"id", "score", "because"}
    assert answers[0]["areas"][0]["id"] == "pricing"
    assert answers[1]["areas"] == []
    assert answers[3]["areas"][0]["id"] == "credit"


def test_nul_and_a_megabyte_on_one_line_are_answered(run: Run) -> None:
    result = run("needs", given=b"\x00\n" + b"no tengo clientes " * 58_000 + b"\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 0
    assert [answer["sure"] for answer in answers] == [False, True]
    assert [answer.get("cut") for answer in answers] == [None, 18 * 58_000 - 20_000]


def test_the_language_asked_for_is_the_language_of_the_reasons(run: Run) -> None:
    result = run("needs", "--language", "en", given=b"marketing\n")
    assert "you wrote" in json.loads(result.stdout)["areas"][0]["because"]


def test_industries_come_with_their_code_and_both_labels(run: Run) -> None:
    result = run("industries", given="tortillería\n".encode())
    first = json.loads(result.stdout)["industries"][0]
    assert first == {
        "code": "1071",
        "label_es": "Elaboración de productos de panadería",
        "label_en": "Manufacture of bakery products",
        "because": "tortillería",
    }
