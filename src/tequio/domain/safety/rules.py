"""What of an ask or a message stands against whom, and who decides about whose account."""

from tequio.records.asks import Ask
from tequio.records.conversations import Message
from tequio.records.people import Person, StaffRole


def seen(*, of: Person, ask: Ask | None = None, message: Message | None = None) -> str:
    """The words of this person: what one wrote oneself is no evidence against somebody else."""
    if message is not None:
        return message.text
    if ask is None:
        return ""
    by_mentor = (ask.question_back, ask.decline_sentence)
    by_asker = (ask.context, ask.tried, ask.question, ask.question_back_answer)
    return "\n\n".join(part for part in (by_mentor if of.pk == ask.mentor_id else by_asker) if part)


def why_not_in_charge(*, by: Person, of: Person) -> str:
    """A code of why this person may not suspend or readmit that one, or nothing."""
    if by.pk == of.pk:
        return "oneself"
    administrator = StaffRole.ADMINISTRATOR
    return "administrator" if of.staff_role == administrator != by.staff_role else ""
