"""Migrations, the map of data and the settings are current and complete."""

import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from tequio.domain.privacy import data_map


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_every_stored_field_has_a_class_an_owner_and_a_time() -> None:
    assert data_map.faults() == []


def test_an_unclassified_field_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = data_map.entries()["records.story"]
    classes = {name: kind for name, kind in entry.classes.items() if name != "text"}
    planted = data_map.Entry(entry.model, classes, entry.owner, entry.other, entry.erase, "long")
    real = data_map.entries()
    monkeypatch.setattr(data_map, "entries", lambda: {**real, "records.story": planted})
    assert data_map.faults() == ["records.story.text: has no class"]


PRODUCTION = {
    "PATH": "/usr/bin:/bin",
    "DJANGO_SETTINGS_MODULE": "tequio.settings",
    "TEQUIO_ENVIRONMENT": "production",
    "TEQUIO_SITE_URL": "https://tequio.example",
    "TEQUIO_ALLOWED_HOSTS": "tequio.example",
    "TEQUIO_SECRET_KEY": "Zk3" * 25 + "q9-_!a",
    "DATABASE_URL": "postgres:///nowhere",
}


def in_production(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words], env=PRODUCTION, capture_output=True, text=True, check=False
    )


def test_the_deploy_check_is_clean_with_production_settings() -> None:
    done = in_production("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_mails_come_from_the_sites_own_host_where_no_sender_is_named() -> None:
    done = in_production("-c", "from tequio import settings; print(settings.MAIL_FROM)")
    assert done.stdout == "Tequio <tequio@tequio.example>\n", done.stderr
