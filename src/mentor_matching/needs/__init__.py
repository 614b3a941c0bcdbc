"""From a story in plain words to the expertise areas that would help."""

from mentor_matching.needs.detection import NeedDetector, detect
from mentor_matching.needs.results import NeedDetection, NeedMatch

__all__ = ["NeedDetection", "NeedDetector", "NeedMatch", "detect"]
