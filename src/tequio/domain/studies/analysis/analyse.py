"""The whole analysis: a study's data in, every number of its report out, the same each time."""

import hashlib

import numpy as np
from threadpoolctl import threadpool_limits

from survey_statistics.errors import SurveyError
from tequio.domain.studies.analysis import bases, between, guard
from tequio.domain.studies.analysis import material as materials
from tequio.domain.studies.analysis.comparison import comparison
from tequio.domain.studies.analysis.content import (
    Content,
    Results,
    count,
    estimate,
    is_number,
    tidy,
)
from tequio.domain.studies.analysis.context import Context
from tequio.domain.studies.analysis.definitions import under_each
from tequio.domain.studies.analysis.experience import experience
from tequio.domain.studies.analysis.field import field, flow
from tequio.domain.studies.analysis.funnel import by_group, funnel
from tequio.domain.studies.analysis.log_bounds import log_bounds
from tequio.domain.studies.analysis.material import TIERS
from tequio.domain.studies.analysis.mentors import mentors, topics_beside
from tequio.domain.studies.analysis.money import money
from tequio.domain.studies.analysis.outcomes import outcomes
from tequio.domain.studies.analysis.projection import projection
from tequio.domain.studies.analysis.protection import protection
from tequio.domain.studies.analysis.reach import reach
from tequio.domain.studies.analysis.reasons import reasons
from tequio.domain.studies.analysis.represent import represent
from tequio.domain.studies.analysis.subgroups import subgroups
from tequio.domain.studies.analysis.too_few import too_few
from tequio.domain.studies.analysis.weights import Weighting, make
from tequio.domain.studies.study_data import FEWEST_ANSWERS, StudyData, canonical_json, sha256

REPLICATES = 500
PARTS = (
    *(funnel, by_group, projection, log_bounds, experience, outcomes),
    *(comparison, subgroups, reasons, money, protection),
)


def seed_of(data: StudyData) -> str:
    """The seed of every random step: from the data and the plan, so that nobody chooses it."""
    return hashlib.sha256(f"{data.sha256}{sha256(canonical_json(data.plan))}".encode()).hexdigest()


def analyse(data: StudyData, *, replicates: int | None = None) -> Results:
    """Every result of a study under its identifier (`docs/methods/report-numbers.md`).

    Args:
        data: the locked data.
        replicates: bootstrap replicates; what the plan says, or 500, when left out.

    Of fewer than ten answers no number is made: the results are those that need none.

    Raises:
        SurveyError: the plan asks for weights that the data cannot give; it says which.

    Linear algebra has one thread meanwhile: how many there are decides the order of sums, and so
    the last digits, which whoever computes a published study again must find.
    """
    with threadpool_limits(limits=1):
        return _analysed(data, replicates)


def _analysed(data: StudyData, replicates: int | None) -> Results:
    material = materials.read(data)
    planned = (data.plan.get("estimates") or {}).get("replicates")  # type: ignore[attr-defined]  # a mapping
    number = replicates or int(planned or REPLICATES)
    if material.respondents < FEWEST_ANSWERS:
        alone = too_few(material) | _about(material, number)
        return dict(sorted(bases.marked(alone, material.definition).items()))
    context = Context(material, weighting(material, number))
    results: Results = field(context)
    results |= represent(context, _chance(data, 1))
    for part in PARTS:
        results |= part(context)
    results |= under_each(context, results) | mentors(data, material.threshold)
    results |= topics_beside(results)
    results |= reach(material) | _about(material, number)
    results = guard.estimates(results, material.threshold)
    results = between.definitions(results, material.definition, material.threshold)
    results = bases.marked({**results, **headline(results)}, material.definition)
    return dict(sorted(results.items()))


def weighting(material: materials.Material, replicates: int) -> Weighting:
    """The weights of a study by its own seed: the same for its numbers and its data files."""
    return make(material, replicates=replicates, generator=_chance(material.data, 0))


def _chance(data: StudyData, purpose: int) -> np.random.Generator:
    """The numbers of one purpose: 0 for the weights, 1 for the R-indicator."""
    seeds = np.random.SeedSequence(int(seed_of(data), 16)).spawn(2)
    return np.random.default_rng(seeds[purpose])


def headline(results: Results) -> Results:
    """Of 100 people registered: the numbers of the first page, taken from those of the report."""
    named = {
        "contacted": "F7.survey.contacted", "replied": "F7.survey.replied",
        "mentored": "F7.survey.mentored", "goal_met": "F7.survey.goal_met",
    }  # fmt: skip
    found = {f"H.{name}": results[key] for name, key in named.items() if key in results}
    planned = str(results["plan.definition"]["word"])
    for tier in TIERS:
        if is_number(results.get(f"T13.{tier}.weighted")):
            found[f"H.{tier}.mentored"] = results[f"T13.{tier}.weighted"]
            found |= _ends(f"H.{tier}.mentored", results[f"T13.{tier}.worst"])
    worst = results.get(f"T13.{planned}.worst")
    return found if worst is None else found | _ends("H.mentored", worst)


def _ends(name: str, worst: Content) -> Results:
    """The two ends of the bounds without assumptions, each by itself."""
    return {
        f"{name}.{end}": {**worst, "value": worst[end], "low": None, "high": None}
        for end in ("lower", "upper")
    }


def _about(material: materials.Material, replicates: int) -> Results:
    return {
        "ledger.released": count(material.n, denominator="sampled", source="ledger"),
        "ledger.frame": count(material.N, denominator="frame", source="ledger"),
        "plan.replicates": estimate(replicates, n=0, denominator="", source="plan", unit="number"),
        "plan.threshold": estimate(
            material.threshold, n=0, denominator="", source="plan", unit="number"
        ),
        "plan.confidence": estimate(material.confidence, n=0, denominator="", source="plan"),
        "plan.definition": {
            **estimate(
                float(material.definition[1]), n=0, denominator="", source="plan", unit="number"
            ),
            "word": material.definition,
        },
        "plan.response_rate": estimate(
            tidy(material.response_rate), n=material.n, denominator="eligible", source="ledger"
        ),
    }


__all__ = ["REPLICATES", "SurveyError", "analyse", "flow", "headline", "seed_of", "weighting"]
