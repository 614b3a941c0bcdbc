"""Where help is missing: searches that found nobody and asks nobody answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

MOST_GAPS: Final = 60
COUNT: Final = """
WITH gaps AS (
SELECT area, language, country, sum(searched) AS searched, sum(expired) AS expired
FROM (
    SELECT area, language, coalesce(nullif(wanted_country, ''), country),
           count(DISTINCT person_id), 0
    FROM records_unmetsearch
    WHERE (area <> '' OR wanted_language <> '')
      AND searched_at >= %(since)s AND searched_at < %(until)s
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT a.area, coalesce(p.languages[1], a.language), p.country, 0, count(*)
    FROM records_ask a JOIN records_person p ON p.id = a.asker_id
    WHERE a.state IN ('expired', 'mentor_left')
      AND a.sent_at >= %(since)s AND a.sent_at < %(until)s
    GROUP BY 1, 2, 3
) found (area, language, country, searched, expired)
GROUP BY 1, 2, 3 ORDER BY sum(searched) + sum(expired) DESC, 1, 2, 3 LIMIT %(most)s)
SELECT gaps.*, offering.there, offering.anywhere
FROM gaps CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE gaps.country IN ('', p.country)), count(*)
    FROM records_mentor m JOIN records_person p ON p.id = m.person_id
    WHERE p.is_active AND p.is_mentor AND m.areas <> '{}'
      AND (gaps.area = '' OR m.areas @> ARRAY[gaps.area]::varchar[])
      AND p.languages @> ARRAY[gaps.language]::varchar[]) offering (there, anywhere)
ORDER BY gaps.searched + gaps.expired DESC, 1, 2, 3
"""


@dataclass(frozen=True)
class Gap:
    """People who found nobody, asks that ended unanswered, and mentors who offer it today.

    `mentors` are those of the country, `anywhere` those of all countries.
    """

    area: str
    language: str
    country: str
    searched: int
    expired: int
    mentors: int
    anywhere: int


def gaps(*, since: datetime, until: datetime) -> list[Gap]:
    """The widest gaps of the period, by area, language and country.

    The language is the one wanted, or else the first that those who looked speak; the country
    the one wanted, or else their own.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"since": since, "until": until, "most": MOST_GAPS})
        return [
            Gap(area, language, country, int(searched), int(expired), mentors, anywhere)
            for area, language, country, searched, expired, mentors, anywhere in cursor.fetchall()
        ]
