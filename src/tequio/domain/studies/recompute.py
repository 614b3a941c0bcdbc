"""Computes a published study again with the statistics that made it: draw and every number."""

import json
from collections.abc import Mapping
from typing import Any, Final

from tequio.domain.studies import coarse_answers, drawing, plan, runs
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.errors import PlanRefused
from tequio.domain.studies.folder import PublishedStudy
from tequio.domain.studies.questionnaires.model import from_content
from tequio.domain.studies.report import files
from tequio.domain.studies.report.special import Source

CLOSE: Final = 1e-8  # results are kept to ten digits; the ninth is the same on every processor
LISTS: Final = ("themes", "recommendations")
Fault = tuple[str, str]


def other_version(study: PublishedStudy) -> str:
    """The version of the code that made the numbers, where it is another one than ours."""
    run: Mapping[str, Any] = study.results.get("run", {})
    made_by = str(run.get("code_version", ""))
    return "" if made_by == runs.code_version() else made_by


def faults(study: PublishedStudy) -> list[Fault]:
    """What does not come out as published: the file, and what is wrong with it."""
    return [
        *_faults_of_draw(study),
        *_faults_of_answers(study),
        *_faults_of_results(study),
        *_faults_of_files(study),
    ]


def _faults_of_answers(study: PublishedStudy) -> list[Fault]:
    """Whether an answer shows of a person what too few share, by the rule of this version."""
    if other_version(study):
        return []
    forms = [
        from_content(json.loads(content))
        for name, content in study.others.items()
        if name.startswith("questionnaires/") and not name.startswith("questionnaires/mentor-")
    ]
    data = study.data
    again = coarse_answers.published(data.answers, data.frame, forms, data.plan)
    words = "shows of somebody what too few answers share"
    return [] if again == data.answers else [("answers.csv", words)]


def _faults_of_draw(study: PublishedStudy) -> list[Fault]:
    """The allocation and the sample, by the function that drew it."""
    design: Any = study.data.draw["design"]
    try:
        read = plan.read(study.data.plan)
    except PlanRefused:
        return [("plan.json", "is not a plan that could have been locked")]
    again = drawing.drawn(
        study.data.frame,
        plan.changed(read.sample, _changes(study)),
        str(study.data.draw["seed"]),
        steps=int(design["steps"]),
        arcs=[(float(since), float(to)) for since, to in design["arcs"]],
        form_rule=read.form_rule,
        detailed_share=read.detailed_share,
    )
    published = {row["key"]: int(row["release_order"]) for row in study.data.cases.records()}
    found = []
    if dict(again.allocation) != design["allocated"]:
        found.append(("draw.json", "the allocation is not the one of the plan"))
    if {case.key: number for number, case in enumerate(again.cases, 1)} != published:
        found.append(("cases.csv", "is not the sample that follows from the seed"))
    return found


def _changes(study: PublishedStudy) -> list[Mapping[str, Any]]:
    """What deviations changed in the sample of the plan."""
    listed = json.loads(study.others.get("deviations.json", b"[]"))
    return [one["changes"] for one in listed if one.get("changes")]


def _faults_of_results(study: PublishedStudy) -> list[Fault]:
    """Every number, by the analysis that computed it."""
    published: Mapping[str, Any] = study.results["results"]
    run: Mapping[str, Any] = study.results.get("run", {})
    replicates = run.get("specification", {}).get("replicates")
    computed = analyse(study.data, replicates=replicates)
    found = [
        ("results.json", f"{name} is not computed by this version")
        for name in sorted(set(published) - set(computed))
    ]
    found += [
        ("results.json", f"{name} is missing") for name in sorted(set(computed) - set(published))
    ]
    for name in sorted(set(computed) & set(published)):
        place = difference(published[name], computed[name])
        if place is not None:
            found.append(("results.json", f"{name}{place} is not what is computed"))
    return found


def _faults_of_files(study: PublishedStudy) -> list[Fault]:
    """Tables, data files and lines for funders, written again from data and results.

    Only where the code is the one that made them: how a file is written may change.
    """
    if other_version(study):
        return []
    parts = {name.removesuffix(".json"): content for name, content in study.others.items()}
    lists: dict[str, Any] = {name: json.loads(parts[name]) for name in LISTS if name in parts}
    again = files.for_programs(
        Source(study.results["results"], study.data.study, study.data.plan, lists, {}), study.data
    )
    return [
        (name, "is not what is written from the data and results")
        for name, content in sorted(again.items())
        if name in study.others and study.others[name] != content
    ]


def difference(published: object, computed: object) -> str | None:
    """Where two values first differ, as a path; None where they agree.

    >>> difference({"rows": [[1, 2.0]]}, {"rows": [[1, 2.5]]})
    '.rows[0][1]'
    """
    if isinstance(published, dict) and isinstance(computed, dict):
        for name in sorted({*published, *computed}):
            if name not in published or name not in computed:
                return f".{name}"
            place = difference(published[name], computed[name])
            if place is not None:
                return f".{name}{place}"
        return None
    if isinstance(published, list | tuple) and isinstance(computed, list | tuple):
        for number, (first, second) in enumerate(zip(published, computed, strict=False)):
            place = difference(first, second)
            if place is not None:
                return f"[{number}]{place}"
        return None if len(published) == len(computed) else f"[{len(computed)}]"
    return None if _same(published, computed) else ""


def _same(published: object, computed: object) -> bool:
    if isinstance(published, bool) or isinstance(computed, bool):
        return published is computed
    if isinstance(published, int | float) and isinstance(computed, int | float):
        return abs(published - computed) <= CLOSE * max(1.0, abs(published), abs(computed))
    return published == computed
