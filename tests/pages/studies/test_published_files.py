"""The files of a published study: each has words, and the seal of the folder stands beside them."""

import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client

from tequio.domain.studies import publication
from tests import studies
from tests.conftest import NOW
from tests.stored_study import with_folder

pytestmark = pytest.mark.django_db


def test_the_annex_prints_the_seal_and_names_the_files_of_other_programs(
    settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    study = with_folder(studies.gather(now=NOW), now=NOW)
    manifest = (publication.place_of(study) / "manifest.json").read_bytes()
    address = f"/studies/{study.public_id}/report/annex"
    html = Client(headers={"accept-language": "en"}).get(address).content.decode()
    text = re.sub(r"<[^>]+>", " ", html)
    assert hashlib.sha256(manifest).hexdigest() in text
    assert "The same for SPSS, in Spanish" in text
    assert "The same for Stata, in English" in text
