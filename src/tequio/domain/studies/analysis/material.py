"""The data of a study as arrays: the frame, the released cases, and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.dispositions.codes import category_of
from survey_statistics.dispositions.final_code import Attempt, final_disposition
from tequio.domain.studies.analysis import variables
from tequio.domain.studies.analysis.log_tiers import with_implied_tiers
from tequio.domain.studies.analysis.variables import Columns
from tequio.domain.studies.study_data import StudyData, Table

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
INTERVIEWED = ("I", "P")
FRAME_VARIABLES = ("country", "stage", "gender", "language", "cohort")
LOG_VARIABLES = ("log_asks", "log_replies", "log_conversations", "log_exchanges", "log_met")
TIERS = ("M0", "M1", "M2", "M3", "M4")
LOG_TIERS = ("log_m0", "log_m1", "log_m2", "log_m3", "log_m4")


@dataclass(frozen=True, eq=False)
class Material:
    """Arrays over N people of the frame and n released cases.

    Attributes:
        data: what they were read from.
        frame: columns of text (N,), with tiers of the log that follow from others.
        rows: place of each case in the frame (n,).
        cases: columns of text over the released cases (n,).
        base: base weight (n,), drawn over released included.
        letters: AAPOR category of the first phase (n,).
        answered: answered before the follow-up (n,).
        followed: drawn for the follow-up (n,).
        reached: answered in the follow-up (n,).
        values: typed variables and what follows from them (n,).
        unknown: by variable, whether the answer is not known (n,).
        phase_weights: design weights by form (`phases.base_weights`), kept once computed.
    """

    data: StudyData
    frame: dict[str, NDArray[Any]]
    rows: NDArray[np.int64]
    cases: dict[str, NDArray[Any]]
    base: Floats
    letters: NDArray[Any]
    answered: Flags
    followed: Flags
    reached: Flags
    values: Columns
    unknown: Columns
    phase_weights: dict[str, Floats] = field(default_factory=dict)

    @property
    def plan(self) -> Mapping[str, Any]:
        """The locked plan."""
        return self.data.plan

    @property
    def N(self) -> int:  # noqa: N802  (the symbol of the field)
        """People in the frame."""
        return len(self.data.frame.rows)

    @property
    def n(self) -> int:
        """Released cases."""
        return len(self.rows)

    @cached_property
    def respondents(self) -> int:
        """Cases that answered in the first phase."""
        return int(self.answered.sum())

    @cached_property
    def detailed(self) -> Flags:
        """Answered the detailed form (n,)."""
        return np.asarray(self.answered & (self.cases["answer_form"] == "detailed"))

    @cached_property
    def attempts_until_answer(self) -> Floats:
        """The number of the attempt that was answered (n,), NaN for those who never did."""
        last: dict[str, int] = {}
        for row in self.data.attempts.records():
            if row["is_follow_up"] != "1":
                last[row["key"]] = max(last.get(row["key"], 1), int(row["number"]))
        made = np.array([float(last.get(str(key), 1)) for key in self.cases["key"]])
        return np.where(self.answered, made, np.nan)

    @cached_property
    def definition(self) -> str:
        """The pre-specified definition of mentored."""
        found = str(self.plan.get("mentored") or "M2")
        return found if found in TIERS else "M2"

    @cached_property
    def threshold(self) -> int:
        """Fewest people behind a published number."""
        return int((self.plan.get("disclosure") or {}).get("threshold") or 10)

    @cached_property
    def confidence(self) -> float:
        """Level of the intervals."""
        return float((self.plan.get("estimates") or {}).get("confidence") or 0.95)

    @cached_property
    def response_rate(self) -> float:
        """Weighted share of the eligible that answered, unknown cases counted as the known ones."""
        eligible = self.base[self.letters != "NE"].sum()
        return float(self.base[self.answered].sum() / eligible) if eligible else 0.0

    def tier(self, definition: str) -> Floats:
        """Mentored by a definition, by the survey (n,)."""
        return np.asarray(self.values[f"tier_{definition[1]}"], dtype=np.float64)

    def fact(self, name: str) -> NDArray[Any]:
        """A fact of the frame for each case (n,)."""
        return np.asarray(self.frame[name][self.rows])

    def holds_fact(self, *names: str) -> bool:
        """Whether the frame has these columns and they are not empty."""
        return all(name in self.frame and any(self.frame[name]) for name in names)

    def log(self, definition: str) -> Floats:
        """Mentored by a definition, by the platform's logs (n,); NaN where not held."""
        name = f"log_m{definition[1]}"
        return (
            variables.typed(name, list(self.fact(name))) if self.holds_fact(name) else _none(self.n)
        )

    def log_of_frame(self, definition: str) -> Floats:
        """The same for the whole frame (N,)."""
        name = f"log_m{definition[1]}"
        return (
            variables.typed(name, list(self.frame[name]))
            if self.holds_fact(name)
            else _none(self.N)
        )


def read(data: StudyData) -> Material:
    """The arrays of a study; the same whatever order its tables came in."""
    frame = with_implied_tiers(_columns(data.frame), LOG_TIERS)
    place = {key: row for row, key in enumerate(frame["key"])}
    released = [row for row in data.cases.records() if row["wave"]]
    cases = {name: _text([row[name] for row in released]) for name in data.cases.columns}
    answers = {row["key"]: row for row in data.answers.records() if row["form"] != "mentor"}
    first = _first_phase(data, released)
    letters = _text([category_of(code).name for code in first])
    on_file = np.array([key in answers for key in cases["key"]], dtype=np.bool_)
    answered = on_file & np.isin(letters, INTERVIEWED)
    followed = cases["followed_up"] == "1"
    reached = on_file & followed & ~answered
    lines = [answers.get(key, {}) for key in cases["key"]]
    cases["answer_form"] = _text([line.get("form", "") for line in lines])
    cases["first_code"] = _text(first)
    texts = {name: [line.get(name, "") for line in lines] for name in data.answers.columns}
    rows = np.array([place[key] for key in cases["key"]], dtype=np.int64)
    columns = variables.columns_of(texts)
    columns |= variables.derived(columns, answered | reached)
    facts = {name: list(values[rows]) for name, values in frame.items() if name not in columns}
    columns |= variables.columns_of(facts)
    unfinished = np.array([line.get("partial") == "1" for line in lines], dtype=np.bool_)
    definition = str(data.plan.get("mentored") or "M2")
    columns["mentored"] = columns[f"tier_{definition[1]}"]
    return Material(
        data=data,
        frame=frame,
        rows=rows,
        cases=cases,
        base=_base_weights(data, cases),
        letters=letters,
        answered=answered,
        followed=followed,
        reached=reached,
        values=columns,
        unknown=variables.unknown_of(texts, unfinished),
    )


def _first_phase(data: StudyData, released: list[dict[str, str]]) -> list[str]:
    """The final code of each case before the follow-up."""
    followed = {row["key"] for row in released if row["followed_up"] == "1"}
    tries: dict[str, list[tuple[int, Attempt]]] = {key: [] for key in followed}
    for row in data.attempts.records():
        if row["key"] in followed and row["is_follow_up"] != "1":
            tries[row["key"]].append((int(row["number"]), Attempt(row["code"], row["mode"])))
    found = {
        key: final_disposition([attempt for _number, attempt in sorted(made, key=_number_of)]).code
        for key, made in tries.items()
        if made
    }
    return [
        found.get(row["key"], "3.19") if row["key"] in followed else row["code"] for row in released
    ]


def _number_of(made: tuple[int, Attempt]) -> int:
    return made[0]


def _base_weights(data: StudyData, cases: Mapping[str, NDArray[Any]]) -> Floats:
    """One over the chance of being drawn, times drawn over released in the stratum."""
    drawn: dict[str, int] = {}
    for stratum in data.cases.column("stratum"):
        drawn[stratum] = drawn.get(stratum, 0) + 1
    names, counts = np.unique(cases["stratum"].astype(str), return_counts=True)
    share = {str(name): drawn[str(name)] / count for name, count in zip(names, counts, strict=True)}
    factor = np.array([share[str(stratum)] for stratum in cases["stratum"]])
    return np.asarray(factor / cases["inclusion_probability"].astype(np.float64))


def _columns(table: Table) -> dict[str, NDArray[Any]]:
    return {name: _text(table.column(name)) for name in table.columns}


def _text(values: list[str]) -> NDArray[Any]:
    return np.array(values, dtype=object)


def _none(n: int) -> Floats:
    return np.full(n, np.nan)
