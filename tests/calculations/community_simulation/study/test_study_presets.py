"""A made-up study: the counts it promises, and the truth behind them."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from community_simulation.study.making import (
    DrawnCase,
    StudiedCommunity,
    Worked,
    follow_up,
    make_community,
    work_the_field,
)
from community_simulation.study.presets import Preset, UnknownPreset, preset_named, seed_2020
from community_simulation.study.responding import NotEnoughPeople
from community_simulation.study.truth import mentored_share, true_share, true_values
from survey_statistics.dispositions.codes import category_of
from survey_statistics.dispositions.counts import Counts
from survey_statistics.dispositions.final_code import Attempt, final_disposition


@cache
def field(preset: Preset, seed: int = 5) -> tuple[StudiedCommunity, list[Worked]]:
    rng = np.random.default_rng(seed)
    community = make_community(rng, preset)
    keys = rng.permutation(community.people.key)[: preset.sampled]
    detailed = rng.random(preset.sampled) < preset.detailed_share
    cases = [
        DrawnCase(str(key), "detailed" if yes else "short")
        for key, yes in zip(keys, detailed, strict=True)
    ]
    return community, work_the_field(rng, community, cases)


def is_mentored(case: Worked) -> bool:
    return case.values is not None and case.values.get("c_exch_n", "0") != "0"


def categories(cases: list[Worked]) -> list[str]:
    finals = [
        final_disposition([Attempt(each.code, each.mode) for each in case.attempts])
        for case in cases
    ]
    return [category_of(final.code).name for final in finals]


def test_a_preset_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownPreset, match="seed-2020, honest and biased"):
        preset_named("rosy")


def test_a_truth_that_the_counts_cannot_have_is_refused() -> None:
    with pytest.raises(UnknownPreset, match=r"0\.1 to 1\.25"):
        seed_2020(0.01)


def test_too_few_people_for_the_exact_counts_are_refused() -> None:
    rng = np.random.default_rng(1)
    community = make_community(rng, seed_2020())
    few = [DrawnCase(str(key), "short") for key in community.people.key[:500]]
    with pytest.raises(NotEnoughPeople):
        work_the_field(rng, community, few)


@pytest.mark.parametrize(("k", "share"), [(0.1, 0.080), (0.25, 0.111), (0.5, 0.162), (1, 0.264)])
@pytest.mark.parametrize("seed", [1, 2])
def test_four_truths_stand_behind_the_same_counts(k: float, share: float, seed: int) -> None:
    community, cases = field(seed_2020(k), seed)
    answered = [case for case in cases if case.values is not None]
    finished = [case for case in answered if not case.is_partial]
    assert round(mentored_share(community).value, 3) == share
    assert (len(cases), len(answered), len(finished)) == (4000, 900, 894)
    assert sum(case.form == "detailed" for case in finished) == 400
    assert sum(map(is_mentored, answered)) == sum(map(is_mentored, finished)) == 238


def test_half_of_the_mentored_began_early_and_48_say_that_sales_grew() -> None:
    community, cases = field(seed_2020())
    stage = dict(zip(community.people.key, community.people.stage, strict=True))
    mentored = [case for case in cases if is_mentored(case)]
    assert sum(stage[case.key] in ("idea", "operational") for case in mentored) == 119
    assert sum((case.values or {})["g_rev_dir"] in ("4", "5") for case in mentored) == 48


def test_the_follow_up_reaches_186_of_310_of_whom_28_were_mentored() -> None:
    community, cases = field(seed_2020())
    silent = [case for case in cases if case.values is None]
    rng = np.random.default_rng(7)
    drawn = [silent[place].key for place in rng.permutation(len(silent))[:310]]
    tried = {case.key: len(case.attempts) for case in cases}
    reached = [case for case in follow_up(rng, community, drawn, tried) if case.values is not None]
    assert (len(silent), len(reached), sum(map(is_mentored, reached))) == (3100, 186, 28)


def test_every_case_ends_in_the_category_of_its_end() -> None:
    _, cases = field(seed_2020())
    found = categories(cases)
    counts = Counts(**{name: found.count(name) for name in set(found)})
    assert (counts.I, counts.P, counts.NE, counts.total) == (894, 6, 0, 4000)
    assert all(
        (category in ("I", "P")) == (case.values is not None)
        for category, case in zip(found, cases, strict=True)
    )


def test_the_naive_share_misleads_in_biased_and_not_in_honest() -> None:
    for name, far in (("honest", False), ("biased", True)):
        community, cases = field(preset_named(name))
        answered = [case for case in cases if case.values is not None]
        naive = sum(map(is_mentored, answered)) / len(answered)
        assert (naive > mentored_share(community).value + 0.06) == far


def test_the_short_form_is_in_bands_and_holds_nothing_else() -> None:
    _, cases = field(preset_named("honest"))
    short = [case.values for case in cases if case.form == "short" and case.values is not None]
    assert {values.get("c_contact_n") for values in short} == {"0", "1", "2-3", "4-9"}
    assert not any("d_roles" in values or "g_rev_m" in values for values in short)


def test_people_who_are_no_entrepreneurs_never_answer() -> None:
    community, cases = field(preset_named("honest"))
    eligible = dict(zip(community.people.key, community.people.eligible, strict=True))
    assert not any(case.values is not None and not eligible[case.key] for case in cases)


def test_whose_account_it_is_shows_as_often_among_strangers_as_among_the_others() -> None:
    community, cases = field(replace(preset_named("honest"), ineligible=0.3))
    eligible = dict(zip(community.people.key, community.people.eligible, strict=True))
    resolved: dict[bool, list[bool]] = {True: [], False: []}
    for case, category in zip(cases, categories(cases), strict=True):
        assert (category == "NE") <= (not eligible[case.key])
        resolved[bool(eligible[case.key])].append(not category.startswith("U"))
    strangers, others = (np.mean(resolved[key]) for key in (False, True))
    assert strangers == pytest.approx(others, abs=0.06)
    assert 0.4 < strangers < 0.8


def test_the_spread_of_log_sales_is_the_one_of_the_source() -> None:
    community, _ = field(preset_named("honest"))
    in_mexico = community.people.country == "MX"
    sales = [float(text) for text in community.told["g_rev_m"][in_mexico] if text not in ("", "0")]
    # Six thousand people, a fifth of whom sell in Mexico: the deviation is known to about 3%.
    assert np.log(sales).std() == pytest.approx(1.17, abs=0.06)
    assert (true_values(community, "g_rev_m") == 0).any()


def test_truth_is_read_by_the_formula_of_the_plan() -> None:
    community, _ = field(preset_named("honest"))
    among = true_share(community, "e_goal_met >= 3", among="mentored == 1")
    assert among.people == 1500
    assert among.value > true_share(community, "e_goal_met >= 3").value


def test_the_same_seed_makes_the_same_study() -> None:
    first, second = (field.__wrapped__(preset_named("honest"), 9)[1] for _ in range(2))
    assert first == second
