"""What is published of an answer names nobody: what too few share is withheld."""

from collections import Counter

import pytest

from community_simulation.study.presets import Preset
from tequio.domain.studies import coarse_answers
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.study_data import StudyData, Table
from tequio.jobs.rehearsal import planning, pure

RULES = {"z_gender": "group", "b_sector": "group", "z_birth": "decade", "g_jobs_ft": "top"}
SOME = Preset(name="some", people=1500, sampled=900, mentored_share=0.2, response=0.5)


def table(rows: list[dict[str, str]]) -> tuple[Table, Table]:
    """Answers and their frame of one country; every answer has a key of its own."""
    keyed = [{"key": f"{at:03}", **row} for at, row in enumerate(rows)]
    names = ("key", *dict.fromkeys(name for row in rows for name in row if name != "country"))
    frame = [{"key": row["key"], "country": row.get("country", "MX")} for row in keyed]
    return Table.of(names, keyed), Table.of(("key", "country"), frame)


@pytest.fixture(scope="module")
def study() -> StudyData:
    return pure.study_data_of(SOME, planning.content(SOME, replicates=10), seed=3)


def identifying(data: StudyData) -> list[str]:
    rules = coarse_answers.rules_of([standard("detailed"), standard("short")])
    names = [name for name, rule in rules.items() if rule in coarse_answers.IDENTIFYING]
    return [name for name in (*names, "language") if name in data.answers.columns]


def shown_by_few(data: StudyData, k: int = 5) -> int:
    """Answers that show something which fewer than k answers share with all facts of the frame."""
    frame = {row["key"]: tuple(v for n, v in row.items() if n not in ("key", "permanent_number"))
             for row in data.frame.records()}  # fmt: skip
    names = identifying(data)
    rows = [(frame[row["key"]], tuple(row[name] for name in names))
            for row in data.answers.records()]  # fmt: skip
    sizes = Counter(rows)
    return sum(any(told) and sizes[facts, told] < k for facts, told in rows)


def test_nobody_stands_alone_with_what_the_frame_and_the_answers_say(study) -> None:
    assert shown_by_few(study) == 0


def test_a_fact_that_few_share_is_taken_from_them_alone() -> None:
    usual = [{"z_gender": "f", "b_sector": "G"}] * 98
    made = coarse_answers.protected(*table([*usual, {"z_gender": "f", "b_sector": "A"}]), RULES)
    # Four others go with her: a line of its own that shows nothing would be known by that.
    assert made.column("b_sector") == [""] * 4 + ["G"] * 94 + [""]
    assert made.column("z_gender") == [""] * 4 + ["f"] * 94 + [""]


def test_nobody_is_known_by_showing_nothing(study) -> None:
    """Of people alike in frame and form, none show nothing, or all, or at least five."""
    names = identifying(study)
    frame = {row["key"]: tuple(row.values())[2:] for row in study.frame.records()}
    cells: dict[tuple, Counter] = {}
    for row in study.answers.records():
        cell = cells.setdefault((frame[row["key"]], row["form"]), Counter())
        cell[any(row[name] for name in names)] += 1
    assert not [cell for cell in cells.values() if cell[True] and 0 < cell[False] < 5]


def test_a_fact_that_is_often_rare_is_taken_from_everybody() -> None:
    mixed = [{"z_gender": "f", "b_sector": "GACI"[at % 4]} for at in range(16)]
    made = coarse_answers.protected(*table(mixed), RULES)
    assert set(made.column("b_sector")) == {""}
    assert set(made.column("z_gender")) == {"f"}


def test_what_the_frame_says_counts_too() -> None:
    rows = [{"z_gender": "f", "country": "GT" if at < 4 else "MX"} for at in range(104)]
    made = coarse_answers.protected(*table(rows), RULES)
    assert made.column("z_gender") == [""] * 4 + ["f"] * 100


def test_a_fact_of_which_an_indicator_of_the_plan_is_made_stays(study) -> None:
    rows = [*[{"b_owner_w": "1"}] * 9, {"b_owner_w": "7"}]
    plan = {"indicators": [{"formula": "b_owner_w >= 1", "variable": None}]}
    forms = [standard("detailed")]
    answers, frame = table(rows)
    assert coarse_answers.published(answers, frame, forms, plan) == answers
    assert set(coarse_answers.published(answers, frame, forms, {}).column("b_owner_w")) == {""}


def test_the_largest_employers_are_counted_as_the_fifth_largest() -> None:
    rows = [{"g_jobs_ft": str(n)} for n in (0, 12, 14, 15, 20, 30, 80)] + [{"g_jobs_ft": ".d"}]
    made = coarse_answers.protected(*table(rows), RULES)
    assert made.column("g_jobs_ft") == ["0", "12", "14", "14", "14", "14", "14", ".d"]
    few = coarse_answers.protected(*table([{"g_jobs_ft": n} for n in ("2", "7", "90")]), RULES)
    assert few.column("g_jobs_ft") == ["2", "7", "10"]


@pytest.mark.parametrize(
    ("name", "digits"), [("f_amount_loan", 2), ("g_rev_m", 3), ("g_rev_y1", 3), ("g_rev_y0", 3)]
)
def test_amounts_have_two_digits_and_sales_three(study, name: str, digits: int) -> None:
    told = {one for one in study.answers.column(name) if one.isdecimal() and int(one)}
    assert max(len(one.rstrip("0")) for one in told) == digits


def test_an_amount_with_more_digits_than_the_rule_does_not_pass_for_published(study) -> None:
    forms = [standard("detailed"), standard("short")]
    rows = study.answers.records()
    place = next(n for n, row in enumerate(rows) if row["g_rev_y1"].isdecimal())
    rows[place]["g_rev_y1"] = "12345"
    planted = Table.of(study.answers.columns, rows)
    again = coarse_answers.published(planted, study.frame, forms, study.plan)
    assert again != planted


def test_done_again_it_changes_nothing(study) -> None:
    forms = [standard("detailed"), standard("short")]
    again = coarse_answers.published(study.answers, study.frame, forms, study.plan)
    assert again == study.answers


def test_a_rule_that_nobody_knows_publishes_nothing() -> None:
    assert "sometimes" not in coarse_answers.OPEN
    assert "never" not in coarse_answers.OPEN
