"""Outcomes of the mentored as the logs bound them: only the silent mentored are unknown."""

from survey_statistics.bounds import bounds_with_log
from survey_statistics.errors import SurveyError
from tequio.domain.studies.analysis import content
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import (
    Context,
    counted,
    simple_share,
)
from tequio.domain.studies.analysis.indicator_kinds import Indicator, is_share
from tequio.domain.studies.analysis.outcomes import about_mentoring


def log_bounds(context: Context) -> Results:
    """Every outcome that is a share and that both forms ask for."""
    results: Results = {}
    for indicator in context.indicators():
        if is_share(indicator) and indicator.get("is_outcome") and not about_mentoring(indicator):
            results |= outcome(context, indicator)
    return results


def outcome(context: Context, indicator: Indicator) -> Results:
    """An outcome of the mentored: as answered, at least, and as the logs bound it."""
    material = context.material
    mentored = context.mentored.flags
    y = context.values_of(indicator)
    if indicator.get("form") == "detailed":
        return {}
    x, _known = counted(material, y, mentored)
    n, name = material.respondents, f"T13.outcome.{indicator['id']}"
    among = int((mentored & material.answered).sum())
    bases = {"chain": (n, "responded"), "among": (among, "mentored")}
    bases["floor"] = (material.n, "sampled")
    results = {
        f"{name}.{key}": simple_share(x, of, denominator=denominator, level=material.confidence)
        for key, (of, denominator) in bases.items()
    }
    logged = material.log(material.definition) == 1
    answered = material.answered
    try:
        found = bounds_with_log(
            sampled=material.n,
            respondents=n,
            logged=int(logged.sum()),
            logged_respondents=int((logged & answered).sum()),
            successes=counted(material, y, logged)[0],
        )
    except SurveyError:
        return results
    for key, bounds in (
        ("logged", found.share), ("of_sample", found.of_sample), ("without_log", found.without_log)
    ):  # fmt: skip
        results[f"{name}.{key}"] = content.estimate(
            None, n=int((logged & answered).sum()), denominator="sampled", source="log",
            lower=content.tidy(bounds.lower), upper=content.tidy(bounds.upper),
        )  # fmt: skip
    results[f"{name}.carried"] = content.estimate(
        found.respondents_of_sample, n=int((logged & answered).sum()), denominator="sampled",
        source="log",
    )  # fmt: skip
    return results
