"""Names nearly written right: the nearest words of names of those who are listed."""

from typing import Final

from tequio.records import prepared

FEWEST_LETTERS: Final = 4
MOST_WORDS: Final = 4
ALIKE: Final = 0.4
"""How much of their letters in threes two words share (pg_trgm): one slip leaves more."""
NEAREST: Final = """
SELECT said.place, near.word
FROM unnest(%(said)s::text[]) WITH ORDINALITY AS said(word, place)
CROSS JOIN LATERAL (
    SELECT known.word
    FROM (SELECT DISTINCT unnest(string_to_array(search_name, ' ')) AS word
          FROM records_listedmentor) AS known
    WHERE similarity(known.word, said.word) >= %(alike)s
    ORDER BY similarity(known.word, said.word) DESC, known.word
    LIMIT 1) AS near
ORDER BY said.place
"""


def nearest(said: list[str]) -> list[str]:
    """The words as names have them, or none if not each has a near one, or all are right.

    Asked only where nobody was found: it looks through all names.
    """
    if len(said) > MOST_WORDS or min(map(len, said)) < FEWEST_LETTERS:
        return []
    rows = prepared.rows_of_once(NEAREST, {"said": said, "alike": ALIKE})
    near = [word for _place, word in rows]
    return near if len(near) == len(said) and near != said else []
