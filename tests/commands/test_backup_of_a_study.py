"""A published study is backed up, lost and brought back: not one byte differs."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.as_operator import ERASE_MARIA, files_below, shell, tequio

from local_postgres import throw_away

pytestmark = pytest.mark.slow

PUBLISH = """
from django.utils import timezone
from tequio.domain.studies import publication, publishing
from tequio.jobs import demo_study
from tequio.survey_records.models import Study
from tests import cast
roberto = cast.staff("Roberto", "manager", now=timezone.now())
cast.entrepreneur("María", country="GT", language="es", now=timezone.now())
assert demo_study.load(now=timezone.now())
study = Study.objects.get()
if not publication.files_of(study):
    publishing.write_folder(study=study, now=timezone.now())
print(publication.place_of(study), publication.seal_of(study))
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site whose tables are there."""
    with throw_away() as server:
        environment = {
            "PATH": os.defpath,
            "DATABASE_URL": server.url,
            "TEQUIO_VAR": str(tmp_path / "var"),
        }
        tequio(environment, "prepare")
        yield environment


def test_a_published_study_comes_back_bit_for_bit_with_its_seal(
    site: dict[str, str], tmp_path: Path
) -> None:
    place, seal = shell(site, PUBLISH).split()[-2:]
    file = str(tmp_path / "backup")
    tequio(site, "backup", file)
    shell(site, ERASE_MARIA)
    before = files_below(Path(place).parent)
    assert len(before) > 10
    shutil.rmtree(Path(place).parent)
    restored = tequio(site, "restore", file)
    assert "1 accounts erased again" in restored
    assert "_before" in restored
    assert files_below(Path(place).parent) == before
    assert "As published" in tequio(site, "verify-study", place, "--seal", seal)
    assert not [name for name, held in before.items() if b"maria@example.org" in held]
