"""The files for other programs, opened by R where it is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tequio.delivery.dta_file import dta
from tequio.delivery.sav_file import sav
from tequio.delivery.statistical_files import safe_csv
from tests.delivery.test_statistical_files import ROWS, VARIABLES

SCRIPT = """
suppressWarnings(suppressMessages(library(haven)))
spss <- read_sav("d.sav", user_na = TRUE)
stata <- read_dta("d.dta")
text <- read.csv("d.csv", colClasses = "character", encoding = "UTF-8")
cat(names(text), sep = ","); cat("\\n")
cat(attr(spss$e_goal_met, "label"), attr(stata$e_goal_met, "label"), sep = "|"); cat("\\n")
cat(names(attr(spss$e_goal_met, "labels")), sep = "|"); cat("\\n")
cat(sort(attr(spss$e_goal_met, "na_values")), sep = ","); cat("\\n")
cat(na_tag(stata$e_goal_met), sep = ","); cat("\\n")
cat(spss$country[1], stata$country[1], sep = ","); cat("\\n")
"""


def has_haven() -> bool:
    program = shutil.which("Rscript")
    if program is None:
        return False
    asked = [program, "-e", "q(status = !requireNamespace('haven', quietly = TRUE))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not has_haven(), reason="R with haven is not installed")
def test_r_reads_names_labels_accents_and_why_something_is_missing(tmp_path: Path) -> None:
    (tmp_path / "d.sav").write_bytes(sav(ROWS, VARIABLES, "T"))
    (tmp_path / "d.dta").write_bytes(dta(ROWS, VARIABLES, "T"))
    (tmp_path / "d.csv").write_bytes(safe_csv([one.name for one in VARIABLES], ROWS))
    (tmp_path / "read.R").write_text(SCRIPT, encoding="utf-8")
    ran = subprocess.run(
        ["Rscript", "--vanilla", "read.R"],
        cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [
        "e_goal_met,country,a_very_long_name_of_a_variable",
        "¿Qué tanto la ha logrado?|¿Qué tanto la ha logrado?",
        "Nada|Por completo|No sabe|Prefiere no responder",
        "-99,-98",
        "NA,NA,d",
        "GT,GT",
    ]
