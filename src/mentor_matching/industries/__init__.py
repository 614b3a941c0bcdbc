"""Industries (ISIC Rev.4) found by what people call their trade."""

from mentor_matching.industries.catalogue import (
    Industry,
    UnknownIndustryError,
    all_industries,
    by_code,
)
from mentor_matching.industries.search import find, load

__all__ = ["Industry", "UnknownIndustryError", "all_industries", "by_code", "find", "load"]
