"""The published folder is written whole or not at all, and read without trust."""

from pathlib import Path

import pytest

from tequio.domain.studies import folder, verify
from tequio.domain.studies.folder import FolderRefused, PublishedStudy
from tests.published import published, study_data, write


def test_nothing_is_written_over_another_folder(tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()
    with pytest.raises(FolderRefused, match="exists"):
        folder.write(published(), tmp_path / "study")


@pytest.mark.parametrize("name", ["../report.html", "/etc/passwd", "a/../../b"])
def test_a_file_that_would_land_outside_is_refused(tmp_path: Path, name: str) -> None:
    study = PublishedStudy(study_data(), {"results": {}}, {name: b"x"})
    with pytest.raises(FolderRefused, match="unsafe_name"):
        folder.write(study, tmp_path / "study")
    assert list(tmp_path.iterdir()) == []


def test_a_further_file_cannot_take_the_place_of_the_data(tmp_path: Path) -> None:
    study = PublishedStudy(study_data(), {"results": {}}, {"answers.csv": b"x"})
    with pytest.raises(FolderRefused, match="reserved"):
        folder.write(study, tmp_path / "study")


def test_a_link_in_a_folder_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path / "study")
    (path / "plan.json").unlink()
    (path / "plan.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(FolderRefused, match="link"):
        folder.read(path)


@pytest.mark.parametrize("name", ["study.json", "answers.csv", "results.json"])
def test_a_folder_without_a_part_is_refused(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "study")
    (path / name).unlink()
    with pytest.raises(FolderRefused, match=name):
        folder.read(path)


def test_what_was_written_is_what_is_read(tmp_path: Path) -> None:
    study = published()
    back = folder.read(write(tmp_path / "study", study))
    assert back.data == study.data
    assert back.data.sha256 == study.data.sha256
    assert back.results == study.results
    assert back.others.items() >= study.others.items()


def test_the_hash_that_is_given_back_is_the_sealed_one(tmp_path: Path) -> None:
    given = folder.write(published(), tmp_path / "study")
    assert (tmp_path / "study" / verify.SEAL).read_text("utf-8") == f"{given}  manifest.json\n"


def test_the_same_study_makes_the_same_bytes() -> None:
    assert folder.contents(published()) == folder.contents(published())
