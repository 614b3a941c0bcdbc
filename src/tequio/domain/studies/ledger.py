"""The ledger: every released case stands in one category, or the study is not published.

It closes before the follow-up of the silent, who stand in it as what they were when they were
silent; what the follow-up brought is told beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from survey_statistics.dispositions.counts import Counts, count_dispositions
from survey_statistics.dispositions.ledger import Imbalance, ledger_imbalances
from tequio.domain.studies.dispositions import (
    INTERVIEWED,
    NOT_WORKED,
    final_codes,
    letters_of,
)
from tequio.domain.studies.study_data import StudyData
from tequio.survey_records.models import Answer, Attempt, Case, Study

WHOLE: Final = "study"


@dataclass(frozen=True)
class Ledger:
    """What became of every released case.

    `interviews` counts answers on file by form, without the `reached_again` of the `followed_up`;
    `reported` is the number of respondents that the
    study says it has, where somebody wrote one down; `explanation` is why that differs.
    """

    released: int
    counts: Counts
    complete: Mapping[str, int]
    partial: int
    interviews: Mapping[str, int]
    followed_up: int
    reached_again: int
    reported: int | None
    explanation_es: str
    explanation_en: str
    imbalances: tuple[Imbalance, ...]

    @property
    def respondents(self) -> int:
        """I + P, by final code."""
        return int(self.counts.I + self.counts.P)

    @property
    def on_file(self) -> int:
        """Answers on file, of all forms."""
        return sum(self.interviews.values())

    @property
    def gap(self) -> int:
        """Respondents reported less those that stand in the ledger; 0 where nothing is reported."""
        return 0 if self.reported is None else self.reported - self.respondents

    @property
    def balances(self) -> bool:
        """Whether cases add up and every interview is on file."""
        return not self.imbalances

    @property
    def identity(self) -> tuple[tuple[str, int], ...]:
        """The terms that add up to the released: complete by form, then the other categories."""
        complete = [(f"I_{form}", number) for form, number in self.complete.items()]
        others = {name: getattr(self.counts, name) for name in ("P", "R", "NC", "O")}
        others |= {"U": self.counts.unknown, "NE": self.counts.NE}
        return (*complete, *((name, int(number)) for name, number in others.items()))


def of(study: Study) -> Ledger:
    """The ledger of a study as it stands in the database."""
    tries = (
        Attempt.objects.filter(case__study=study, is_follow_up=False)
        .order_by("case_id", "number")
        .values_list("case__key", "code", "mode")
    )
    codes = final_codes(tries.iterator(chunk_size=5000))
    released = Case.objects.filter(study=study, released_at__isnull=False).values_list(
        "key", "form"
    )
    followed = Case.objects.filter(study=study, followed_up=True).values_list("key", flat=True)
    answers = Answer.objects.filter(case__study=study, sent_at__isnull=False).values_list(
        "case__key", "questionnaire__form", "is_partial"
    )
    return balance(
        {key: (codes.get(key, NOT_WORKED), form) for key, form in released},
        list(answers),
        followed=frozenset(followed),
        reported=study.respondents_reported,
        explanation=(study.gap_explanation_es, study.gap_explanation_en),
    )


def of_data(data: StudyData) -> Ledger:
    """The ledger of a published study, from its tables alone."""
    answers = [(row["key"], row["form"], row["partial"] == "1") for row in data.answers.records()]
    reported = data.study.get("respondents_reported")
    cases = [row for row in data.cases.records() if row["wave"]]
    followed = frozenset(row["key"] for row in cases if row["followed_up"] == "1")
    before = _codes_before(data, followed)
    return balance(
        {row["key"]: (before.get(row["key"], row["code"]), row["form"]) for row in cases},
        answers,
        followed=followed,
        reported=reported if isinstance(reported, int) else None,
        explanation=(
            str(data.study.get("gap_explanation_es") or ""),
            str(data.study.get("gap_explanation_en") or ""),
        ),
    )


def _codes_before(data: StudyData, followed: frozenset[str]) -> dict[str, str]:
    """What the followed-up cases were before the follow-up."""
    tries = [
        row
        for row in data.attempts.records()
        if row["key"] in followed and row["is_follow_up"] != "1"
    ]
    tries.sort(key=lambda row: (row["key"], int(row["number"])))
    found = final_codes((row["key"], row["code"], row["mode"]) for row in tries)
    return {key: found.get(key, NOT_WORKED) for key in followed}


def balance(
    released: Mapping[str, tuple[str, str]],
    answers: Sequence[tuple[str, str, bool]],
    *,
    followed: frozenset[str] = frozenset(),
    reported: int | None,
    explanation: tuple[str, str],
) -> Ledger:
    """The ledger of released cases (key -> code and form) and answers (key, form, partial)."""
    everything, answers = answers, [each for each in answers if each[0] not in followed]
    category = {key: letters_of(code) for key, (code, _form) in released.items()}
    counts = count_dispositions(list(category.values()))
    answered_with = {key: form for key, form, _partial in answers}
    forms = sorted({*answered_with.values(), *(form for _code, form in released.values()), "short"})
    complete = {form: 0 for form in forms if form}
    for key, letters in category.items():
        if letters == "I":
            form = answered_with.get(key) or released[key][1] or "short"
            complete[form] += 1
    on_file = {form: 0 for form in forms if form}
    for _key, form, _partial in answers:
        on_file[form] += 1
    imbalances = [
        *ledger_imbalances({WHOLE: len(released)}, {WHOLE: counts}, {WHOLE: len(answers)}),
        *_misplaced(category, answered_with),
    ]
    return Ledger(
        released=len(released),
        counts=counts,
        complete=complete,
        partial=int(counts.P),
        interviews=on_file,
        followed_up=len(followed),
        reached_again=len(everything) - len(answers),
        reported=reported,
        explanation_es=explanation[0],
        explanation_en=explanation[1],
        imbalances=tuple(imbalances),
    )


def _misplaced(category: Mapping[str, str], answered_with: Mapping[str, str]) -> list[Imbalance]:
    """Interviews without an answer on file and answers of cases that did not end as interviews."""
    interviewed = {key for key, letters in category.items() if letters in INTERVIEWED}
    without = len(interviewed - answered_with.keys())
    beside = len(answered_with.keys() - interviewed)
    found = []
    if without:
        found.append(Imbalance(None, "interviews without an answer on file", 0, without))
    if beside:
        found.append(Imbalance(None, "answers of cases that are no interviews", 0, beside))
    return found


def why_not_publishable(ledger: Ledger) -> list[str]:
    """Why a study with this ledger may not be published; empty where it may.

    `nothing_released`, `unbalanced`, or `gap_unexplained`: a gap needs its explanation in both
    languages, and is printed beside the number.
    """
    reasons = []
    if ledger.released == 0:
        reasons.append("nothing_released")
    if not ledger.balances:
        reasons.append("unbalanced")
    if ledger.gap and not (ledger.explanation_es.strip() and ledger.explanation_en.strip()):
        reasons.append("gap_unexplained")
    return reasons
