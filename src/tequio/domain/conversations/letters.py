"""Letters about conversations."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.delivery.letters import Letter
from tequio.domain.links import actions as links
from tequio.domain.site import address
from tequio.records.asks import ActionLink
from tequio.records.conversations import Conversation, Message
from tequio.records.notifications import Notification
from tequio.records.people import Person

LONGEST_QUOTE = 1500


def unread(
    *, person: Person, conversation: Conversation, messages: list[Message], now: datetime
) -> Letter:
    """One letter for all that waits unread, with a link to reply without signing in."""
    other = conversation.other(person)
    token = links.make(
        person=person, purpose=ActionLink.Purpose.REPLY, conversation=conversation, now=now
    )
    count = len(messages)
    return Letter(
        subject=ngettext("%(name)s wrote to you", "%(name)s wrote to you %(count)d times", count)
        % {"name": other.called, "count": count},
        paragraphs=(_("Good day, %(name)s.") % {"name": person.given_name},),
        quote="\n\n".join(message.text for message in messages)[:LONGEST_QUOTE],
        action_label=_("Read and reply"),
        action_url=address(f"/reply/{token}"),
        footer=_("This link is yours alone: please do not forward this mail."),
    )


def check_in(told: Notification, now: datetime) -> Letter | None:
    """To both sides: three questions, one tap each."""
    conversation = (
        Conversation.objects.of(told.person)
        .select_related("entrepreneur", "mentor")
        .filter(public_id=told.subject_public_id)
        .first()
    )
    if conversation is None or conversation.closed_at is None:
        return None
    token = links.make(
        person=told.person,
        purpose=ActionLink.Purpose.CHECK_IN,
        conversation=conversation,
        now=now,
    )
    other = conversation.other(told.person)
    return Letter(
        subject=_("How did it go?")
        if other.erased_at
        else _("How did it go with %(name)s?") % {"name": other.called},
        paragraphs=(
            _("Good day, %(name)s.") % {"name": told.person.given_name},
            _("Three questions, one tap each. Your answers help the next ones who ask."),
        ),
        action_label=_("Say how it went"),
        action_url=address(f"/how-it-went/{token}"),
        footer=_("This link is yours alone: please do not forward this mail."),
    )
