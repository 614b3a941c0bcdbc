"""When signing in asks for a second step."""

from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from tequio.records.people import Person


class SecondStepStage(AuthenticateStage):
    """Asked of those who chose one, and of staff.

    A passkey that opens the account by itself is a way in, not a second step: who loses it still
    enters with a code from the mail.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and _wants_second_step(self.login.user)


def _wants_second_step(person: Person) -> bool:
    if person.staff_role:
        return True
    held = list(Authenticator.objects.filter(user=person))
    has_app = any(one.type == Authenticator.Type.TOTP for one in held)
    keys = [one for one in held if one.type == Authenticator.Type.WEBAUTHN]
    return has_app or any(key.wrap().is_passwordless is False for key in keys)
