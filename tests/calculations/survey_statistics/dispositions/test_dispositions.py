"""Dispositions: refusals, final codes, rates against outcomerate, and a ledger that tells."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calculations.survey_statistics.stored_references import miscellaneous

from survey_statistics.dispositions.codes import Category, category_of, label_of
from survey_statistics.dispositions.counts import Counts, count_dispositions, counts_by_group
from survey_statistics.dispositions.errors import (
    NoAttempt,
    UnknownDisposition,
    UnusableCount,
    UnusableEligibility,
)
from survey_statistics.dispositions.final_code import Attempt, final_disposition
from survey_statistics.dispositions.ledger import ledger_imbalances, total_imbalances
from survey_statistics.dispositions.rates import outcome_rates, outcome_rates_by_group


def final(*codes, **options):
    return final_disposition([Attempt(code) for code in codes], **options).code


@pytest.mark.parametrize("code", ["5.1", "", "x", "2.9"])
def test_a_code_that_is_in_no_table_is_refused(code):
    with pytest.raises(UnknownDisposition):
        category_of(code)


def test_a_case_without_attempts_is_refused():
    with pytest.raises(NoAttempt, match=r"3\.11"):
        final_disposition([])


def test_an_unknown_category_is_named():
    with pytest.raises(UnknownDisposition, match="'X'"):
        count_dispositions(["I", "X"])


@pytest.mark.parametrize("weights", [[1.0, -1.0], [1.0, float("nan")], [1.0]])
def test_unusable_weights_are_refused(weights):
    with pytest.raises(UnusableCount):
        count_dispositions(["I", "R"], weights)


def test_a_negative_count_is_named():
    with pytest.raises(UnusableCount, match="NC"):
        Counts(NC=-1)


@pytest.mark.parametrize("e", [-0.1, 1.1, {"UH": 2.0, "UO": 0.5}, {"UX": 0.5}, {"UH": 0.5}])
def test_an_unusable_share_eligible_is_refused(e):
    with pytest.raises(UnusableEligibility):
        outcome_rates(Counts(I=1, UH=1, UO=1), e)


def test_groups_of_another_length_are_refused():
    with pytest.raises(UnusableCount, match="2 cases and 1 groups"):
        counts_by_group(["I", "R"], ["MX"])


@pytest.mark.parametrize(
    ("codes", "ends_as"),
    [
        (["3.19", "3.19", "1.1"], "1.1"),
        (["2.112", "3.13", "3.13"], "2.112"),
        (["2.222", "3.12"], "2.222"),
        (["1.2", "2.112"], "1.2"),
        (["1.2", "1.1"], "1.1"),
        (["2.112", "1.1"], "1.1"),
        (["2.33", "2.21"], "2.33"),
        (["2.33", "2.12"], "2.12"),
        (["3.19", "3.11"], "3.19"),
        (["3.21", "3.13"], "3.21"),
        (["3.13", "3.12"], "3.12"),
        (["2.112", "4.90"], "4.90"),
        (["4.90", "3.13"], "4.90"),
        (["1.1", "4.90"], "4.90"),
        (["4.10", "1.1"], "1.1"),
        (["4.31", "2.112"], "2.112"),
        (["2.21", "4.31"], "2.21"),
    ],
)
def test_the_strongest_evidence_stands(codes, ends_as):
    assert final(*codes) == ends_as


def test_a_dead_line_ends_a_case_only_in_a_sample_of_numbers():
    assert final("2.21", "4.31", named_persons=False) == "4.31"


def test_the_deciding_mode_and_all_attempts_are_kept():
    case = final_disposition(
        [Attempt("3.19", "web"), Attempt("2.112", "telephone"), Attempt("3.19", "web")]
    )
    assert (case.mode, case.at, case.attempts) == ("telephone", 1, 3)


@given(
    st.lists(st.sampled_from(["3.13", "3.19", "3.11", "2.21", "2.112", "2.33", "1.1"]), min_size=1),
    st.integers(0, 4),
)
def test_later_silence_never_changes_a_case(codes, times):
    before = final_disposition([Attempt(code) for code in codes])
    after = final_disposition([Attempt(code) for code in [*codes, *["3.13"] * times]])
    if before.category not in (Category.UR, Category.UO):
        assert after.code == before.code


def test_a_finer_code_belongs_to_the_one_it_refines():
    assert category_of("2.1121") is Category.R
    assert category_of("2.11219") is Category.R
    assert label_of("2.12") == "break-off"


@pytest.mark.parametrize("case", miscellaneous()["aapor"], ids=lambda case: case["source"])
def test_rates_of_outcomerate(case):
    e = None if isinstance(case["e"], str) else case["e"]
    rates = outcome_rates(Counts(**case["counts"]), e).as_dict()
    for name, printed in case.get("printed", {}).items():
        assert rates[name] == pytest.approx(printed, abs=5e-4), name  # printed to three digits
    for name, exact in case.get("exact", {}).items():
        assert rates[name] == pytest.approx(float(Fraction(exact)), rel=1e-12), name


# outcomerate of the 10th edition: README of 13 cases, tests/testthat/test-ur.R.
THIRTEEN = Counts(I=4, P=2, R=1, NC=1, O=1, UH=1, UR=1, UO=1, NE=1)
UNKNOWN = Counts(I=10, P=2, R=3, NC=4, O=1, UH=5, UR=7, UO=6, NE=8)


def test_cases_whose_eligible_respondent_is_unknown_count_as_in_the_tenth_edition():
    rates = outcome_rates(THIRTEEN).as_dict()
    printed = {"RR1": 0.333, "RR2": 0.5, "RR3": 0.342, "RR4": 0.513, "RR5": 0.444, "RR6": 0.667}
    printed |= {"COOP1": 0.5, "COOP2": 0.75, "COOP3": 0.571, "COOP4": 0.857}
    printed |= {"REF1": 0.083, "REF2": 0.085, "REF3": 0.111}
    printed |= {"CON1": 0.667, "CON2": 0.684, "CON3": 0.889}
    assert {name: round(rates[name], 3) for name in printed} == printed
    by_category = outcome_rates(THIRTEEN, {"UH": 0.4, "UR": 0.7, "UO": 0.2})
    assert round(by_category.RR3, 3) == 0.388
    assert round(by_category.REF2, 3) == 0.097
    assert round(by_category.CON2, 3) == 0.777
    given_once = outcome_rates(UNKNOWN, 0.4)
    likely = 20 + 0.4 * 18
    exact = [given_once.RR1, given_once.RR3, given_once.REF2, given_once.CON2, given_once.CON1]
    assert exact == pytest.approx([10 / 38, 10 / likely, 3 / likely, 16 / likely, 16 / 38])


def test_a_case_moved_from_other_unknown_to_ur_changes_nothing_under_one_e():
    before = outcome_rates(Counts(I=5, P=1, R=2, NC=1, O=1, UO=4, NE=2), 0.37)
    assert outcome_rates(Counts(I=5, P=1, R=2, NC=1, O=1, UR=4, NE=2), 0.37) == before


def test_weighted_cases_of_the_tenth_edition_are_those_of_outcomerate():
    letters = ["I", "P", "I", "UO", "R", "I", "NC", "I", "O", "P", "UH", "UR"]
    rates = outcome_rates(count_dispositions(letters, [1.3] * 6 + [2.5] * 6))
    assert (round(rates.RR2, 2), round(rates.CON1, 2)) == (0.45, 0.61)
    assert outcome_rates(count_dispositions(["I", "UR"], [2, 3]), 0.5).RR3 == 2 / 3.5


@pytest.mark.parametrize("code", ["3.2", "3.20", "3.21"])
def test_a_screener_that_is_missing_is_ur_in_every_kind_of_sample(code):
    assert category_of(code) is category_of(code, named_persons=False) is Category.UR


def test_eligibility_per_category_counts_each_category_with_its_own_share():
    counts = Counts(I=10, NC=10, UH=10, UR=20, UO=10)
    rates = outcome_rates(counts, {"UH": 0.2, "UR": 0.5, "UO": 0.0})
    assert pytest.approx(10 / 32) == rates.RR3
    assert rates.e == pytest.approx(12 / 40)
    assert rates.e_source == "given per category"


def test_a_rate_without_a_denominator_is_none_not_nan():
    rates = outcome_rates(Counts())
    assert rates.RR1 is None
    assert rates.e is None
    assert outcome_rates(Counts(UO=3)).RR3 is None


def test_weighted_rates_use_sums_of_weights_by_group():
    by_group = counts_by_group(["I", "R", "I"], ["MX", "MX", "GT"], [3.0, 1.0, 2.0])
    rates = outcome_rates_by_group(by_group)
    assert rates["MX"].RR1 == 0.75
    assert rates["GT"].RR1 == 1.0


@given(st.lists(st.integers(0, 50), min_size=9, max_size=9), st.floats(0, 1))
def test_rates_are_ordered_as_their_definitions_say(numbers, e):
    counts = Counts(*map(float, numbers))
    rates = outcome_rates(counts, e)
    if rates.RR1 is not None and rates.RR3 is not None and rates.RR5 is not None:
        assert rates.RR1 <= rates.RR2
        assert rates.RR1 <= rates.RR3 + 1e-12 <= rates.RR5 + 2e-12
        assert rates.REF1 + rates.CON1 <= 2


def test_the_six_interviews_the_seed_cannot_explain_are_found():
    counts = {"2020": Counts(I=894, NC=3106)}
    (line,) = ledger_imbalances({"2020": 4000}, counts, {"2020": 900})
    assert (line.expected, line.found, line.difference) == (900, 894, -6)


def test_a_case_lost_in_one_group_is_found_there():
    counts = {"MX": Counts(I=5, NC=4), "GT": Counts(I=10)}
    (line,) = ledger_imbalances({"MX": 10, "GT": 10}, counts)
    assert line.group == "MX"
    assert str(line) == "In MX, released = cases: 10 against 9."


def test_a_group_that_was_never_released_does_not_balance():
    (line,) = ledger_imbalances({}, {"SV": Counts(I=1)})
    assert (line.group, line.difference) == ("SV", 1)


def test_a_balanced_ledger_says_nothing():
    counts = {"MX": Counts(I=5, NE=5)}
    assert ledger_imbalances({"MX": 10}, counts, {"MX": 5}) == []
    assert total_imbalances(Counts(I=5, NE=5), counts) == []


@given(st.lists(st.sampled_from(list(Category)), max_size=30))
def test_counting_balances_with_the_number_of_cases(categories):
    assert ledger_imbalances({1: len(categories)}, {1: count_dispositions(categories)}) == []
