"""The tools behind `make`: what they say when they cannot go on, and what stays true of them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
MAKEFILE = REPOSITORY / "Makefile"
NEEDED = ("sh", "cat", "cksum", "dirname", "grep", "sed", "tr")
LOCKS = sorted((REPOSITORY / "requirements").glob("*.txt"))


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of the set-up tool beside a folder of programs without any Python."""
    (tmp_path / "tools").mkdir()
    tool = REPOSITORY / "tools" / "environment.sh"
    (tmp_path / "tools" / tool.name).write_text(tool.read_text())
    (tmp_path / "requirements").mkdir()
    for name in ("core", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").touch()
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(f"/usr/bin/{name}")
    return tmp_path


def set_up(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the tool with these programs alone."""
    return subprocess.run(
        ["/bin/sh", folder / "tools" / "environment.sh"],
        env={"PATH": str(folder / "bin")},
        capture_output=True,
        text=True,
    )


def fake_python(folder: Path, body: str) -> None:
    """Put a program called python3 there."""
    program = folder / "bin" / "python3"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)


def test_without_python_it_says_what_to_install(bare: Path) -> None:
    done = set_up(bare)
    assert done.returncode == 1
    assert "Python 3.11 to 3.14" in done.stderr
    assert "apt install python3" in done.stderr


def test_an_old_python_counts_as_none(bare: Path) -> None:
    fake_python(bare, "exit 1")
    assert "none was found" in set_up(bare).stderr


def test_without_ensurepip_it_names_the_package(bare: Path) -> None:
    fake_python(
        bare,
        f"""case "$2" in
        *ensurepip*) exit 1;;
        *) exec '{sys.executable}' "$@";;
        esac""",
    )
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    done = set_up(bare)
    assert done.returncode == 1
    assert f"apt install python{version}-venv" in done.stderr


def fingerprint(folder: Path) -> str:
    """What the tool would remember an environment by: its first half, and then the word."""
    half = (folder / "tools" / "environment.sh").read_text().partition("find_python()")[0]
    (folder / "tools" / "half.sh").write_text(half + 'printf "%s" "$fingerprint"\n')
    command = ["/bin/sh", folder / "tools" / "half.sh"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_what_the_checks_read_makes_no_new_environment_and_all_else_does(bare: Path) -> None:
    settings = bare / "pyproject.toml"
    before = fingerprint(bare)
    settings.write_text("[tool.ruff]\n")
    of_the_project = fingerprint(bare)
    settings.write_text("[tool.ruff]\nline-length = 99\n")
    assert fingerprint(bare) == of_the_project
    settings.write_text("[project]\n[tool.ruff]\n")
    assert fingerprint(bare) != of_the_project
    settings.write_text("")
    (bare / "requirements" / "core.txt").write_text("one==1\n")
    assert fingerprint(bare) != before


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_name_no_address_and_pin_every_package_by_hash(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:", text)
    packages = re.findall(r"^\S+==\S+", text, flags=re.MULTILINE)
    assert packages
    assert len(re.findall(r"^\S+==.*\\\n +--hash=sha256:", text, flags=re.MULTILINE)) == len(
        packages
    )


def test_every_recipe_is_one_line() -> None:
    for block in MAKEFILE.read_text().split("\n\n"):
        assert len(re.findall(r"^\t@", block, flags=re.MULTILINE)) <= 1, block


def test_every_tool_of_a_recipe_exists() -> None:
    tools = re.findall(r"tools/[\w.]+", MAKEFILE.read_text())
    assert tools
    assert [tool for tool in tools if not (REPOSITORY / tool).exists()] == []


def test_a_build_server_runs_the_same_as_a_person() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().rstrip().endswith("exec make test")


def test_the_own_postgres_needs_the_standard_library_alone() -> None:
    for file in (REPOSITORY / "src" / "local_postgres").rglob("*.py"):
        for name in re.findall(r"^(?:from|import) (\w+)", file.read_text(), flags=re.MULTILINE):
            assert name in sys.stdlib_module_names | {"local_postgres"}, f"{file.name}: {name}"
