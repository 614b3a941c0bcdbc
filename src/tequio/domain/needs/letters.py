"""The letter that keeps a promise."""

from datetime import datetime

from django.utils.translation import gettext as _

from tequio.delivery.letters import Letter
from tequio.domain.site import address
from tequio.records.notifications import Notification
from tequio.records.people import Person


def somebody_can_help(told: Notification, now: datetime) -> Letter | None:
    """To somebody whose search had found nobody."""
    mentor = (
        Person.objects.present()
        .not_blocked_with(told.person)
        .filter(public_id=told.subject_public_id, is_mentor=True)
        .first()
    )
    if mentor is None:
        return None
    return Letter(
        subject=_("%(name)s can help with what you looked for") % {"name": mentor.name},
        paragraphs=(
            _("Good day, %(name)s.") % {"name": told.person.given_name},
            _(
                "You looked for help and we found nobody. "
                "%(name)s fits what you looked for and has room."
            )
            % {"name": mentor.name},
        ),
        action_label=_("See this mentor"),
        action_url=address(f"/mentors/{mentor.public_id}/"),
    )
