"""allauth's forms with our labels: one label a field, no placeholder that repeats it."""

import secrets
from typing import Any, ClassVar, Final

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkey
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.pages.people import reset_links, tries
from tequio.pages.shared import errors, limits
from tequio.records.people import Person

LABELS: Final[dict[str, str | Promise]] = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "remember": _("Stay signed in on this device"),
    "oldpassword": _("Your present password"),
    "password1": _("Another password"),
    "code": _("Code"),
    "name": _("Name of this passkey"),
    "passwordless": _("Sign in with it alone, without a password"),
}
PASSWORD_HELP: Final = _(
    "At least 10 characters. A short sentence of your own is easy to remember."
)


class OurWords(forms.Form):
    """What every form of an account page has in common."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)  # one can look at what one typed: once is enough
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = PASSWORD_HELP if name == "password1" else ""


class Join(OurWords, account.SignupForm):
    """With the fields of JoinForm, which allauth puts beneath it."""

    FIRST: ClassVar = ("name", "role", "email", "password1", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Your name")
        self.fields["name"].help_text = _("As you want others to see it.")
        if "password1" in self.fields:
            self.fields["password1"].label = _("Password")
        self.order_fields(self.FIRST)

    def try_save(self, request: HttpRequest) -> Any:
        """Joining with an address that has an account takes as long as with any other."""
        if self.account_already_exists:
            _join_and_forget(self, request)
        return super().try_save(request)

    def save(self, request: HttpRequest) -> Any:
        """The account, its roles and its address together, or none of it."""
        with transaction.atomic():
            return super().save(request)


def _join_and_forget(form: "Join", request: HttpRequest) -> None:
    """The whole work of joining, under an address of nobody, taken back at the end.

    It is taken back within a transaction that is then stored: the answer waits for the disk as
    that of a joining person does. Signing in afterwards looks four things up; so does this.
    """
    said = form.cleaned_data
    form.cleaned_data = {**said, "email": f"{secrets.token_hex(16)}@nobody.invalid"}
    form.account_already_exists = False
    with transaction.atomic(), transaction.atomic():
        person = form.save(request)
        addresses = EmailAddress.objects.filter(user=person)
        addresses.filter(verified=True).exists()
        for _time in range(2):
            EmailAddress.objects.get_for_user(person, person.email)
        Person.objects.get(pk=person.pk)
        transaction.set_rollback(True)
    form.account_already_exists = True
    form.cleaned_data = said


class Login(OurWords, account.LoginForm):
    pass


class ChangePassword(OurWords, account.ChangePasswordForm):
    pass


class SetPassword(OurWords, account.SetPasswordForm):
    pass


class ResetPassword(OurWords, account.ResetPasswordForm):
    def clean_email(self) -> str:
        email: str = super().clean_email()
        _take(tries.RESET_BY_MAIL, email)
        return email


class ResetPasswordKey(OurWords, account.ResetPasswordKeyForm):
    pass


class ResetLink(account.UserTokenForm):
    """Reads the links that our mails carry."""

    def _get_user(self, uidb36: str) -> Person | None:
        return reset_links.person_named(uidb36)


class RequestLoginCode(OurWords, account.RequestLoginCodeForm):
    def clean_email(self) -> str:
        email: str = super().clean_email()
        if email:
            _take(tries.CODE_BY_MAIL, email)
        return email


class ConfirmLoginCode(OurWords, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmail(OurWords, account.ConfirmEmailVerificationCodeForm):
    pass


class ChangeEmail(OurWords, account.ChangeEmailForm):
    pass


class AddEmail(OurWords, account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your other address")


class Reauthenticate(OurWords, account.ReauthenticateForm):
    pass


def _take(door: tries.Door, email: str) -> None:
    if wait := door.wait(current.request, email):
        raise ImmediateHttpResponse(errors.too_many(current.request, retry_after=wait))


class FewTries(forms.Form):
    """Six digits can be guessed: past 5 tries in 5 minutes, 20 an hour or 50 a day, 429."""

    TRIES: ClassVar = ((5, 300), (20, 3600), (50, 86400))
    user: Person

    def clean_code(self) -> str:
        keys = {
            seconds: f"second-step:{self.user.public_id}:{seconds}" for _most, seconds in self.TRIES
        }
        now = timezone.now().timestamp()
        for most, seconds in self.TRIES:
            if limits.take(keys[seconds], most=most, seconds=seconds, now=now):
                raise ImmediateHttpResponse(limits.too_fast(current.request))
        code: str = super().clean_code()
        limits.forget(keys.values())
        return code


class SecondStep(OurWords, FewTries, second_step.AuthenticateForm):
    pass


class SecondStepAgain(OurWords, FewTries, second_step.ReauthenticateForm):
    pass


class ActivateApp(OurWords, app.ActivateTOTPForm):
    pass


class AddPasskey(OurWords, passkey.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["passwordless"] = True  # what most people expect of a passkey


class JoinPasskey(OurWords, passkey.SignupWebAuthnForm):
    pass


class EditPasskey(OurWords, passkey.EditWebAuthnForm):
    pass
