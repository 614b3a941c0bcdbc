"""Suggestions for one person."""

from mentor_matching.ranking.nobody_found import Nobody, why_nobody
from mentor_matching.ranking.seeker import Preferences, Seeker
from mentor_matching.ranking.suggestions import Suggestion, suggest

__all__ = ["Nobody", "Preferences", "Seeker", "Suggestion", "suggest", "why_nobody"]
