"""A report's source from the database: the last run on the locked data, and what stands beside."""

from tequio.domain.studies import annexes, queries, runs
from tequio.domain.studies.report.special import Source
from tequio.survey_records.models import Plan, Study


def of_study(study: Study) -> Source | None:
    """Everything that the report is built from; None before there are results."""
    run = runs.latest(study)
    if run is None:
        return None
    document = runs.document(run)
    plan = Plan.objects.filter(study=study).first()
    return Source(
        results=document["results"],
        study=queries.study_document(study),
        plan=plan.content if plan else {},
        lists=annexes.lists(study),
        run=document["run"],
    )


def of_result(study: Study, identifier: str) -> Source | None:
    """What a file of one result needs: it, the plan and its definition; None before results."""
    run = runs.latest(study)
    if run is None:
        return None
    plan = Plan.objects.filter(study=study).first()
    held = run.results.filter(identifier__in=(identifier, "plan.definition"))
    return Source(
        results=dict(held.values_list("identifier", "content")),
        study={},
        plan=plan.content if plan else {},
        lists={},
        run={},
    )
