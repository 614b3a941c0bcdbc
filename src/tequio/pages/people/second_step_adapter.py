"""How allauth's second step speaks: authenticator app, passkeys, recovery codes."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SecondStepAdapter(DefaultMFAAdapter):
    """Our words, and a square to scan that can stand in the page itself."""

    error_messages = {  # noqa: RUF012  (allauth's own name for it)
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("With a second step the address can only be changed, not added to."),
        "cannot_delete_authenticator": _("Staff need a second step: it cannot be turned off."),
        "cannot_generate_recovery_codes": _("First add a passkey or turn on the app."),
        "incorrect_code": _("This code is not right. Look again at the app."),
        "unverified_email": _("First confirm your address."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The drawing without its XML line, on white in every theme, so that phones can read it."""
        head, _, body = super().build_totp_svg(url).partition("?>")[2].strip().partition(">")
        return f'{head}><rect width="100%" height="100%" fill="#ffffff"/>{body}'

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("My passkey")
