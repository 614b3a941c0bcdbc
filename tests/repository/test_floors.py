"""The import contracts hold, and each of them notices a planted violation."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PLANTED = {
    "floors": ("tequio/domain/asks/planted.py", "from tequio.pages.shared import errors"),
    "pure": ("survey_statistics/planted.py", "import django"),
    "statistics": ("survey_statistics/planted.py", "import mentor_matching"),
    "postgres": ("local_postgres/planted.py", "import numpy"),
    "delivery": ("tequio/delivery/planted.py", "from tequio.records import asks"),
    "light": ("tequio/pages/asks/planted.py", "import typst"),
}


def lint(source: Path, config: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())",
            "--config",
            str(config),
            "--no-cache",
        ],
        cwd=source,
        env={"PYTHONPATH": str(source), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources, where a violation can be planted."""
    target = tmp_path_factory.mktemp("house") / "src"
    shutil.copytree(REPOSITORY / "src", target, ignore=shutil.ignore_patterns("*.pyc", "data"))
    return target


def contracts() -> list[str]:
    written = configparser.ConfigParser()
    written.read(REPOSITORY / ".importlinter")
    return [
        name.rpartition(":")[2] for name in written.sections() if name.startswith("importlinter:c")
    ]


def test_every_contract_has_a_planted_violation() -> None:
    assert sorted(contracts()) == sorted(PLANTED)


def test_the_floors_hold(copy: Path) -> None:
    done = lint(copy, REPOSITORY / ".importlinter")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("contract", sorted(PLANTED))
def test_a_planted_violation_is_caught(copy: Path, contract: str) -> None:
    name, line = PLANTED[contract]
    planted = copy / name
    planted.write_text(f'"""Planted."""\n\n{line}\n', "utf-8")
    done = lint(copy, REPOSITORY / ".importlinter")
    planted.unlink()
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"planted -> {line.split()[1]}" in done.stdout
