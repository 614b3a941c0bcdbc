"""A cookie that says who has signed in on this device before; it opens nothing.

Strangers who guess at an account use up the tries of strangers. Somebody whose device is known has
tries of their own, so nobody is kept out by the guessing of others (OWASP: device cookies).
"""

import secrets
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE: Final = "__Host-known-device" if settings.SITE_SERVED_BY_TLS else "known-device"
SALT: Final = "tequio.known-device"
ONE_YEAR: Final = 60 * 60 * 24 * 365
MOST_ACCOUNTS: Final = 8  # a family or a training room may share one device


def device_of(request: HttpRequest, email: str) -> str | None:
    """The random name of this device, if this account has signed in on it."""
    device, accounts = _read(request)
    return device if _account(email) in accounts else None


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """From now on this device is known for this account."""
    device, accounts = _read(request)
    kept = [_account(email), *(one for one in accounts if one != _account(email))]
    response.set_cookie(
        COOKIE,
        signing.dumps([device or secrets.token_urlsafe(16), kept[:MOST_ACCOUNTS]], salt=SALT),
        max_age=ONE_YEAR,
        secure=settings.SITE_SERVED_BY_TLS,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, accounts = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=ONE_YEAR
        )
    except signing.BadSignature:
        return "", []
    return str(device), [str(account) for account in accounts]


def _account(email: str) -> str:
    """Neither an address nor its plain hash: the cookie tells nobody who was here."""
    return salted_hmac(SALT, email.lower(), algorithm="sha256").hexdigest()[:32]
