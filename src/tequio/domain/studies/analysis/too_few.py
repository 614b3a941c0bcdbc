"""A study that almost nobody answered: every number that needs no answer, and no other.

A study is published whatever its result. Of fewer than ten answers nothing is told, so what is left
unknown of everybody is everything: from nobody to all.
"""

from tequio.domain.studies.analysis import content, field, funnel
from tequio.domain.studies.analysis.content import Content, Results
from tequio.domain.studies.analysis.material import Material
from tequio.domain.studies.analysis.mentors import mentors
from tequio.domain.studies.analysis.reach import reach
from tequio.domain.studies.study_data import FEWEST_ANSWERS


def too_few(material: Material) -> Results:
    """Ledger, rates and flow, reach, the funnel of the logs, the mentors' side, and the bounds."""
    answers = {
        "few.answered": content.count(material.respondents, denominator="sampled", source="ledger"),
        "few.fewest": content.count(FEWEST_ANSWERS, denominator="answers", source="plan"),
        "few.bounds": _unknown(material),
    }
    return {
        **field.of_the_cases(material),
        **reach(material),
        **funnel.of_the_logs(material),
        **mentors(material.data, material.threshold),
        **answers,
    }


def _unknown(material: Material) -> Content:
    """A share of the people asked of whom nothing that was said is told: between none and all."""
    return content.estimate(
        None, n=material.n, denominator="sampled", source="ledger", lower=0.0, upper=1.0
    )
