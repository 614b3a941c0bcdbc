"""What is wrong with a password, in words of this site."""

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class UnlikeOneself(UserAttributeSimilarityValidator):
    """Django's rule; its Spanish sentence compares the password with somebody."""

    def get_error_message(self) -> str:
        return _("This password resembles your e-mail or your name. Choose another one.")
