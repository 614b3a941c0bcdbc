"""The plan: every fault is named with its field, nothing changes after the lock."""

import copy
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tequio.domain.studies import deviations, plan
from tequio.domain.studies.errors import NotAllowed, PlanRefused, WrongStage
from tequio.domain.studies.plan import iris
from tequio.domain.studies.plan.wording import WORDING
from tequio.domain.studies.signatures import roles_that_signed
from tequio.domain.studies.study_data import canonical_json, sha256
from tequio.survey_records.models import Plan
from tests import studies


def changed(path: str, value: object) -> dict[str, Any]:
    """The standard plan with one field changed."""
    content = plan.standard()
    *way, last = path.split(".")
    place: Any = content
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[int(last) if isinstance(place, list) else last] = value
    return content


def codes(content: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in plan.faults(content)]


def test_the_standard_plan_has_no_fault() -> None:
    assert plan.faults(plan.standard()) == []
    read = plan.read(plan.standard())
    assert read.mentored == "M2"
    assert {line.criterion for line in read.matrix} == {
        "relevance",
        "coherence",
        "effectiveness",
        "efficiency",
        "impact",
        "sustainability",
    }


def test_a_plan_without_indicators_is_refused_with_the_reason() -> None:
    faults = {fault.field: fault for fault in plan.faults({**plan.standard(), "indicators": []})}
    assert faults["indicators"].code == "no_indicators"
    assert "se puede escoger después" in faults["indicators"].es
    assert "chosen afterwards" in faults["indicators"].en


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("version", 2, "wrong_version"),
        ("questions", [], "no_questions"),
        ("questions.0.text_es", "", "missing"),
        ("questions.0.text_en", 7, "not_text"),
        ("questions.0.id", "x" * 21, "too_long"),
        ("matrix", {}, "not_a_list"),
        ("matrix.0.criterion", "beauty", "not_a_choice"),
        ("matrix.0.question", "Q99", "unknown_question"),
        ("matrix.0.indicator", "nothing", "unknown_indicator"),
        ("results_chain", [], "no_chain"),
        ("results_chain.1.indicators", ["nothing"], "unknown_indicator"),
        ("indicators.0.formula", "", "no_formula"),
        ("indicators.0.formula", "tier_9 == 1", "unknown_variable"),
        ("indicators.0.formula", "tier_0 = 1", "formula"),
        ("indicators.0.formula", "f_result == 1", "formula"),
        ("indicators.0.formula", "__import__('os')", "formula"),
        ("indicators.0.formula", "max(tier_0) == 1", "formula"),
        ("indicators.0.attribution_es", "", "missing"),
        ("indicators.0.denominator", "everybody", "not_a_choice"),
        ("indicators.0.iris", "PI0000", "unknown_iris"),
        ("indicators.9.variable", "", "no_variable"),
        ("indicators.9.variable", "g_money", "unknown_variable"),
        ("indicators.9.winsorise", 2, "out_of_range"),
        ("indicators.0.is_outcome", "yes", "not_yes_no"),
        ("indicators.0.domains", "country", "not_a_list"),
        ("mentored", "M7", "not_a_choice"),
        ("sample.size", 10.5, "not_whole"),
        ("sample.size", "many", "not_number"),
        ("sample.size", True, "not_number"),
        ("sample.size", float("nan"), "not_number"),
        ("sample.strata", [], "no_strata"),
        ("sample.strata", ["town"], "unknown_column"),
        ("sample.expected_response", 0, "out_of_range"),
        ("power.power", None, "missing"),
        ("public_value", None, "missing"),
        ("public_value.expected_on", "tomorrow", "not_a_date"),
        ("weights.calibration.margins", ["town"], "unknown_column"),
        ("follow_up.modes", ["pigeon"], "not_a_choice"),
        ("disclosure.threshold", 1, "out_of_range"),
        ("costs", [], "not_a_table"),
    ],
)
def test_a_fault_names_its_field(path: str, value: object, code: str) -> None:
    way = path.split(".")
    named = ".".join(str(int(step) + 1) if step.isdigit() else step for step in way)
    found = codes(changed(path, value))
    assert any(field.startswith(named) and what == code for field, what in found), found


def test_a_field_that_no_plan_has_is_named() -> None:
    assert codes({**plan.standard(), "planed": 1}) == [("planed", "unknown_field")]


def test_an_identifier_that_stands_twice_is_named() -> None:
    content = plan.standard()
    content["indicators"].append(copy.deepcopy(content["indicators"][0]))
    assert codes(content) == [("indicators", "repeated")]


@pytest.mark.parametrize("content", [{}, {"version": 1, "indicators": [3]}, {"sample": "x"}])
def test_nonsense_is_refused_without_falling_over(content: dict[str, Any]) -> None:
    with pytest.raises(PlanRefused) as refused:
        plan.read(content)
    assert len(refused.value.faults) > 10
    assert "indicators" in str(refused.value)


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all(es and en and es != en for es, en in WORDING.values())


def test_codes_of_iris_carry_version_and_address() -> None:
    named = {one.iris for one in plan.read(plan.standard()).indicators} - {""}
    assert {"PI5352", "PI7163", "PI3180", "PI4874", "FP8293"} == named
    assert iris.address("PI5352") == "https://iris.thegiin.org/metric/5.3/PI5352/"


@pytest.mark.parametrize("who", ["manager", "funder", "supervisor", "stranger"])
def test_only_the_lead_evaluator_writes_the_plan(db: None, now: datetime, who: str) -> None:
    team = studies.gather(now=now)
    with pytest.raises(NotAllowed):
        plan.save(study=team.study, by=getattr(team, who), content={}, now=now)
    with pytest.raises(NotAllowed):
        plan.lock(study=team.study, by=getattr(team, who), now=now)


def test_a_draft_keeps_its_faults_and_is_not_locked(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    plan.save(study=team.study, by=team.lead, content={"version": 1, "mentored": "M9"}, now=now)
    with pytest.raises(PlanRefused):
        plan.lock(study=team.study, by=team.lead, now=now)
    team.study.refresh_from_db()
    assert team.study.plan_locked_at is None
    assert team.study.plan.content["mentored"] == "M9"


def test_no_plan_at_all_is_not_locked(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    with pytest.raises(PlanRefused, match="without indicators"):
        plan.lock(study=team.study, by=team.lead, now=now)


def test_a_plan_is_signed_after_the_lock_by_two(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    with pytest.raises(WrongStage, match="not_locked"):
        plan.sign(study=team.study, by=team.funder, now=now)
    studies.lock(team, now=now)
    made = Plan.objects.get(study=team.study)
    assert made.sha256 == sha256(canonical_json(made.content))
    assert roles_that_signed(team.study, "plan", made.sha256) == {"funder", "lead_evaluator"}
    with pytest.raises(WrongStage, match="signed"):
        plan.sign(study=team.study, by=team.funder, now=now)
    with pytest.raises(NotAllowed):
        plan.sign(study=team.study, by=team.manager, now=now)


def test_a_locked_plan_is_changed_by_nobody(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.lock(team, now=now)
    with pytest.raises(WrongStage, match="locked"):
        plan.save(study=team.study, by=team.lead, content=plan.standard(), now=now)
    with pytest.raises(WrongStage, match="locked"):
        plan.lock(study=team.study, by=team.lead, now=now)
    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        Plan.objects.filter(study=team.study).update(content={})


def test_after_the_lock_deviations_are_numbered(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    with pytest.raises(WrongStage, match="not_locked"):
        deviations.record(study=team.study, by=team.lead, what="x", why="y", now=now)
    studies.lock(team, now=now)
    with pytest.raises(NotAllowed):
        deviations.record(study=team.study, by=team.funder, what="x", why="y", now=now)
    for number in (1, 2):
        made = deviations.record(
            study=team.study,
            by=team.lead,
            what="x",
            why="y",
            now=now + timedelta(days=number),
        )
        assert made.number == number


def test_the_sheet_of_the_plan_says_what_the_study_can_see(db: None, now: datetime) -> None:
    """Table 3.4 of the evaluation plan: 4,000 sampled, 900 answers, 238 of them mentored."""
    team = studies.gather(now=now)
    made = plan.save(study=team.study, by=team.lead, content=plan.standard(), now=now)
    sheet = made.content["power"]["computed"]
    assert round(sheet["multiplier"], 4) == 2.8016
    assert [round(100 * sheet["shares"][base], 1) for base in ("0.1", "0.2", "0.3", "0.5")] == [
        6.4,
        8.5,
        9.7,
        10.6,
    ]
    assert round(sheet["standardised"]["all"], 3) == 0.212
    assert round(sheet["standardised"]["sellers"], 1) == 0.3
    assert [round(100 * share) for share in sheet["sales"].values()] == [28, 24, 42, 35]
    assert sheet["needed"] == {"0.05": 385, "0.03": 1068, "0.02": 2401}


def test_a_design_effect_widens_what_can_be_seen(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    content = plan.standard(sample={"design_effect": 1.5})
    made = plan.save(study=team.study, by=team.lead, content=content, now=now)
    shares = made.content["power"]["computed"]["shares"]
    assert [round(100 * share, 1) for share in shares.values()] == [7.8, 10.4, 11.9, 13.0]


def test_a_sheet_without_its_assumptions_is_not_kept(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    content = plan.standard(power={"power": "high", "computed": {"shares": {"0.1": 0}}})
    made = plan.save(study=team.study, by=team.lead, content=content, now=now)
    assert "computed" not in made.content["power"]
