"""Addresses of pages, for letters: the site's own, whatever the request said it was."""

from django.conf import settings


def address(path: str) -> str:
    """The full address of a path that begins with a slash."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def survey_address(path: str) -> str:
    """The full address of a path on the respondents' own surface."""
    return f"{settings.SURVEY_URL.rstrip('/')}{path}"


def contact_address() -> str:
    """Where people write who cannot get on; empty where the site names none."""
    return str(settings.CONTACT_ADDRESS)
