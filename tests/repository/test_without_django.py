"""The pure packages in an environment that holds numpy, scipy, pytest and hypothesis, no Django."""

import os
import subprocess
import venv
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = Path("tests/calculations/survey_statistics")
FIRST = (TESTS / "test_examples.py", TESTS / "test_other_surveys_of_r.py")
# Twelve hundred samples: what it computes again and again, other tests compute there once.
SIMULATION = TESTS / "test_coverage.py"
LOADS = """
import importlib, pkgutil
import survey_statistics
for module in pkgutil.walk_packages(survey_statistics.__path__, "survey_statistics."):
    importlib.import_module(module.name)
"""
TOLD = ("numpy", "scipy", "pytest", "hypothesis")
# What the four need themselves; extras for other systems and older Pythons stay out.
NEEDED = ("iniconfig", "packaging", "pluggy", "pygments", "sortedcontainers")
SETTINGS = "[pytest]\npythonpath = src .\naddopts = --import-mode=importlib -p no:cacheprovider\n"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter of an environment of its own, packages linked from that of the tests."""
    home = tmp_path_factory.mktemp("pure")
    venv.create(home, with_pip=False)
    (home / "pytest.ini").write_text(SETTINGS)
    (packages,) = home.glob("lib/python*/site-packages")
    for name in (*TOLD, *NEEDED):
        files = distribution(name).files or ()
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            (packages / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    return home / "bin" / "python"


def run(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    plain = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.run(
        [python, *arguments], cwd=ROOT, env=plain, capture_output=True, text=True, check=False
    )


def run_tests(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The fixtures of the site's tests need Django; the calculations have none of their own.
    settings = str(python.parents[1] / "pytest.ini")
    return run(
        python, "-m", "pytest", "-q", "-c", settings, "--rootdir=.", "--noconftest", *arguments
    )


def test_django_is_not_to_be_had_there(python: Path) -> None:
    assert "No module named 'django'" in run(python, "-c", "import django").stderr


def test_the_command_answers_there(python: Path) -> None:
    done = run(python, "-m", "survey_statistics.command_line", "rates", "--counts", "I=1", "R=3")
    assert '"RR1": 0.25' in done.stdout, done.stderr


def test_every_module_of_the_statistics_loads_there(python: Path) -> None:
    done = run(python, "-c", LOADS)
    assert (done.returncode, done.stderr) == (0, "")


def test_examples_and_references_hold_there(python: Path) -> None:
    done = run_tests(python, *map(str, FIRST))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.mark.slow
def test_every_other_test_of_the_package_passes_there(python: Path) -> None:
    left_out = [f"--ignore={file}" for file in (*FIRST, SIMULATION)]
    done = run_tests(python, str(TESTS), *left_out)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
