"""What one seeker and one mentor of the index have in common."""

from __future__ import annotations

import numpy as np

from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.query import Query
from mentor_matching.reasons.explain import Evidence


def evidence_for(index: MentorIndex, query: Query, row: int, free: int) -> Evidence:
    """The evidence on the mentor at `row`, of whose places `free` are left now."""
    c, seeker, codes = index.columns, query.seeker, index.codes
    areas, spoken = int(c.areas[row]), int(c.languages[row])
    return Evidence(
        areas=tuple(codes.areas.names[area] for area in query.areas if areas >> area & 1),
        languages=tuple(
            language
            for language in seeker.languages
            if spoken >> codes.languages.numbers.get(language, spoken.bit_length()) & 1
        ),
        country=seeker.country if c.country[row] == query.country else "",
        known_industry=_if_shared(seeker.industry, c.industries[row] & query.industry),
        wished_industry=_if_shared(seeker.industry, c.wished_industries[row] & query.industry),
        wished_stage=_if_shared(seeker.stage, c.wished_stages[row] & query.stage),
        requests=int(c.requests[row]),
        replies=int(c.replies[row]),
        reply_days=float(c.reply_days[row]),
        free=free,
        places=int(c.places[row]),
    )


def _if_shared(name: str, shared: np.uint64) -> str:
    return name if shared else ""
