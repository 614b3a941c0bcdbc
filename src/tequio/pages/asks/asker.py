"""What a mentor sees of the one who asks: never more than the preview shows."""

from django.utils.translation import gettext as _

from tequio.pages.needs import mentor_words
from tequio.records.people import Business, Person, Stage


def facts(person: Person) -> list[tuple[str, str]]:
    """Trade, stage, place and languages, as far as they were said: (what, in words)."""
    business = Business.objects.filter(person=person).first()
    said = [
        (_("Makes or sells"), business.trade if business else ""),
        (_("Stage"), str(Stage(business.stage).label) if business else ""),
        (_("Place"), mentor_words.place_of(person)),
        (_("Languages"), mentor_words.language_names(person.languages)),
    ]
    return [(what, words) for what, words in said if words]
