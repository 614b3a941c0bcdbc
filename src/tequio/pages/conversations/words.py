"""The codes of the rules as sentences for people."""

from django.utils.translation import gettext as _

from tequio.domain.conversations.rules import LONGEST_MESSAGE
from tequio.pages.shared.dates import decimal


def refusal_sentence(reason: str) -> str:
    """Why a message was not sent; what was typed is kept."""
    sentences = {
        "empty": _("Write something first."),
        "unreadable": _("There is a sign in the text that cannot be kept. Please write it again."),
        "too_long": _(
            "A message can have %(most)s characters. Please shorten it or send it in two parts."
        ),
        "closed": _(
            "This conversation is closed. Open it again to write; your text is still here."
        ),
        "nobody_there": _("Nobody would read it. Your text is still here, to copy it."),
        "other_text": _("This message was already sent with other words. Please send it again."),
    }
    return sentences[reason] % {"most": decimal(LONGEST_MESSAGE)}


def link_sentence(reason: str) -> str:
    """Why a link in a mail does not work any more."""
    sentences = {
        "used": _("This link was already used. Sign in to see the conversation."),
        "expired": _("This link is past its time. Sign in to see the conversation."),
        "unknown": _(
            "This link does not work. "
            "Perhaps a part of it was lost: try to open it from the mail again."
        ),
        "closed": _(
            "The coordination closed the account that this link is for, so the link opens nothing. "
            "If you think this is a mistake, write to us: somebody reads it."
        ),
        "open": _("The conversation goes on, so there is nothing to answer yet."),
    }
    return sentences[reason]
