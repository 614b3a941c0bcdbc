"""The files of published studies are in a backup and come back bit for bit, or it is refused."""

import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import psycopg
import pytest
from psycopg.types.json import Jsonb
from tests.commands.as_operator import command, files_below

from local_postgres import throw_away
from tequio.commands.backup.archive import DUMP, MANIFEST, Manifest, Unusable, pack, unpack
from tequio.commands.backup.command import back_up
from tequio.commands.backup.restore import bring_back

SCHEMA = """
    CREATE TABLE survey_records_study (id bigint PRIMARY KEY, public_id text);
    CREATE TABLE survey_records_publication (id bigint PRIMARY KEY, study_id bigint, files jsonb);
    INSERT INTO survey_records_study VALUES (1, 'abc'), (2, 'not_published');
"""
FILES = {"results.json": b"{}\n", "reports/informe.pdf": bytes(range(256)) * 40}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of its own: a restore replaces the whole database."""
    with throw_away() as running:
        yield running.url


@pytest.fixture
def url(server: str, var: Path) -> str:
    """A database with one published study, whose files lie below `var`."""
    hashes = {name: hashlib.sha256(held).hexdigest() for name, held in FILES.items()}
    with psycopg.connect(server) as connection:
        connection.execute("DROP TABLE IF EXISTS survey_records_study, survey_records_publication")
        connection.execute(SCHEMA)
        connection.execute(
            "INSERT INTO survey_records_publication VALUES (1, 1, %s)", [Jsonb(hashes)]
        )
    return server


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """The folder of a site with the files of one study, and some that nobody published."""
    for name, held in FILES.items():
        place = tmp_path / "var" / "studies" / "abc" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(held)
    (tmp_path / "var" / "studies" / "abc.zip").write_bytes(b"all in one")
    (tmp_path / "var" / "studies" / "not_published").mkdir()
    (tmp_path / "var" / "studies" / "not_published" / "draft.json").write_bytes(b"draft")
    return tmp_path / "var"


PUBLISHED = {"abc.zip": b"all in one", **{f"abc/{name}": held for name, held in FILES.items()}}


def taken_apart(url: str, var: Path, parts: Path) -> Manifest:
    """What a backup promises, which lies in `var`, and its parts in a folder of their own."""
    manifest, _lost = back_up(url, var / "backup", var=var)
    parts.mkdir()
    unpack(var / "backup", parts)
    return manifest


def write_by_hand(target: Path, manifest: bytes, dump: Path, files: Mapping[str, bytes]) -> None:
    """A backup that holds what is given, whatever it promises."""
    with tarfile.open(target, "w") as archive:
        for name, content in {MANIFEST: manifest, DUMP: dump.read_bytes(), **files}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, BytesIO(content))


def test_a_file_that_is_there_is_not_replaced_unless_told(url: str, var: Path) -> None:
    there = var / "backup"
    there.write_text("the backup of yesterday")
    place = {"DATABASE_URL": url, "TEQUIO_VAR": str(var)}
    refused = command("backup", str(there), **place)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert there.read_text() == "the backup of yesterday"
    done = command("backup", str(there), "--replace", **place)
    assert done.returncode == 0, done.stderr
    assert "3 files of published studies" in done.stdout


def test_a_changed_or_missing_file_is_said_and_not_taken_along(url: str, var: Path) -> None:
    (var / "studies" / "abc" / "results.json").write_bytes(b"{ }\n")
    (var / "studies" / "abc.zip").unlink()
    done = command("backup", str(var / "backup"), DATABASE_URL=url, TEQUIO_VAR=str(var))
    assert done.returncode == 1
    assert "studies/abc/results.json" in done.stderr
    assert "studies/abc.zip" in done.stderr
    assert "1 files of published studies" in done.stdout


@pytest.mark.parametrize("name", ["studies/../../outside", "/outside", "studies//x", "outside"])
def test_a_name_that_leads_elsewhere_is_refused(
    url: str, var: Path, tmp_path: Path, name: str
) -> None:
    parts = tmp_path / "parts"
    manifest = taken_apart(url, var, parts)
    evil = replace(manifest, files={name: hashlib.sha256(b"{}\n").hexdigest()})
    write_by_hand(var / "evil", evil.as_json(), parts / DUMP, {name: b"{}\n"})
    before = files_below(tmp_path)
    with pytest.raises(Unusable):
        bring_back(url, var / "evil", var=var)
    assert files_below(tmp_path) == before


def test_a_file_that_was_changed_in_the_backup_is_noticed(
    url: str, var: Path, tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    manifest = taken_apart(url, var, parts)
    files = {name: parts / name for name in manifest.files or {}}
    files["studies/abc/results.json"].write_bytes(b"[]\n")
    pack(var / "changed", manifest, parts / DUMP, files)
    before = files_below(var / "studies")
    with pytest.raises(Unusable, match=r"studies/abc/results\.json"):
        bring_back(url, var / "changed", var=var)
    del files["studies/abc/results.json"]
    pack(var / "fewer", manifest, parts / DUMP, files)
    with pytest.raises(Unusable, match="files that it promises"):
        bring_back(url, var / "fewer", var=var)
    assert files_below(var / "studies") == before


def test_where_the_database_is_refused_the_files_stay(url: str, var: Path) -> None:
    def refuse(_fresh: str) -> None:
        raise Unusable("of a newer program")

    back_up(url, var / "backup", var=var)
    before = files_below(var)
    with pytest.raises(Unusable):
        bring_back(url, var / "backup", var=var, before_use=refuse)
    assert files_below(var) == before


def test_published_files_come_back_bit_for_bit_and_the_present_ones_are_kept(
    url: str, var: Path
) -> None:
    back_up(url, var / "backup", var=var)
    (var / "studies" / "abc" / "results.json").write_bytes(b"lost")
    (var / "studies" / "later").mkdir()
    (var / "studies" / "later" / "results.json").write_bytes(b"published later")
    spoiled = files_below(var / "studies")
    bring_back(url, var / "backup", var=var)
    assert files_below(var / "studies") == PUBLISHED
    assert files_below(var / "studies_before") == spoiled
    assert (var / "studies" / "abc" / "results.json").stat().st_mode & 0o777 == 0o644


def test_they_come_back_on_a_machine_that_has_none(url: str, var: Path, tmp_path: Path) -> None:
    back_up(url, var / "backup", var=var)
    bring_back(url, var / "backup", var=tmp_path / "new")
    assert files_below(tmp_path / "new") == {
        f"studies/{name}": held for name, held in PUBLISHED.items()
    }


def test_a_backup_of_the_format_before_leaves_the_files_as_they_are(
    url: str, var: Path, tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    words = asdict(taken_apart(url, var, parts)) | {"format": 1}
    del words["files"]
    write_by_hand(var / "older", json.dumps(words).encode(), parts / DUMP, {})
    before = files_below(var / "studies")
    assert bring_back(url, var / "older", var=var).files is None
    assert files_below(var / "studies") == before
