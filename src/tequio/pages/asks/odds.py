"""How often asks like this one are answered, and how many of one's own are open."""

from django.conf import settings
from django.utils import timezone

from tequio.domain.asks import queries
from tequio.pages.needs import mentor_words
from tequio.records.asks import Ask
from tequio.records.people import Mentor, Person


def odds(asker: Person, mentor: Mentor, area: str) -> dict[str, object]:
    """What odds.html shows for the area that is chosen in the form (perhaps none)."""
    chosen = area if area in mentor.areas else ""
    share = queries.answer_share(area=chosen, now=timezone.now())
    return {
        "mentor": mentor,
        "share": share,
        "share_is_about": "".join(mentor_words.area_labels([share.area])),
        "too_few_about": "".join(mentor_words.area_labels([chosen] if not share.area else [])),
        "open_asks": Ask.objects.open().filter(asker=asker).count(),
        "most_open_asks": settings.MOST_OPEN_ASKS,
        "days": settings.DAYS_TO_ANSWER,
    }
