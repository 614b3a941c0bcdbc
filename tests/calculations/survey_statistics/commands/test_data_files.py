"""Reading data files: refusals, then columns as they stand."""

import csv
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from survey_statistics.commands.data_files import read_data
from survey_statistics.commands.errors import UnknownColumn, UnreadableFile


@pytest.fixture
def file(tmp_path):
    def write(content: bytes, name: str = "data.csv") -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\n\xff\n", "not UTF-8"),
        ("a\nñ\n".encode("latin-1"), "not UTF-8"),
        ("a\n1\n".encode("utf-16"), "not UTF-8"),
        (b"", "empty"),
        (b"a,a\n1,2\n", "two columns named 'a'"),
        (b"a,b\n1\n", "1 values in record 2"),
    ],
)
def test_a_file_that_is_no_table_is_refused(file, content, said):
    with pytest.raises(UnreadableFile, match=said):
        read_data(file(content))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="no file"):
        read_data(tmp_path / "none.csv")


def test_a_missing_column_names_the_nearest(file):
    with pytest.raises(UnknownColumn, match="Did you mean 'Weight'"):
        read_data(file(b"Weight\n1\n")).column("weight", asked_by="a test")


def test_numbers_are_numbers_and_identifiers_stay_text(file):
    data = read_data(
        file(b"x,id,long,mixed,gap,e\n1,007,19647336097927001,1,NA,1e3\n2.5,01,1,a,,-.5\n")
    )
    assert data.columns["x"].tolist() == [1.0, 2.5]
    assert data.columns["id"].tolist() == ["007", "01"]
    assert data.columns["long"].tolist() == ["19647336097927001", "1"]
    assert data.columns["mixed"].tolist() == ["1", "a"]
    assert data.columns["gap"].tolist() == [None, None]
    assert data.columns["e"].tolist() == [1000.0, -0.5]


def test_words_that_python_reads_as_numbers_stay_text(file):
    data = read_data(file(b"a,b,c\nnan,inf,1_000\n1,2,3\n"))
    assert data.columns["a"].tolist() == ["nan", "1"]
    assert data.columns["b"].tolist() == ["inf", "2"]
    assert data.columns["c"].tolist() == ["1_000", "3"]


def test_everything_is_text_when_asked(file):
    assert read_data(file(b"x\n2.10\n"), numbers=False).columns["x"].tolist() == ["2.10"]


def test_a_byte_order_mark_quotes_and_blank_lines_are_understood(file):
    data = read_data(file('\ufeff"a b",c\n"x, ""y""",1\n\n'.encode()))
    assert data.columns["a b"].tolist() == ['x, "y"']
    assert data.rows == 1


def test_a_header_alone_is_an_empty_table(file):
    data = read_data(file(b"a,b\n"))
    assert (data.rows, list(data.columns)) == (0, ["a", "b"])


def test_spss_values_come_through_the_optional_library(file, monkeypatch):
    # The library is large and optional; its answer is written down here, not its inside.
    content = {
        "sex": np.array([1.0, np.nan, 2.0]),
        "age": np.array([20.0, np.nan, 40.0]),
        "country": ["MX", "", "GT"],
    }
    labels = {"sex": {1.0: "Mujer", 2.0: "Hombre"}}
    answer = (content, SimpleNamespace(number_rows=3, variable_value_labels=labels))
    library = SimpleNamespace(read_sav=lambda *_, **__: answer, ReadstatError=RuntimeError)
    monkeypatch.setitem(sys.modules, "pyreadstat", library)
    data = read_data(file(b"$FL2", "answers.sav"))
    assert data.columns["sex"].tolist() == ["Mujer", None, "Hombre"]
    assert data.columns["country"].tolist() == ["MX", None, "GT"]
    assert np.isnan(data.columns["age"][1])


def test_what_others_read_as_csv_keeps_its_own_limit(file):
    before = csv.field_size_limit()
    read_data(file(b"a\n1\n"))
    assert csv.field_size_limit() == before
