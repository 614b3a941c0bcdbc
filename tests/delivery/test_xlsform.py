"""Questionnaires as XLSForm: what pyxform reads we read, faults have a place, ours come back."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from tequio.delivery.xlsform.read import FormRefused, read
from tequio.delivery.xlsform.write import write
from tequio.domain.studies.questionnaires.model import Questionnaire, from_content
from tequio.domain.studies.questionnaires.standard import standard

EXAMPLES = Path(__file__).parents[1] / "references" / "xlsforms"
REFUSED = {"duplicate_columns", "bad_calc"}
FORMS = ("detailed", "short", "mentor")


def sheet_of(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def come_back(form: str) -> Questionnaire:
    return from_content(read(write(standard(form).as_content()), form=form))


@pytest.mark.parametrize(
    ("name", "sheet", "row", "column"),
    [("duplicate_columns", "survey", 1, "E"), ("bad_calc", "survey", 2, "D")],
)
def test_a_bad_example_is_refused_with_sheet_row_and_column(
    name: str, sheet: str, row: int, column: str
) -> None:
    with pytest.raises(FormRefused) as refusal:
        read((EXAMPLES / f"{name}.xlsx").read_bytes(), form="short")
    fault = refusal.value.faults[0]
    assert (fault.sheet, fault.row, fault.column) == (sheet, row, column)
    assert fault.reason


HEAD = ("type", "name", "label", "relevant")


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        ([HEAD, ("text", "a b", "A", "")], 2, "B"),
        ([HEAD, ("text", "a", "A", ""), ("text", "b", "B", "${nobody} = 1")], 3, "D"),
        ([HEAD, ("begin_group", "g", "G", ""), ("text", "a", "A", "")], 2, "A"),
        ([HEAD, ("text", "a", "A", "(1 = 1")], 2, "D"),
    ],
)
def test_other_faults_are_found_in_their_cell(
    rows: list[tuple[str, ...]], row: int, column: str
) -> None:
    with pytest.raises(FormRefused) as refusal:
        read(sheet_of(*rows), form="short")
    fault = refusal.value.faults[0]
    assert (fault.sheet, fault.row, fault.column) == ("survey", row, column), fault


def test_a_sheet_that_is_missing_is_named() -> None:
    with pytest.raises(FormRefused) as refusal:
        read(sheet_of(HEAD, ("select_one nolist", "a", "A", "")), form="short")
    assert (refusal.value.faults[0].sheet, refusal.value.faults[0].row) == ("choices", 0)


def test_what_is_no_spreadsheet_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 70_000_000)
    for data in (b"", b"PK", b"%PDF-1.4", bomb.getvalue(), sheet_of(("a",))):
        with pytest.raises(FormRefused):
            read(data, form="short")


@pytest.mark.parametrize(
    "name", sorted(p.stem for p in EXAMPLES.glob("*.xlsx") if p.stem not in REFUSED)
)
def test_every_other_example_is_read_and_goes_through_json(name: str) -> None:
    content = read((EXAMPLES / f"{name}.xlsx").read_bytes(), form="detailed")
    questionnaire = from_content(content)
    assert questionnaire.items
    assert from_content(questionnaire.as_content()) == questionnaire


def test_groups_conditions_and_cascades_of_an_example_are_kept() -> None:
    spec = from_content(read((EXAMPLES / "xlsform_spec_test.xlsx").read_bytes(), form="detailed"))
    number = spec.by_name["a_decimal"]
    assert (number.kind, number.constraint) == ("decimal", ". <= ${a_integer}")
    assert number.relevant == "not(selected(${skip_to_end}, 'yes'))"
    assert spec.by_name["required_text"].group == "everything/repeat_test*/group_test"
    assert not spec.by_name["required_text"].may_skip
    cascade = from_content(
        read((EXAMPLES / "choice_filter_test.xlsx").read_bytes(), form="detailed")
    )
    assert cascade.by_name["county"].choice_filter == "${state}=cf"
    assert all(choice.columns for choice in cascade.choices["counties"])


@pytest.mark.parametrize("form", FORMS)
def test_our_forms_come_back_equal(form: str) -> None:
    assert come_back(form) == standard(form)


@pytest.mark.parametrize("form", FORMS)
def test_pyxform_takes_our_forms_without_a_warning_and_in_both_languages(form: str) -> None:
    warnings: list[str] = []
    xform = convert(write(standard(form).as_content()), warnings=warnings).xform
    assert warnings == []
    for language in ("Español (es)", "English (en)"):
        assert f'<translation lang="{language}"' in xform
    assert "relevant=" in xform
    assert ("jr:constraintMsg" in xform) == any(i.constraint for i in standard(form).items)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_another_program_opens_the_form_and_what_it_saves_is_the_same_form(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(write(standard("detailed").as_content()))
    out = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, str(tmp_path / "form.xlsx")], check=True, timeout=180)
    saved = from_content(read((out / "form.xlsx").read_bytes(), form="detailed"))
    assert saved == standard("detailed")
