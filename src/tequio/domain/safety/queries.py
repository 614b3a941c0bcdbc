"""Who does not exist for whom."""

from django.db.models import Q

from tequio.records.people import Person
from tequio.records.safety import Block


def hidden_from(person: Person) -> frozenset[int]:
    """Everybody who blocked this person or whom this person blocked."""
    if not person.is_authenticated:
        return frozenset()
    pairs = Block.objects.filter(Q(blocker=person) | Q(blocked=person))
    ends = {end for pair in pairs.values_list("blocker_id", "blocked_id") for end in pair}
    return frozenset(ends - {person.pk})
