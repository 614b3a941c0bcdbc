"""What a person chose to be told."""

from tequio.domain.notifications import rules
from tequio.records.notifications import NotificationChoice, NotificationKind
from tequio.records.people import Person


def choice_of(person: Person, kind: str) -> NotificationChoice:
    """The stored choice, or the default: told in the site and by mail."""
    return NotificationChoice.objects.filter(
        person=person, kind=kind
    ).first() or NotificationChoice(person=person, kind=kind)


def choices_of(person: Person) -> list[NotificationChoice]:
    """One choice for every kind that this person can be told of and may switch off, in order."""
    stored = {choice.kind: choice for choice in person.notification_choices.all()}
    return [
        stored.get(kind) or NotificationChoice(person=person, kind=kind)
        for kind in NotificationKind.values
        if kind != NotificationKind.ACCOUNT
        and rules.can_be_told(
            kind, is_entrepreneur=person.is_entrepreneur, is_mentor=person.is_mentor
        )
    ]
