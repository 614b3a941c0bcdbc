"""The respondents' surface as a part: what it is told, and nothing that only the site may know."""

import hashlib
import sys
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit, urlunsplit

ROLE: Final = "tequio_respondents"
TOLD: Final = frozenset(
    {
        "DJANGO_SETTINGS_MODULE",
        "TEQUIO_ENVIRONMENT",
        "TEQUIO_SITE_URL",
        "TEQUIO_SURVEY_URL",
        "TEQUIO_TRUSTED_PROXIES",
        "TEQUIO_LOG_LEVEL",
        "TEQUIO_VAR",
        "PATH",
        "LANG",
        "HOME",
    }
)


def environment(site: Mapping[str, str], *, database_is_ours: bool) -> dict[str, str] | None:
    """The environment of the surface; None where it has no address or no database role."""
    address = site.get("TEQUIO_SURVEY_URL", "")
    database = site.get("TEQUIO_SURVEY_DATABASE_URL", "")
    if not database and database_is_ours:
        database = as_respondents(site.get("DATABASE_URL", ""))
    if not address or not database:
        return None
    told = {name: value for name, value in site.items() if name in TOLD}
    return told | {
        "TEQUIO_SURFACE": "respondents",
        "DATABASE_URL": database,
        "TEQUIO_ALLOWED_HOSTS": urlsplit(address).hostname or "",
        "TEQUIO_SECRET_KEY": key_of(site.get("TEQUIO_SECRET_KEY", "")),
    }


def as_respondents(url: str) -> str:
    """The address of our own database for the surface's role, which needs no password there."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{ROLE}@{parts.netloc.rpartition('@')[2]}"))


def key_of(secret: str) -> str:
    """A key that follows from the site's and does not lead back to it."""
    return hashlib.sha256(f"respondents|{secret}".encode()).hexdigest()


def command(host: str, port: int) -> list[str]:
    """One process, so that its memory knows how often each address asks."""
    server = [sys.executable, "-m", "tequio.web_server", "tequio.respondent_wsgi"]
    return [*server, "--host", host, "--port", str(port), "--blocking-threads", "4"]
