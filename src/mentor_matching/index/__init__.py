"""Mentors as a read-only index."""

from mentor_matching.index.mentor import Mentor
from mentor_matching.index.mentor_index import LeftOut, LeftOutReason, MentorIndex

__all__ = ["LeftOut", "LeftOutReason", "Mentor", "MentorIndex"]
