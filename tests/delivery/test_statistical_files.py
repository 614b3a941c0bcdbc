"""Files for other programs: formulas are harmless, labels arrive, what is odd is a gap."""

from pathlib import Path
from xml.etree import ElementTree

import pyreadstat
import pytest

from tequio.delivery.dta_file import dta
from tequio.delivery.report_pdf import pdf, quoted
from tequio.delivery.sav_file import sav
from tequio.delivery.statistical_files import (
    DDI,
    XML_LANGUAGE,
    Variable,
    codebook,
    safe_csv,
)

GAPS = {".d": "No sabe", ".r": "Prefiere no responder"}
VARIABLES = [
    Variable(
        "e_goal_met", "¿Qué tanto la ha logrado?", {"0": "Nada", "4": "Por completo"}, True, GAPS
    ),
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


def test_gaps_say_why_in_spss_and_stata(tmp_path: Path) -> None:
    variables = [
        Variable("n", "Número", {}, True, GAPS),
        Variable("why", "Razón", {"R01": "No sabía cómo"}, False, GAPS),
    ]
    rows = [["4", "R01"], [".d", ".d"], [".r", ".r"], ["", ""]]
    for kind, write in (("sav", sav), ("dta", dta)):
        (tmp_path / f"d.{kind}").write_bytes(write(rows, variables, ""))
    columns, meta = pyreadstat.read_sav(
        str(tmp_path / "d.sav"), user_missing=True, output_format="dict"
    )
    assert list(columns["n"]) == [4.0, -98.0, -99.0, None]
    assert {each["lo"] for each in meta.missing_ranges["n"]} == {-98.0, -99.0}
    assert meta.variable_value_labels["n"][-98.0] == "No sabe"
    assert meta.variable_value_labels["why"]["R01"] == "No sabía cómo"
    columns, _meta = pyreadstat.read_sav(str(tmp_path / "d.sav"), output_format="dict")
    assert list(columns["n"]) == [4.0, None, None, None]
    stata, labels = pyreadstat.read_dta(
        str(tmp_path / "d.dta"), user_missing=True, output_format="dict"
    )
    assert list(stata["n"])[:3] == [4.0, "d", "r"]
    assert labels.missing_user_values["n"] == ["d", "r"]


# The order of children in the schema of DDI Codebook 2.5, of those that we write.
def test_the_codebook_has_every_variable_code_and_gap_in_both_languages() -> None:
    english = [
        Variable(one.name, one.name.upper(), dict.fromkeys(one.codes, "e"), one.is_number,
                 dict.fromkeys(one.gaps, "g"))
        for one in VARIABLES
    ]  # fmt: skip
    made = codebook("a.csv", {"es": "Título", "en": "T"}, "P", 3, {"es": VARIABLES, "en": english})
    root = ElementTree.fromstring(made)  # noqa: S314  (our own file)
    names = [one.get("name") for one in root.iter(f"{{{DDI}}}var")]
    assert names == [variable.name for variable in VARIABLES]
    assert [one.text for one in root.iter(f"{{{DDI}}}catValu")] == ["0", "4", ".d", ".r", "b"]
    assert [one.get("VALUE") for one in root.iter(f"{{{DDI}}}item")] == [".d", ".r"]
    first = next(root.iter(f"{{{DDI}}}var"))
    labels = [(one.get(XML_LANGUAGE), one.text) for one in first.findall(f"{{{DDI}}}labl")]
    assert labels == [("es", "¿Qué tanto la ha logrado?"), ("en", "E_GOAL_MET")]


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


@pytest.mark.parametrize("text", ["plain", "\U0001f600 \ue000 \u4f60"])
@pytest.mark.parametrize("title", ["Title", ""])
def test_a_report_is_made_whatever_signs_it_holds_and_is_tagged(text: str, title: str) -> None:
    parts = [{"title": "Part", "blocks": [{"kind": "text", "text": text}]}]
    made = pdf(title=title, subtitle="Report", language="es", parts=parts, author="Evaluator")
    assert made.startswith(b"%PDF")
    assert b"/MarkInfo" in made
    assert text != "plain" or b"pdfuaid" in made
