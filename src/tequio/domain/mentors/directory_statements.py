"""The statements of the directory, written out and kept.

What is shown of people and offers stands ready in one row each. What changes by the hour, places
and answers, is read where it is counted, and only for one page of mentors (OFFSET 0: the server
would weigh every order of joining them).
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

KEPT: Final = 256
FILTERS: Final = {
    "area": "m.areas @> ARRAY[%(area)s]::varchar[]",
    "industry": "m.industries @> ARRAY[%(industry)s]::varchar[]",
    "language": "m.languages @> ARRAY[%(language)s]::varchar[]",
    "country": "m.country = %(country)s",
}
LINES: Final = "records_listedmentor"
# Who offers one area stands in both orders in an index: a rare area is read as fast as one that
# all offer. Where more is asked for, the server weighs each time which index serves best.
OFFERING: Final = """(
    SELECT a.mentor_id AS person_id, a.search_name, line.card
    FROM records_listedarea a
    CROSS JOIN LATERAL (
        SELECT card FROM records_listedmentor WHERE person_id = a.mentor_id OFFSET 0) AS line
    WHERE a.area = %(<area>)s)"""
# The server takes names for spread evenly over their own order, and would read up to the last
# "victor" to find twenty: it looks into the index of letters first (OFFSET 0), if a word has three.
CALLED: Final = "(SELECT * FROM records_listedmentor WHERE <like> OFFSET 0)"
WORD: Final = "search_name LIKE %(word<number>)s"
# Who is called so comes before whose name begins so, and both before whose name only holds it.
NEARNESS: Final = """
CASE WHEN ' ' || m.search_name || ' ' LIKE %(whole<number>)s THEN 0
     WHEN ' ' || m.search_name LIKE %(start<number>)s THEN 1 ELSE 2 END
"""
MOST_WORDS_KEPT: Final = 3
CONTAINS: Final = """
EXISTS (SELECT FROM records_mentor WHERE person_id = m.person_id AND search_text LIKE %(text)s)
"""
BLOCKS: Final = """
blocks AS MATERIALIZED (SELECT ARRAY(
    SELECT blocked_id FROM records_block WHERE blocker_id = %(reader)s
    UNION ALL SELECT blocker_id FROM records_block WHERE blocked_id = %(reader)s) AS people)
"""
# Asked in the same breath as who helps: a look of its own costs more than it reads.
IN_A_NAME: Final = (
    "SELECT EXISTS (SELECT FROM records_listedmentor WHERE search_name LIKE %(like)s)"
)
NAMED: Final = f", named AS MATERIALIZED ({IN_A_NAME} AS somebody)"
NOBODYS_NAME: Final = "NOT (SELECT somebody FROM named)"
UNBLOCKED: Final = "m.person_id <> ALL ((SELECT people FROM blocks)::bigint[])"
IN_ORDER: Final = f"""
SELECT m.person_id, <turn> AS turn, m.search_name AS place, m.card
FROM <source> m
WHERE {UNBLOCKED} AND <conditions>
ORDER BY <order>m.search_name, m.person_id
LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608  (our own names)
# A circle of mentors in an order that says nothing of them, entered where day and reader say: each
# is as likely as any other among the first. Who offers the likeliest area comes before the others.
# Each turn takes what the ones before it left free: most often that is nothing, and reads nothing.
IN_TURN: Final = f"""
turn_<turn> AS MATERIALIZED (
    SELECT m.person_id, <turn> AS turn, md5(m.person_id::text) AS place, m.card
    FROM <source> m
    WHERE {UNBLOCKED} AND <conditions> AND md5(m.person_id::text) <side> %(entry)s
    ORDER BY md5(m.person_id::text)
    LIMIT greatest(0, %(upto)s<taken>))
"""  # noqa: S608  (our own names)
OFFERS_THE_FIRST: Final = "m.areas @> ARRAY[%(first)s]::varchar[]"
OFFERS_ANOTHER: Final = f"m.areas && %(any_of)s::varchar[] AND NOT {OFFERS_THE_FIRST}"
SIDES: Final = (">=", "<")
BY_FIT: Final = """
TABLE turn_0 UNION ALL TABLE turn_1 UNION ALL TABLE turn_2 UNION ALL TABLE turn_3
ORDER BY turn, place LIMIT %(limit)s OFFSET %(offset)s
"""
LISTED: Final = f"""
WITH {BLOCKS}<before>
SELECT found.card, l.month, l.used, l.waiting,
       r.received, r.answered, r.median_hours, r.quick_hours, r.slow_hours
FROM (<found>) AS found
LEFT JOIN LATERAL (
    SELECT month, used, waiting FROM records_mentorload WHERE mentor_id = found.person_id OFFSET 0
) AS l ON true
LEFT JOIN LATERAL (
    SELECT received, answered, median_hours, quick_hours, slow_hours
    FROM records_replyrecord WHERE mentor_id = found.person_id OFFSET 0) AS r ON true
ORDER BY found.turn, found.place, found.person_id
"""  # noqa: S608  (our own names)


class Statement(NamedTuple):
    """What is asked, and whether one plan serves whatever the values are."""

    text: str
    has_one_plan: bool


@lru_cache(KEPT)
def by_filters(filters: tuple[str, ...]) -> Statement:
    """Who fits the filters, in the order of names."""
    if filters == ("area",):
        return Statement(_in_order(_put(OFFERING, area="area"), ()), has_one_plan=True)
    conditions = [FILTERS[name] for name in filters]
    return Statement(_in_order(LINES, conditions), has_one_plan=not conditions)


@lru_cache(KEPT)
def by_texts(filters: tuple[str, ...], unless_named: bool) -> Statement:
    """Whose offer says %(text)s, in the order of names; `unless_named` as by problem."""
    conditions = [*(FILTERS[name] for name in filters), CONTAINS, *[NOBODYS_NAME] * unless_named]
    text = _in_order(LINES, conditions, before=NAMED if unless_named else "")
    return Statement(text, has_one_plan=False)


@lru_cache(KEPT)
def by_name(words: int, filters: tuple[str, ...], is_short: bool) -> Statement:
    """Who has %(word0)s, %(word1)s and so on in the name; `is_short` if no word has three letters.

    Those come first in whose names more of %(whole0)s, then of %(start0)s and so on are found.
    Few words are what most people search by; a plan for each number of words is not kept.
    """
    like = [_put(WORD, number=number) for number in range(words)]
    turn = " + ".join(_put(NEARNESS, number=number) for number in range(words))
    conditions = [FILTERS[name] for name in filters]
    if is_short:
        return Statement(_in_order(LINES, [*conditions, *like], turn=turn), has_one_plan=False)
    text = _in_order(_put(CALLED, like=" AND ".join(like)), conditions, turn=turn)
    return Statement(text, has_one_plan=not filters and words <= MOST_WORDS_KEPT)


@lru_cache(KEPT)
def by_problem(filters: tuple[str, ...], unless_named: bool) -> Statement:
    """Who offers %(first)s, then who offers one of %(any_of)s, each in turn from %(entry)s on.

    `unless_named` nobody, if somebody is called %(like)s.
    """
    conditions = [*(FILTERS[name] for name in filters), *[NOBODYS_NAME] * unless_named]
    first = (LINES, [*conditions, OFFERS_THE_FIRST])
    if not filters:
        first = (_put(OFFERING, area="first"), conditions)
    turns = product((first, (LINES, [*conditions, OFFERS_ANOTHER])), SIDES)
    written = [_in_turn(turn, *told, side) for turn, (told, side) in enumerate(turns)]
    before = (NAMED if unless_named else "") + "".join(f", {turn}" for turn in written)
    text = _put(LISTED, before=before, found=BY_FIT)
    return Statement(text, has_one_plan=not filters)


def _in_order(source: str, conditions: Iterable[str], before: str = "", turn: str = "0") -> str:
    order = "" if turn == "0" else "turn, "
    where = {"source": source, "conditions": _all(conditions)}
    found = _put(IN_ORDER, **where, turn=turn, order=order)
    return _put(LISTED, before=before, found=found)


def _in_turn(turn: int, source: str, conditions: Iterable[str], side: str) -> str:
    taken = "".join(f" - (SELECT count(*) FROM turn_{n})" for n in range(turn))  # noqa: S608  (our own names)
    where = {"source": source, "conditions": _all(conditions)}
    return _put(IN_TURN, **where, turn=turn, side=side, taken=taken)


def _all(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or "true"


def _put(statement: str, **parts: object) -> str:
    for name, part in parts.items():
        statement = statement.replace(f"<{name}>", str(part))
    return statement
