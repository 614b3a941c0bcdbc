"""The files beside data and numbers in a published folder: reports, tables, data for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from tequio.delivery import report_pdf
from tequio.delivery.dta_file import dta
from tequio.delivery.sav_file import sav
from tequio.delivery.statistical_files import GAPS, Variable, codebook, safe_csv
from tequio.domain.studies import annexes, folder
from tequio.domain.studies.analysis import material as materials
from tequio.domain.studies.analysis import weights
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.plan import iris
from tequio.domain.studies.report import build, title_page
from tequio.domain.studies.report.assumptions import of_estimates, says
from tequio.domain.studies.report.labels import INDICATOR, answers, gap_words, label
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.tables import table_csv
from tequio.domain.studies.report.writing import Reader
from tequio.domain.studies.study_data import StudyData
from tequio.survey_records.models import Questionnaire, Study

LANGUAGES: Final = ("es", "en")
WEIGHTS: Final = ("base_weight", "weight")
FACTS: Final = ("country", "stage", "gender", "language", "cohort")


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
        **data_files(data),
        "iris.jsonld": folder.document_bytes(iris_document(source)),
        "argidius.csv": argidius(source.results),
    }


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


def data_files(data: StudyData) -> dict[str, bytes]:
    """Answers with facts of the frame and weights, as CSV, SPSS and Stata with their codebook.

    What SPSS and Stata show is in one language, so there is a file for each; the codebook has both.
    """
    names, rows = _joined(data)
    variables = {
        language: [_variable(name, rows, at, language) for at, name in enumerate(names)]
        for language in LANGUAGES
    }
    titles = {language: str(data.study.get(f"title_{language}") or "") for language in LANGUAGES}
    producer = str(data.study.get("evaluator") or "")
    found = {
        "data/analysis.csv": safe_csv(names, rows),
        "data/codebook.xml": codebook("analysis.csv", titles, producer, len(rows), variables),
    }
    for language, told in variables.items():
        found[f"data/analysis-{language}.sav"] = sav(rows, told, titles[language])
        found[f"data/analysis-{language}.dta"] = dta(rows, told, titles[language])
    return found


def _joined(data: StudyData) -> tuple[list[str], list[list[str]]]:
    facts = [name for name in FACTS if name in data.frame.columns]
    frame = {row["key"]: [row[name] for name in facts] for row in data.frame.records()}
    weighed = _weights(data)
    answer_names = [name for name in data.answers.columns if name != "key"]
    rows = [
        [row["key"], *(row[name] for name in answer_names),
         *frame.get(row["key"], [""] * len(facts)),
         *weighed.get(row["key"], ("", ""))]
        for row in data.answers.records()
    ]  # fmt: skip
    fresh = [f"frame_{name}" for name in facts]
    return ["key", *answer_names, *fresh, *WEIGHTS], rows


def _weights(data: StudyData) -> dict[str, tuple[str, str]]:
    """Base weight and final weight of those who answered in the first phase."""
    material = materials.read(data)
    made = weights.make(material, replicates=2, generator=np.random.default_rng(0))
    return {
        str(key): (f"{base:.10g}", f"{final:.10g}")
        for key, base, final, answered in zip(
            material.cases["key"], material.base, made.final, material.answered, strict=True
        )
        if answered
    }


def _variable(name: str, rows: Sequence[Sequence[str]], at: int, language: str) -> Variable:
    place = LANGUAGES.index(language)
    known = answers()
    asked = name.removeprefix("frame_")
    codes = {
        key.partition("=")[2]: words[place]
        for key, words in known.items()
        if key.startswith(f"{name}=")
    }
    told = {row[at] for row in rows} - {""}
    values = told - GAPS.keys()
    if not codes and name != asked:
        codes = {value: label(f"{asked}={value}", language, {}) for value in sorted(values)}
    gaps = {gap: gap_words()[gap][place] for gap in GAPS if gap in told}
    is_number = bool(values) and all(_reads_as_number(value) for value in values)
    words = label(asked, language, {})
    return Variable(name, words, codes, is_number, gaps, is_weight=name in WEIGHTS)


def _reads_as_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


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
