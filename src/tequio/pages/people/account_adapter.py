"""How allauth speaks and sends in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone, translation

from tequio.delivery.letters import Letter
from tequio.domain.mails import actions as mails
from tequio.records.notifications import NotificationKind
from tequio.records.people import Person


class AccountAdapter(DefaultAccountAdapter):
    """Mails of the account go through the sending ledger, like every other."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Renders allauth's text in the person's language and queues it."""
        person = Person.objects.filter(email__iexact=email).first()
        language = person.language if person else translation.get_language() or "es"
        with translation.override(language):
            rendered = self.render_mail(template_prefix, email, context)
        mails.queue(
            letter=Letter(
                subject=" ".join(rendered.subject.split()),
                paragraphs=tuple(part for part in rendered.body.split("\n\n") if part.strip()),
            ),
            kind=NotificationKind.ACCOUNT,
            to=email,
            language=language,
            person=person,
            now=timezone.now(),
        )
