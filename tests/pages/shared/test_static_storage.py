"""How static files are packed: what everybody loads as small as it goes, the admin's quickly."""

from pathlib import Path

from pytest_django.fixtures import Settings

from tequio.commands import static_files

STORAGE = {"staticfiles": {"BACKEND": "tequio.pages.shared.static_storage.Storage"}}


def test_brotli_is_for_what_everybody_loads(tmp_path: Path, settings: Settings) -> None:
    for folder in ("tequio", "admin"):
        (tmp_path / "static" / folder).mkdir(parents=True)
        (tmp_path / "static" / folder / "base.css").write_text("p { margin: 0 }\n" * 50)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | STORAGE
    assert static_files.collect()
    assert packed(tmp_path / "collected" / "tequio") == {".br", ".gz"}
    assert packed(tmp_path / "collected" / "admin") == {".gz"}


def packed(folder: Path) -> set[str]:
    """The kinds of packed copies of a folder's hashed file."""
    return {file.suffix for file in folder.glob("base.*.css.*")}
