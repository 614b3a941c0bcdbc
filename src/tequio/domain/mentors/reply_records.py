"""How each mentor has answered, counted from the asks themselves."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection

COUNT: Final = """
INSERT INTO records_replyrecord (mentor_id, received, answered, accepted, median_hours,
                                 weighted_received, weighted_accepted, counted_at)
SELECT m.person_id, count(a.id),
       count(a.id) FILTER (WHERE a.state IN ('accepted', 'declined') OR a.question_back <> ''),
       count(a.id) FILTER (WHERE a.state = 'accepted'),
       percentile_cont(0.5) WITHIN GROUP (
           ORDER BY extract(epoch FROM a.answered_at - a.sent_at) / 3600),
       coalesce(sum(w.weight), 0),
       coalesce(sum(w.weight) FILTER (WHERE a.state = 'accepted'), 0),
       %(now)s
FROM records_mentor m
LEFT JOIN records_ask a ON a.mentor_id = m.person_id AND a.arrived_with_room
     AND a.state <> 'withdrawn' AND (a.state <> 'waiting' OR a.sent_at < %(old_enough)s)
     AND a.state <> 'question_back'
LEFT JOIN LATERAL (
    SELECT power(2, -extract(epoch FROM %(now)s - a.sent_at) / 86400 / %(half_life)s) AS weight
) w ON a.id IS NOT NULL
GROUP BY m.person_id
ON CONFLICT (mentor_id) DO UPDATE SET
    received = excluded.received, answered = excluded.answered, accepted = excluded.accepted,
    median_hours = excluded.median_hours, weighted_received = excluded.weighted_received,
    weighted_accepted = excluded.weighted_accepted, counted_at = excluded.counted_at
"""
HALF_LIFE_IN_DAYS: Final = 60.0


def count_again(*, now: datetime) -> None:
    """Counts every mentor's record anew; silence past the time counts as no answer."""
    old_enough = now - timedelta(days=settings.DAYS_TO_ANSWER)
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT, {"now": now, "old_enough": old_enough, "half_life": HALF_LIFE_IN_DAYS}
        )
