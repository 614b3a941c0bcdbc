"""Answers and cases of a published folder as data files for other programs, with the codebook."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np

from tequio.delivery.dta_file import dta
from tequio.delivery.sav_file import sav
from tequio.delivery.statistical_files import GAPS, Variable, codebook, safe_csv
from tequio.domain.studies.analysis import material as materials
from tequio.domain.studies.analysis.analyse import weighting
from tequio.domain.studies.plan.variables import ANSWERS
from tequio.domain.studies.report.labels import answers, gap_words, label
from tequio.domain.studies.study_data import FEWEST_ANSWERS, StudyData
from tequio.domain.studies.verify import ANALYSIS, BAND, is_band

LANGUAGES: Final = ("es", "en")
WEIGHTS: Final = ("base_weight", "weight")
IN_RANGES: Final = {"es": " (rango)", "en": " (range)"}
CASE: Final = (
    "key", "stratum", "wave", "form", "followed_up", "code_before_follow_up",
    "category_before_follow_up", "code", "base_weight",
)  # fmt: skip


def of_answers(data: StudyData, replicates: int) -> dict[str, bytes]:
    """Answers with facts of the frame and weights, as CSV, SPSS and Stata with their codebook.

    What SPSS and Stata show is in one language, so there is a file for each; the codebook has both.
    As many `replicates` as the numbers had: where one of them cannot be weighted as planned, all
    weights are plainer.
    """
    names, rows = _joined(data, replicates)
    variables = {
        language: [_variable(name, rows, at, language) for at, name in enumerate(names)]
        for language in LANGUAGES
    }
    titles = {language: str(data.study.get(f"title_{language}") or "") for language in LANGUAGES}
    producer = str(data.study.get("evaluator") or "")
    found = {
        ANALYSIS: safe_csv(names, rows),
        "data/codebook.xml": codebook("analysis.csv", titles, producer, len(rows), variables),
    }
    for language, told in variables.items():
        found[f"data/analysis-{language}.sav"] = sav(rows, told, titles[language])
        found[f"data/analysis-{language}.dta"] = dta(rows, told, titles[language])
    return found


def of_cases(data: StudyData) -> bytes:
    """Released cases with how each ended before the follow-up: response rates count those ends."""
    material = materials.read(data)
    known = {
        str(key): {
            "code_before_follow_up": str(code),
            "category_before_follow_up": str(letters),
            "base_weight": f"{base:.10g}",
        }
        for key, code, letters, base in zip(
            material.cases["key"],
            material.cases["first_code"],
            material.letters,
            material.base,
            strict=True,
        )
    }
    cases = [row | known[row["key"]] for row in data.cases.records() if row["key"] in known]
    return safe_csv(CASE, [[case[name] for name in CASE] for case in cases])


def _joined(data: StudyData, replicates: int) -> tuple[list[str], list[list[str]]]:
    facts = [name for name in materials.FRAME_VARIABLES if name in data.frame.columns]
    frame = {row["key"]: [row[name] for name in facts] for row in data.frame.records()}
    weighed = _weights(data, replicates)
    answer_names = [name for name in data.answers.columns if name != "key"]
    banded = [name for name in answer_names if _is_banded(name, data)]
    rows = [
        [row["key"], *_told(row, answer_names, banded),
         *frame.get(row["key"], [""] * len(facts)),
         *weighed.get(row["key"], ("", ""))]
        for row in data.answers.records()
    ]  # fmt: skip
    fresh = [f"frame_{name}" for name in facts]
    names = [each for name in answer_names
             for each in ((name, f"{name}{BAND}") if name in banded else (name,))]  # fmt: skip
    return ["key", *names, *fresh, *WEIGHTS], rows


def _is_banded(name: str, data: StudyData) -> bool:
    """Whether one form asks a number and another its range, so that a column would hold both."""
    told = {*data.answers.column(name)} - {"", *GAPS}
    return (
        ANSWERS.get(name, False)
        and any(is_band(value) for value in told)
        and any(_reads_as_number(value) for value in told)
    )


def _told(row: Mapping[str, str], names: Sequence[str], banded: Collection[str]) -> list[str]:
    """The cells of an answer; a range stands in a column beside that of the numbers."""
    found = []
    for name in names:
        is_range = name in banded and is_band(row[name])
        found.append("" if is_range else row[name])
        if name in banded:
            found.append(row[name] if is_range else "")
    return found


def _weights(data: StudyData, replicates: int) -> dict[str, tuple[str, str]]:
    """Base weight and final weight of those who answered in the first phase.

    Too few answers have no final weight, as no number is made of them.
    """
    material = materials.read(data)
    answered = np.flatnonzero(material.answered)
    is_enough = material.respondents >= FEWEST_ANSWERS
    final = weighting(material, replicates).final if is_enough else None
    return {
        str(material.cases["key"][row]): (
            f"{material.base[row]:.10g}",
            f"{final[row]:.10g}" if final is not None else "",
        )
        for row in answered
    }


def _variable(name: str, rows: Sequence[Sequence[str]], at: int, language: str) -> Variable:
    place = LANGUAGES.index(language)
    known = answers()
    asked = name.removeprefix("frame_")
    is_range = name == asked and name.endswith(BAND) and name not in ANSWERS
    if is_range:
        asked = name.removesuffix(BAND)
    codes = {
        key.partition("=")[2]: words[place]
        for key, words in known.items()
        if key.startswith(f"{name}=")
    }
    told = {row[at] for row in rows} - {""}
    values = told - GAPS.keys()
    if is_range:
        codes = {value: value for value in sorted(values)}
    elif not codes and name != asked:
        codes = {value: label(f"{asked}={value}", language, {}) for value in sorted(values)}
    gaps = {gap: gap_words()[gap][place] for gap in GAPS if gap in told}
    may_be = bool(values) or ANSWERS.get(name, False)
    is_number = may_be and all(_reads_as_number(value) for value in values)
    words = label(asked, language, {}) + (IN_RANGES[language] if is_range else "")
    return Variable(name, words, codes, is_number, gaps, is_weight=name in WEIGHTS)


def _reads_as_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
