"""What joining asks for beside the e-mail and the password."""

from django import forms


class JoinForm(forms.Form):
    """Fields added to allauth's own sign-up form."""

    def signup(self, request: object, person: object) -> None:
        """Called by allauth once the person is stored."""
