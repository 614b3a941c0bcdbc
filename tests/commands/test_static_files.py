"""Static files are collected when they changed, and only then."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tequio.commands import static_files


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    """A site with one style sheet."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "base.css").write_text("p { margin: 0 }")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "collected"
    return folder


def test_nothing_is_collected_twice(source: Path) -> None:
    assert static_files.collect()
    assert not static_files.collect()


def test_a_changed_a_new_and_a_removed_file_are_noticed(source: Path, tmp_path: Path) -> None:
    static_files.collect()
    (source / "base.css").write_text("p { margin: 1em }")
    assert static_files.collect()
    (source / "print.css").touch()
    assert static_files.collect()
    (source / "base.css").unlink()
    assert static_files.collect()
    assert not (tmp_path / "collected" / "base.css").exists()
