"""The funnel of the site: of those who joined, who asked, was answered, talked, found it useful."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

STEPS: Final = ("joined", "asked", "answered", "talked", "useful")
GROUPS: Final = {
    "month": "to_char(p.joined_at, 'YYYY-MM')",
    "country": "p.country",
    "stage": "coalesce(b.stage, '')",
    "language": "p.language",
}
COUNT: Final = """
SELECT {group} AS value,
       count(*) AS joined,
       count(*) FILTER (WHERE a.asked) AS asked,
       count(*) FILTER (WHERE a.answered) AS answered,
       count(*) FILTER (WHERE t.talked) AS talked,
       count(*) FILTER (WHERE t.useful) AS useful
FROM records_person p
LEFT JOIN records_business b ON b.person_id = p.id
LEFT JOIN (
    SELECT asker_id, true AS asked,
           bool_or(state IN ('accepted', 'declined') OR question_back <> '') AS answered
    FROM records_ask WHERE state <> 'withdrawn' GROUP BY asker_id
) a ON a.asker_id = p.id
LEFT JOIN (
    SELECT c.entrepreneur_id,
           bool_or(c.mentor_wrote OR c.said_talked) AS talked, bool_or(c.said_useful) AS useful
    FROM (
        SELECT k.entrepreneur_id,
               EXISTS (SELECT FROM records_message m
                       WHERE m.conversation_id = k.id
                       AND m.author_id = k.mentor_id) AS mentor_wrote,
               EXISTS (SELECT FROM records_checkin i WHERE i.conversation_id = k.id
                       AND i.person_id = k.entrepreneur_id
                       AND i.talked IN ('yes', 'partly')) AS said_talked,
               EXISTS (SELECT FROM records_checkin i WHERE i.conversation_id = k.id
                       AND i.person_id = k.entrepreneur_id
                       AND i.useful IN ('yes', 'partly')) AS said_useful
        FROM records_conversation k
    ) c GROUP BY c.entrepreneur_id
) t ON t.entrepreneur_id = p.id
WHERE p.is_entrepreneur AND p.erased_at IS NULL
  AND EXISTS (SELECT FROM account_emailaddress e WHERE e.user_id = p.id AND e.verified)
  AND p.joined_at >= %(since)s AND p.joined_at < %(until)s
GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True)
class FunnelRow:
    """One group of entrepreneurs who joined in the period, and how far they came."""

    value: str
    joined: int
    asked: int
    answered: int
    talked: int
    useful: int


def funnel(*, by: str, since: datetime, until: datetime) -> list[FunnelRow]:
    """Entrepreneurs who joined in the period, by month, country, stage or language.

    Whoever never confirmed the address has not joined.

    `talked` means that the mentor wrote at least once or the entrepreneur said so; `useful` means
    that the entrepreneur said so, wholly or in part. Raises KeyError for an unknown grouping.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(group=GROUPS[by]), {"since": since, "until": until})
        return [FunnelRow(*row) for row in cursor.fetchall()]


def total(rows: list[FunnelRow]) -> FunnelRow:
    """All groups together."""
    return FunnelRow("", *(sum(getattr(row, step) for row in rows) for step in STEPS))
