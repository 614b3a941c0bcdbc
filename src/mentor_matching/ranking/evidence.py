"""What one seeker and one mentor of the index have in common."""

from __future__ import annotations

from mentor_matching.index.bits import Bits, holds, members
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.query import NOBODY, Query
from mentor_matching.reasons.explain import Evidence


def evidence_for(index: MentorIndex, query: Query, row: int, free: int) -> Evidence:
    """The evidence on the mentor at `row`, of whose places `free` are left now."""
    c, seeker, codes = index.columns, query.seeker, index.codes
    areas, spoken = members(c.areas, row), members(c.languages, row)
    return Evidence(
        areas=tuple(codes.areas.names[area] for area in query.areas if area in areas),
        languages=tuple(
            language
            for language in seeker.languages
            if codes.languages.numbers.get(language, NOBODY) in spoken
        ),
        country=seeker.country if c.country[row] == query.country else "",
        known_industry=_if_held(seeker.industry, query.industry, c.industries, row),
        wished_industry=_if_held(seeker.industry, query.industry, c.wished_industries, row),
        wished_stage=_if_held(seeker.stage, query.stage, c.wished_stages, row),
        requests=int(c.requests[row]),
        replies=int(c.replies[row]),
        reply_days=float(c.reply_days[row]),
        free=free,
        places=int(c.places[row]),
    )


def _if_held(name: str, number: int, bits: Bits, row: int) -> str:
    return name if holds(bits, row, number) else ""
