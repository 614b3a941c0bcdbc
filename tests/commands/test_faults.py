"""Settings that a site cannot run with are refused, all at once, and no password is repeated."""

import pytest
from tests.commands.as_operator import command

from tequio.commands import faults

SECONDS = 120
GOOD = {
    "TEQUIO_SITE_URL": "https://tequio.example.org",
    "TEQUIO_ALLOWED_HOSTS": "tequio.example.org",
    "TEQUIO_SECRET_KEY": "kQ8vXw3r9sL1mZ7pT5yB2nD4fG6hJ0aCeUiOxRqWzSkVbNtM_yP",
    "TEQUIO_SMTP_URL": "submission://user:S3cret@mail.example.org:587",
}
BAD = [
    ("TEQUIO_SECRET_KEY", "x"),
    ("TEQUIO_SECRET_KEY", "a" * 60),
    ("TEQUIO_SECRET_KEY", "changeme12345" * 5),
    ("TEQUIO_SECRET_KEY", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMN"),
    ("TEQUIO_SECRET_KEY", "only-for-demo-and-tests-" + "q7Wm" * 10),
    ("TEQUIO_SITE_URL", "tequio.example.org"),
    ("TEQUIO_SITE_URL", "http://tequio.example.org"),
    ("TEQUIO_SITE_URL", "https:tequio.example.org"),
    ("TEQUIO_SITE_URL", "https://"),
    ("TEQUIO_SITE_URL", "https://tequio.example.org/site"),
    ("TEQUIO_SITE_URL", "https://tequio.example.org:https"),
    ("TEQUIO_SITE_URL", "https://tequio example.org"),
    ("TEQUIO_SITE_URL", "https://tequio.example.org,other.example.org"),
    ("TEQUIO_SURVEY_URL", "surveys.example.org"),
    ("TEQUIO_SURVEY_URL", "https://tequio.example.org"),
    ("TEQUIO_SMTP_URL", "mail.example.org"),
    ("TEQUIO_SMTP_URL", "smtp+tls://user:S3cret@mail.example.org:587"),
    ("TEQUIO_SMTP_URL", "smtp://user:S3cret@mail.example.org:many"),
    ("TEQUIO_SMTP_URL", "smtp://user:S3c#ret@mail.example.org"),
    ("TEQUIO_SMTP_URL", "smtp://mail.example.org?timeout=soon"),
    ("TEQUIO_SMTP_URL", "smtp://"),
    ("TEQUIO_ALLOWED_HOSTS", "other.example.org"),
    ("TEQUIO_ALLOWED_HOSTS", "https://tequio.example.org,tequio.example.org"),
    ("TEQUIO_ALLOWED_HOSTS", "tequio.example.org:8000"),
    ("TEQUIO_LOG_LEVEL", "foo"),
    ("TEQUIO_TRUSTED_PROXIES", "one"),
    ("TEQUIO_TRUSTED_PROXIES", "-1"),
    ("TEQUIO_TRUSTED_PROXIES", "10.0.0.1"),
    ("TEQUIO_WEB_WORKERS", "0"),
    ("TEQUIO_PREPARE", "maybe"),
    ("DATABASE_URL", "postgre://tequio:S3cret@db.example.org/tequio"),
    ("DATABASE_URL", "tequio:S3cret@db.example.org/tequio"),
    ("DATABASE_URL", "postgresql://tequio:S3c@ret@db.example.org/tequio"),
    ("DATABASE_URL", "postgresql://tequio:S3c/ret@db.example.org/tequio"),
    ("DATABASE_URL", "postgresql://tequio:S3c%ret@db.example.org/tequio"),
    ("DATABASE_URL", ""),
    ("TEQUIO_SURVEY_DATABASE_URL", "mysql://tequio:S3cret@db.example.org/tequio"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_wrong_value_is_refused_by_name_and_no_password_is_repeated(
    name: str, value: str
) -> None:
    lines = faults.of_production({**GOOD, name: value})
    assert lines
    assert all(line.startswith(name) for line in lines)
    assert "S3c" not in str(lines)
    if name == "TEQUIO_SECRET_KEY" and len(value) > 1:
        assert value not in str(lines)


@pytest.mark.parametrize("name", faults.NEEDED)
def test_one_missing_setting_is_enough_to_refuse(name: str) -> None:
    given = {key: value for key, value in GOOD.items() if key != name}
    (line,) = faults.of_production(given)
    assert line.startswith(f"{name} is missing")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEQUIO_SECRET_KEY", "0f3a9c5e7b1d2846e8d1c0b7a6f594321b7e4d90c2f8a36577"),
        ("TEQUIO_SITE_URL", "https://tequio.example.org:8443/"),
        ("TEQUIO_ALLOWED_HOSTS", "www.example.org, tequio.example.org"),
        ("TEQUIO_ALLOWED_HOSTS", ".example.org"),
        ("TEQUIO_ALLOWED_HOSTS", "TEQUIO.example.org"),
        ("TEQUIO_ALLOWED_HOSTS", "*"),
        ("TEQUIO_SURVEY_URL", "https://surveys.example.org"),
        ("TEQUIO_SMTP_URL", "smtp://localhost:1025"),
        ("TEQUIO_SMTP_URL", "smtp://user@example.org:pa%23ss@mail.example.org:465?ssl=true"),
        ("TEQUIO_LOG_LEVEL", "info"),
        ("DATABASE_URL", "postgresql://tequio@/tequio?host=%2Ftmp%2Fpg"),
        ("DATABASE_URL", "postgres://tequio:S3c%40ret@[::1]:5432/tequio?sslmode=require"),
    ],
)
def test_what_is_right_is_let_through(name: str, value: str) -> None:
    assert faults.of_production({**GOOD, name: value}) == []


def test_all_faults_stand_in_one_message_each_with_an_example() -> None:
    done = command(
        "run",
        seconds=SECONDS,
        TEQUIO_SITE_URL="tequio.example.org",
        TEQUIO_ALLOWED_HOSTS="tequio.example.org",
        TEQUIO_SECRET_KEY="short",
        TEQUIO_LOG_LEVEL="foo",
        DATABASE_URL="postgre://tequio:S3cret@db.example.org/tequio",
    )
    assert done.returncode == 1
    for words in ("SITE_URL", "SECRET_KEY", "SMTP_URL", "LOG_LEVEL", "DATABASE_URL"):
        assert words in done.stderr
    assert "https://tequio.example.org" in done.stderr
    assert "postgresql:// or postgres://" in done.stderr
    assert "S3cret" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("word", ["prepare", "worker", "demo"])
def test_other_commands_refuse_a_level_that_is_none(word: str) -> None:
    done = command(word, seconds=SECONDS, TEQUIO_LOG_LEVEL="foo")
    assert done.returncode == 2
    assert "TEQUIO_LOG_LEVEL=foo is no level" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "postgre://tequio:S3cret@127.0.0.1:1/tequio",
        "postgresql://tequio:S3cret@127.0.0.1:1/tequio",
        "postgresql://tequio:S3cret@S3cret.invalid/tequio",
        "postgresql://127.0.0.1:1/tequio?user=tequio&password=S3cret",
    ],
)
def test_a_database_that_does_not_answer_is_named_without_its_password(url: str) -> None:
    done = command("backup", "nowhere", seconds=SECONDS, DATABASE_URL=url)
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert "S3cret" not in done.stderr + done.stdout
