"""Files of answers for SPSS and Stata: a number and a range do not stand in one column."""

from pathlib import Path

import pyreadstat
import pytest

from tequio.domain.studies.report import data_files
from tequio.domain.studies.study_data import StudyData, Table
from tests.domain.studies.analysis.made_study import made

READ = {"sav": pyreadstat.read_sav, "dta": pyreadstat.read_dta}
RANGES = {"es": "rango", "en": "range"}


@pytest.fixture(scope="module")
def data() -> StudyData:
    """A study whose short form asks for a range where the detailed one asks for a number."""
    found = made(people=600, sampled=300, response=0.4)
    rows = [
        row | ({"c_contact_n": "3-5"} if row["form"] == "short" else {})
        for row in found.answers.records()
    ]
    return StudyData(**{**vars(found), "answers": Table.of(found.answers.columns, rows)})


@pytest.fixture(scope="module")
def files(data: StudyData) -> dict[str, bytes]:
    return data_files.of_answers(data, 2)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", ["sav", "dta"])
def test_number_and_range_are_read_back_apart(data, files, kind, language, tmp_path: Path) -> None:
    path = tmp_path / f"analysis.{kind}"
    path.write_bytes(files[f"data/analysis-{language}.{kind}"])
    columns, meta = READ[kind](str(path), output_format="dict")
    for form, number, span in zip(
        columns["form"], columns["c_contact_n"], columns["c_contact_n_band"], strict=True
    ):
        assert (number is None) == (form == "short")
        assert span == ("3-5" if form == "short" else "")
    assert list(columns["key"]) == data.answers.column("key")
    assert "c_exch_n_band" not in columns
    assert meta.column_names_to_labels["c_contact_n_band"].endswith(f" ({RANGES[language]})")
