"""Names nearly written right: the nearest words of names of those who are listed."""

from typing import Final

from tequio.records import prepared

FEWEST_LETTERS: Final = 3
FEWEST_OF_ALIKE: Final = 4
"""Shorter words are near only where they sound the same."""
MOST_WORDS: Final = 4
ALIKE: Final = 0.4
"""How much of their letters in threes two words share (pg_trgm): one slip leaves more."""
SOUND: Final = (
    "translate(regexp_replace(regexp_replace(replace(replace(replace(<word>,"
    " 'ch', 'x'), 'll', 'y'), 'qu', 'k'), 'c([ei])', 's\\1', 'g'), 'g([ei])', 'j\\1', 'g'),"
    " 'zvch', 'sbk')"
)
"""One letter for those that sound alike in Spanish here (s z c, b v, y ll, j g, k c qu), no h."""
NEAREST: Final = """
SELECT said.place, near.word
FROM unnest(%(said)s::text[]) WITH ORDINALITY AS said(word, place)
CROSS JOIN LATERAL (
    SELECT known.word
    FROM (SELECT DISTINCT unnest(string_to_array(search_name, ' ')) AS word
          FROM records_listedmentor) AS known
    WHERE <sounds alike>
       OR length(said.word) >= %(fewest)s
          AND similarity(known.word, said.word) >= %(alike)s
    ORDER BY <sounds alike> DESC,
             similarity(known.word, said.word) DESC, known.word
    LIMIT 1) AS near
ORDER BY said.place
""".replace(
    "<sounds alike>",
    " = ".join(SOUND.replace("<word>", word) for word in ("known.word", "said.word")),
)


def nearest(said: list[str]) -> list[str]:
    """The words as names have them, or none if not each has a near one, or all are right.

    Asked only where nobody was found: it looks through all names.
    """
    if len(said) > MOST_WORDS or min(map(len, said)) < FEWEST_LETTERS:
        return []
    rows = prepared.rows_of_once(NEAREST, {"said": said, "alike": ALIKE, "fewest": FEWEST_OF_ALIKE})
    near = [word for _place, word in rows]
    return near if len(near) == len(said) and near != said else []
