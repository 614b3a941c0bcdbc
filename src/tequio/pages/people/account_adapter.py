"""How allauth speaks and sends in this house."""

from typing import Any, Final
from zoneinfo import ZoneInfo

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from tequio.delivery.letters import Letter
from tequio.domain.mails import actions as mails
from tequio.domain.site import address
from tequio.pages.people import known_device, reset_links, tries
from tequio.pages.shared import errors
from tequio.records.notifications import NotificationKind
from tequio.records.people import Person

SECOND_STEP_STAGE: Final = "tequio.pages.people.second_step_stage.SecondStepStage"


class AccountAdapter(DefaultAccountAdapter):
    """Mails of the account go through the sending ledger, like every other."""

    error_messages = {  # noqa: RUF012  (allauth's own name for it)
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("This is the address of your account."),
        "duplicate_email": _("Your account has this address already."),
        "email_password_mismatch": _("The address or the password is not right."),
        "email_taken": _("This address belongs to another account."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This is not the code we sent. Look again, or ask for another."),
        "incorrect_password": _("The password is not right."),
        "invalid_or_expired_key": _("This link is no longer good. Ask for another."),
        "invalid_login": _("The address or the password is not right."),
        "invalid_password_reset": _("This link is no longer good. Ask for another."),
        "max_email_addresses": _("One address at a time can wait for its code."),
        "too_many_login_attempts": _(
            "Too many wrong codes: this one is no longer good. Have another sent to you."
        ),
        "unknown_email": _("There is no account with this address."),
        "unverified_primary_email": _("First confirm your address."),
        "same_as_current": _("This is your address already."),
        "rate_limited": _("Too many tries. Wait a few minutes and try again."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from; one place for all where fewer proxies spoke than are told."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            return str(request.META["REMOTE_ADDR"])

    def is_safe_url(self, url: str | None) -> bool:
        """Addresses that Python refuses to read are not ours."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def validation_error(self, code: str, *args: Any) -> forms.ValidationError:
        """allauth has one name for a code that wrong ones used up and for tries that wait."""
        wait = "rate_limited" if code == "too_many_login_attempts" else code
        return super().validation_error(wait, *args)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Renders allauth's text in the person's language and hours, and queues it.

        Addresses in it are the site's own, whatever host the request named.
        """
        person = Person.objects.filter(email__iexact=email).first()
        language = person.language if person else translation.get_language() or "es"
        zone = ZoneInfo(person.time_zone) if person else timezone.get_default_timezone()
        context = {"email": email, **context, **_addresses()}
        with translation.override(language), timezone.override(zone):
            rendered = self.render_mail(template_prefix, email, context)
        with transaction.atomic():
            mails.queue(
                letter=Letter(
                    subject=" ".join(rendered.subject.split()),
                    paragraphs=tuple(
                        part.strip() for part in rendered.body.split("\n\n") if part.strip()
                    ),
                    footer=f"Tequio · {settings.SITE_URL}",
                ),
                kind=NotificationKind.ACCOUNT,
                to=email,
                language=language,
                person=person,
                now=timezone.now(),
            )

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the mail, on our own host; it tells nobody how many accounts there are."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return address(path.replace("UID-KEY", reset_links.without_number(key)))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Past the limit of failed tries even the right password waits: 429, not a hint."""
        wait = tries.PASSWORD.wait(request, str(credentials.get("email", "")))
        if wait:
            page = "people/too_many_tries.html"
            raise ImmediateHttpResponse(errors.too_many(request, retry_after=wait, page=page))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A right password was no guess: it gives its try back."""
        person = super().authenticate(request, **credentials)
        if person:
            tries.PASSWORD.give_back(request, str(credentials.get("email", "")))
        return person

    def post_login(self, request: HttpRequest, user: Any, **said: Any) -> HttpResponse:
        """Whoever is in, by whatever way, is known on this device."""
        with translation.override(user.language):  # the greeting stands on the next page, in hers
            response = super().post_login(request, user, **said)
        known_device.remember(request, response, user.email)
        return response

    def get_login_stages(self) -> list[str]:
        """allauth's stages, with our own rule of when the second step is asked."""
        own = {"allauth.mfa.stages.AuthenticateStage": SECOND_STEP_STAGE}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's ways to say again who one is, in our words."""
        names = {
            "account_reauthenticate": _("With my password"),
            "mfa_reauthenticate": _("With a code of the app or a recovery code"),
            "mfa_reauthenticate_webauthn": _("With my passkey"),
        }
        by_url = {reverse(name): words for name, words in names.items()}
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": str(by_url[way["url"]])} for way in ways]


def _addresses() -> dict[str, str]:
    names = {
        "signup_url": "account_signup",
        "login_url": "account_login",
        "forgot_url": "account_reset_password",
    }
    return {key: address(reverse(name)) for key, name in names.items()}
