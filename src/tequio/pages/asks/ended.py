"""How an ask ended, in a sentence to each of the two."""

from django.utils.translation import gettext as _

from tequio.domain.asks import ends
from tequio.records.asks import Ask, AskState


def for_asker(ask: Ask) -> str:
    """Why it is over, without a word about the mentor that was not meant for the asker."""
    if ask.state == AskState.MENTOR_LEFT or (
        ask.state == AskState.DECLINED and not ask.mentor.is_active
    ):
        return _("The mentor is not here any more. It says nothing about your question.")
    name = {"name": ask.mentor.called}
    if ask.state == AskState.DECLINED:
        return _("%(name)s cannot take it this time.") % name
    if ask.state == AskState.EXPIRED:
        return _("%(name)s did not answer in time. It says nothing about your question.") % name
    causes = {
        ends.TAKEN_BACK: _("You took this ask back."),
        ends.ACCOUNT_CLOSED: _("This ask was closed when your account was suspended."),
    }
    return causes.get(ends.cause(ask), _("This ask was closed before there was an answer."))


def for_mentor(ask: Ask) -> str:
    """What became of it, and that nothing is left to do."""
    name = {"name": ask.asker.called}
    sentences = {
        AskState.ACCEPTED: _("You accepted this ask."),
        AskState.DECLINED: _("You declined this ask."),
        AskState.EXPIRED: _("The time of this ask is over: it needs no answer any more."),
        AskState.MENTOR_LEFT: _("This ask was closed when your account was suspended."),
    }
    if ask.state in sentences:
        return sentences[AskState(ask.state)]
    if ends.cause(ask) == ends.TAKEN_BACK:
        return _("%(name)s took this ask back: it needs no answer any more.") % name
    return _("This ask is closed: it needs no answer any more.")
