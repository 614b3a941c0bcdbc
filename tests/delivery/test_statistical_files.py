"""Files for other programs: formulas are harmless, labels arrive, what is odd is a gap."""

from pathlib import Path
from xml.etree import ElementTree

import pyreadstat
import pytest

from tequio.delivery.dta_file import dta
from tequio.delivery.report_pdf import pdf, quoted
from tequio.delivery.sav_file import sav
from tequio.delivery.statistical_files import DDI, Variable, codebook, safe_csv

VARIABLES = [
    Variable("e_goal_met", "¿Qué tanto la ha logrado?", {"0": "Nada", "4": "Por completo"}, True),
    Variable("country", "País", {}, False),
    Variable("a_very_long_name_of_a_variable", "x" * 400, {"b": "text"}, True),
]
ROWS = [["4", "GT", "1.5"], ["", "México, Ñ " + "á" * 200, "-2"], [".d", "", "inf"]]


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-cmd|' /C calc'!A0", "@x", "\tx", "\r=1"])
def test_a_spreadsheet_takes_no_text_for_a_formula(text) -> None:
    cell = safe_csv(["a"], [[text]]).decode().splitlines()[1].strip('"')
    assert cell.startswith("'")


def test_numbers_stay_numbers_in_csv() -> None:
    assert safe_csv(["a", "b"], [[-2.5, "-3"], [None, "x"]]) == b"a,b\n-2.5,-3\n,x\n"


@pytest.mark.parametrize("kind", ["sav", "dta"])
def test_another_program_reads_values_labels_and_gaps(kind, tmp_path: Path) -> None:
    path = tmp_path / f"data.{kind}"
    path.write_bytes((sav if kind == "sav" else dta)(ROWS, VARIABLES, "¿Sirve la mentoría?"))
    read = pyreadstat.read_sav if kind == "sav" else pyreadstat.read_dta
    columns, meta = read(str(path), output_format="dict")
    assert list(columns["e_goal_met"]) == [4.0, None, None]
    assert list(columns["a_very_long_name_of_a_variable"]) == [1.5, -2.0, None]
    assert columns["country"][0] == "GT"
    assert columns["country"][1].startswith("México, Ñ")
    assert meta.column_labels[0] == "¿Qué tanto la ha logrado?"
    assert meta.variable_value_labels["e_goal_met"][4] == "Por completo"
    assert meta.file_label == "¿Sirve la mentoría?"


@pytest.mark.parametrize("kind", ["sav", "dta"])
def test_a_file_of_nobody_is_still_a_file(kind, tmp_path: Path) -> None:
    path = tmp_path / f"data.{kind}"
    path.write_bytes((sav if kind == "sav" else dta)([], VARIABLES, ""))
    read = pyreadstat.read_sav if kind == "sav" else pyreadstat.read_dta
    columns, _meta = read(str(path), output_format="dict")
    assert list(columns) == [variable.name for variable in VARIABLES]


def test_the_codebook_names_every_variable_and_code() -> None:
    root = ElementTree.fromstring(codebook("T", "P", 3, VARIABLES))  # noqa: S314  (our own file)
    names = [one.get("name") for one in root.iter(f"{{{DDI}}}var")]
    assert names == [variable.name for variable in VARIABLES]
    assert [one.text for one in root.iter(f"{{{DDI}}}catValu")] == ["0", "4", "b"]


def test_no_text_of_a_report_is_a_command_of_typst() -> None:
    hostile = 'a "quote" #panic("x") \\ $x$ [b] *c* @ref // d'
    assert quoted(hostile).startswith('"')
    made = pdf(
        title=hostile,
        subtitle=hostile,
        language="es",
        parts=[{"title": hostile, "blocks": [{"kind": "text", "text": hostile}]}],
    )
    assert made.startswith(b"%PDF")
