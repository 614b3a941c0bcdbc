"""Suggestions by looking at every mentor, written apart from the index as its referee."""

from __future__ import annotations

import math
from collections import Counter

from mentor_matching.index import Mentor
from mentor_matching.ranking import Seeker

A, B = 1.2, 1.8


def best_ids(mentors: list[Mentor], seeker: Seeker, limit: int = 5) -> list[int]:
    """The ids `suggest` must give, from plain arithmetic on the mentors themselves."""
    scored = [(-_score(m, seeker), m.id, m) for m in mentors if _allowed(m, seeker)]
    ranked = [m for score, _, m in sorted(scored, key=lambda s: s[:2]) if score < 0.0]
    least = 0.75 * _score(ranked[0], seeker) if ranked else 0.0
    new = [m for m in ranked if m.requests < 5]
    proven = [m for m in ranked if m.requests >= 5]
    fitting = [m for m in proven if _score(m, seeker) >= least]
    kept, chosen = round(limit / 5), []
    needs = sorted(seeker.needs, key=lambda area: (-seeker.needs[area], area))
    for area in needs[: math.ceil(limit / 2)]:
        if not any(area in m.areas for m in chosen):
            may_be_new = area == needs[0] or sum(m in new for m in chosen) < kept
            who = [m for m in [*proven, *(new if may_be_new else [])] if area in m.areas]
            chosen = _capped(who, len(chosen) + 1, chosen)
    more = max(0, kept - sum(m in new for m in chosen))
    chosen = _capped(new, min(limit, len(chosen) + more), chosen)
    chosen = _capped(ranked, limit, _capped(fitting, limit, chosen))
    place = {m.id: i for i, m in enumerate([*fitting, *(m for m in ranked if m not in fitting)])}
    return sorted((m.id for m in chosen), key=place.__getitem__)


def _allowed(m: Mentor, seeker: Seeker) -> bool:
    return (
        m.is_open
        and m.is_adult
        and m.free > 0
        and bool(set(m.languages) & set(seeker.languages))
        and bool(set(m.areas) & set(seeker.needs))
        and (m.programme == 0 or m.programme in seeker.programmes)
        and m.id not in seeker.excluded
        and (seeker.only_mentors is None or m.id in seeker.only_mentors)
        and (not seeker.preferences.same_country_only or m.country == seeker.country)
        and seeker.preferences.gender in ("", m.gender)
    )


def _score(m: Mentor, seeker: Seeker) -> float:
    total = sum(seeker.needs.values())
    fit = sum(w for area, w in seeker.needs.items() if area in m.areas) / total
    industry = seeker.preferences.industry_importance
    country = seeker.preferences.country_importance
    f = _sigmoid(
        -2.0
        + 2.4 * fit
        + 0.3 * industry * (seeker.industry in m.industries)
        + 0.3 * industry * (seeker.industry[:2] in {known[:2] for known in m.industries})
        + 0.7 * country * (seeker.country == m.country)
    )
    n = A + B + m.decayed_requests
    r = (A + m.decayed_replies) / n
    reply = min(1.0, r + math.sqrt(r * (1 - r) / (n + 1)))
    welcomes_stage = not m.wished_stages or seeker.stage in m.wished_stages
    welcomes_industry = not m.wished_industries or seeker.industry in m.wished_industries
    g = reply * _sigmoid(0.8 + 0.9 * welcomes_stage + 0.9 * welcomes_industry)
    L = m.expected_load
    room = math.exp(-L) * sum(L**i / math.factorial(i) for i in range(m.free))
    return f * g * room


def _sigmoid(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z))


def _capped(ranked: list[Mentor], limit: int, taken: list[Mentor]) -> list[Mentor]:
    chosen = list(taken)
    seats = Counter(m.employer for m in taken)
    for m in ranked:
        if len(chosen) < limit and m not in chosen and (m.employer == 0 or seats[m.employer] < 2):
            chosen.append(m)
            seats[m.employer] += 1
    return chosen
