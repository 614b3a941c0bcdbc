"""The files beside data and numbers in a published folder: reports, tables, data for programs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from tequio.delivery import report_pdf
from tequio.delivery.statistical_files import safe_csv
from tequio.domain.studies import annexes, folder, verify
from tequio.domain.studies.analysis.analyse import REPLICATES
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.plan import iris
from tequio.domain.studies.report import build, data_files, title_page
from tequio.domain.studies.report.assumptions import of_estimates, says
from tequio.domain.studies.report.labels import INDICATOR, label
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.tables import table_csv
from tequio.domain.studies.report.writing import Reader
from tequio.domain.studies.study_data import StudyData
from tequio.survey_records.models import Questionnaire, Study

LANGUAGES: Final = ("es", "en")


def others(study: Study, data: StudyData, document: Mapping[str, Any]) -> dict[str, bytes]:
    """Everything in the folder that is not data or results."""
    lists = annexes.lists(study)
    found = {f"{name}.json": folder.document_bytes(rows) for name, rows in lists.items()}
    for form in Questionnaire.objects.filter(study=study).order_by("form", "version"):
        name = f"questionnaires/{form.form}-{form.version}.json"
        found[name] = folder.document_bytes(form.content)
    source = Source(document["results"], data.study, data.plan, lists, document["run"])
    for language in LANGUAGES:
        found[f"report-{language}.pdf"] = pdf(source, language)
    return found | for_programs(source, data)


def for_programs(source: Source, data: StudyData) -> dict[str, bytes]:
    """What other programs read: tables, data with their codebook, IRIS+ and the Argidius line."""
    return {
        **tables(source.results),
        **data_files.of_answers(data, _replicates(source.results)),
        verify.CASES_FILE: data_files.of_cases(data),
        "iris.jsonld": folder.document_bytes(iris_document(source)),
        "argidius.csv": argidius(source.results),
    }


def _replicates(results: Results) -> int:
    """How many the numbers had."""
    return int(results.get("plan.replicates", {}).get("value") or REPLICATES)


def pdf(source: Source, language: str) -> bytes:
    """The report in one language, under the definition of the plan, without the dial."""
    definition = str(source.results.get("plan.definition", {}).get("word") or "M2")
    reader = Reader(language, definition)
    return report_pdf.pdf(
        title=str(source.study.get(f"title_{language}") or ""),
        subtitle=title_page.SUBTITLES[language],
        language=language,
        author=str(source.study.get("evaluator") or ""),
        parts=[asdict(part) for part in build.report(source, reader) if part.blocks],
        facts=title_page.facts(source, reader),
        contents=title_page.CONTENTS[language],
        notice=title_page.REHEARSAL[language] if source.study.get("is_rehearsal") else "",
    )


def tables(results: Results) -> dict[str, bytes]:
    """Every table and chart as CSV with what it assumes, and all estimates as one."""
    found = {}
    estimates = []
    for name, content in results.items():
        if content["kind"] == "estimate":
            assumed = of_estimates([content], Reader("en"))
            estimates.append([name, *(content.get(key) for key in COLUMNS), assumed])
        else:
            said = " / ".join(says(content, Reader(language)) for language in LANGUAGES)
            found[f"tables/{name}.csv"] = table_csv(content, said)
    found["tables/estimates.csv"] = safe_csv(["identifier", *COLUMNS, "assumes"], estimates)
    return found


COLUMNS: Final = (
    "value", "low", "high", "lower", "upper", "standard_error", "n", "denominator", "unit",
    "interval", "level", "source", "weighted", "suppressed", "basis", "definition",
)  # fmt: skip


# Written out: a program that reads linked data needs no network to know what the words mean.
CONTEXT: Final = {"@vocab": "https://schema.org/", "additionalType": {"@type": "@id"}}


def iris_document(source: Source) -> dict[str, Any]:
    """Indicators with an IRIS+ code and their estimates as JSON-LD."""
    lines = []
    for one in source.plan.get("indicators") or []:
        found = source.results.get(f"I.{one.get('id')}.people")  # these codes count, in people
        found = found or source.results.get(f"I.{one.get('id')}")
        if not one.get("iris") or found is None or found.get("value") is None:
            continue
        lines.append(
            {
                "@type": "QuantitativeValue",
                "additionalType": iris.address(str(one["iris"])),
                "propertyID": one["iris"],
                "name": label(f"{INDICATOR}={one.get('id')}", "en", source.plan),
                "value": found["value"],
                "minValue": found["low"],
                "maxValue": found["high"],
                "unitText": found.get("currency") or found["unit"],
                "measurementTechnique": f"{found['denominator']}; {found['interval']}; "
                f"{of_estimates([found], Reader('en'))}",
            }
        )
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": source.study.get("title_en"),
        "creator": source.study.get("evaluator"),
        "version": f"IRIS+ {iris.VERSION}",
        "variableMeasured": lines,
    }


def argidius(results: Results) -> bytes:
    """Incremental revenue, full-time jobs, finance and cost per enterprise, with intervals."""
    rows = [
        [name.removeprefix("T19."), content.get("currency", ""),
         *(content.get(key) for key in ("value", "low", "high", "n", "interval")),
         *((content.get("covers") or {}).get(key) for key in ("people", "share")),
         of_estimates([content], Reader("en"))]
        for name, content in results.items()
        if name.startswith("T19.") and content["kind"] == "estimate"
    ]  # fmt: skip
    head = ["line", "currency", "value", "low", "high", "n", "interval", "covers_people",
            "covers_share", "assumes"]  # fmt: skip
    return safe_csv(head, rows)
