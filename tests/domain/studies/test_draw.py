"""Commit and reveal: nothing is drawn too early, nobody twice a year, and anybody can redraw."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tequio.domain.studies import deviations, draw, drawing, frame, links_of_people, plan, release
from tequio.domain.studies.errors import DrawRefused, NotAllowed, StudyRefused, WrongStage
from tequio.domain.studies.platform_frame import Rule
from tequio.records.audit import AuditEvent
from tequio.survey_records.models import Case, Deviation, Draw, Frame, Study
from tests import studies
from tests.studies import MINUTE, Team


def attempt(team: Team, now: datetime, **values: Any) -> Draw:
    given = {"public_value": "48213", "source": "Lotería", "announced_at": now, "now": now}
    return draw.draw(study=team.study, by=team.lead, **{**given, **values})


@pytest.fixture
def ready(db: None, now: datetime) -> Team:
    """Sixty people, plan and frame signed by both."""
    team = studies.gather(now=now)
    studies.crowd(60, now=now)
    studies.lock(team, now=now)
    studies.freeze(team, now=now + MINUTE)
    return team


@pytest.mark.parametrize("who", ["manager", "funder", "supervisor", "coder", "stranger"])
def test_only_the_lead_evaluator_draws(ready: Team, now: datetime, who: str) -> None:
    with pytest.raises(NotAllowed):
        draw.draw(
            study=ready.study,
            by=getattr(ready, who),
            public_value="1",
            source="x",
            now=now + 2 * MINUTE,
        )


def test_nothing_is_drawn_before_the_plan_is_locked(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.crowd(20, now=now)
    with pytest.raises(WrongStage, match="not_locked"):
        attempt(team, now)
    with pytest.raises(IntegrityError, match="before_the_plan"), transaction.atomic():
        Study.objects.filter(pk=team.study.pk).update(frame_frozen_at=now, drawn_at=now)
    listed = Frame.objects.create(
        study=team.study, source="csv", rows=1, sha256="0" * 64, made_at=now, frozen_at=now
    )
    with pytest.raises(IntegrityError, match="nothing is drawn"), transaction.atomic():
        Draw.objects.create(study=team.study, frame=listed, seed="0", drawn_at=now)


def test_no_frame_is_frozen_while_the_plan_can_still_be_made_to_fit_it(
    db: None, now: datetime
) -> None:
    team = studies.gather(now=now)
    studies.crowd(20, now=now)
    lines = ["key,stage,country,gender,language,cohort", "c1,earning,GT,f,es,2025-H1"]
    with pytest.raises(WrongStage, match="plan_before_frame"):
        studies.freeze(team, now=now)
    with pytest.raises(WrongStage, match="plan_before_frame"):
        frame.freeze_from_csv(study=team.study, by=team.lead, text="\n".join(lines), now=now)
    assert not Frame.objects.exists()


def test_a_frame_from_before_the_plan_is_not_drawn_from(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.crowd(20, now=now)
    studies.lock(team, now=now + 2 * MINUTE)
    studies.freeze(team, now=now + MINUTE)
    with pytest.raises(DrawRefused, match="frame_before_plan"):
        attempt(team, now + 3 * MINUTE)
    studies.freeze(team, now=now + 3 * MINUTE)
    assert attempt(team, now + 4 * MINUTE).seed


def test_a_value_that_was_known_before_somebody_signed_is_refused(
    ready: Team, now: datetime
) -> None:
    frame.freeze_from_platform(study=ready.study, by=ready.lead, rule=Rule(), now=now + 2 * MINUTE)
    for by in (ready.lead, ready.manager):
        frame.sign(study=ready.study, by=by, now=now + 5 * MINUTE)
    with pytest.raises(DrawRefused, match="signed_after_value"):
        attempt(ready, now + 6 * MINUTE, announced_at=now + 4 * MINUTE)
    assert attempt(ready, now + 6 * MINUTE).seed


def test_nothing_is_drawn_before_the_frame_is_frozen(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.lock(team, now=now)
    with pytest.raises(WrongStage, match="not_frozen"):
        attempt(team, now)


def test_nothing_is_drawn_without_two_signatures_each(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.crowd(20, now=now)
    sample = {"size": 5, "design": "simple", "strata": []}
    plan.save(study=team.study, by=team.lead, content=plan.standard(sample=sample), now=now)
    plan.lock(study=team.study, by=team.lead, now=now)
    frame.freeze_from_platform(study=team.study, by=team.manager, rule=Rule(), now=now)
    with pytest.raises(DrawRefused, match="plan_unsigned"):
        attempt(team, now)
    plan.sign(study=team.study, by=team.funder, now=now)
    frame.sign(study=team.study, by=team.lead, now=now)
    with pytest.raises(DrawRefused, match="frame_unsigned"):
        attempt(team, now)
    frame.sign(study=team.study, by=team.manager, now=now)
    assert attempt(team, now).seed


def test_a_value_from_before_the_freeze_is_refused(ready: Team, now: datetime) -> None:
    with pytest.raises(DrawRefused, match="too_early"):
        attempt(ready, now + 2 * MINUTE, announced_at=now)
    assert not Case.objects.exists()


def test_a_value_from_the_future_is_refused(ready: Team, now: datetime) -> None:
    with pytest.raises(DrawRefused, match="not_announced_yet"):
        attempt(ready, now + 2 * MINUTE, announced_at=now + 9 * MINUTE)


@pytest.mark.parametrize("missing", ["public_value", "source"])
def test_a_value_without_words_is_refused(ready: Team, now: datetime, missing: str) -> None:
    with pytest.raises(DrawRefused, match="no_value"):
        attempt(ready, now + 2 * MINUTE, **{missing: "  "})


def test_another_value_than_the_plan_says_needs_a_signed_note(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.crowd(20, now=now)
    value = {"expected_on": str(date(2026, 12, 24))}
    studies.lock(team, now=now, public_value=value)
    studies.freeze(team, now=now)
    later = now + timedelta(days=40)
    with pytest.raises(DrawRefused, match="not_the_value"):
        attempt(team, later, announced_at=now + timedelta(days=35))
    deviations.record(
        study=team.study, by=team.lead, what="Sorteo aplazado", why="Feriado", now=now + MINUTE
    )
    assert attempt(team, later, announced_at=now + timedelta(days=35)).seed


def test_a_sample_larger_than_the_frame_is_refused_with_its_size(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.crowd(8, now=now)
    studies.lock(team, now=now)
    studies.freeze(team, now=now)
    with pytest.raises(DrawRefused, match="larger_than_frame: 8"):
        attempt(team, now)


def test_strata_that_a_file_does_not_hold_are_refused(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.lock(team, now=now, sample={"design": "stratified", "strata": ["log_m2"]})
    lines = [f"c{n},earning,GT,f,es,2025-H1" for n in range(20)]
    head = "key,stage,country,gender,language,cohort"
    content = "\n".join([head, *lines])
    frame.freeze_from_csv(study=team.study, by=team.manager, text=content, now=now)
    for by in (team.manager, team.lead):
        frame.sign(study=team.study, by=by, now=now)
    with pytest.raises(DrawRefused, match="strata_not_held"):
        attempt(team, now)


def below(team: Team, now: datetime, **changes: Any) -> Deviation:
    """A deviation that makes the sample smaller."""
    given = {"size": 8, "strata": [], "why": "La lista es corta", "now": now}
    return deviations.change_sample(study=team.study, by=team.lead, **{**given, **changes})


@pytest.fixture
def too_few(db: None, now: datetime) -> Team:
    """A plan of ten from a signed frame of eight."""
    team = studies.gather(now=now)
    studies.crowd(8, now=now)
    studies.lock(team, now=now)
    studies.freeze(team, now=now)
    return team


@pytest.mark.parametrize("who", ["manager", "funder", "supervisor", "coder", "stranger"])
def test_only_the_lead_evaluator_makes_the_sample_smaller(
    too_few: Team, now: datetime, who: str
) -> None:
    with pytest.raises(NotAllowed):
        deviations.change_sample(
            study=too_few.study, by=getattr(too_few, who), size=8, strata=[], why="x", now=now
        )


@pytest.mark.parametrize(
    ("size", "code"),
    [(0, "not_smaller"), (10, "not_smaller: 10"), (11, "not_smaller"), (9, "larger_than_frame: 8")],
)
def test_a_deviation_that_does_not_help_is_refused(
    too_few: Team, now: datetime, size: int, code: str
) -> None:
    with pytest.raises(StudyRefused, match=code):
        below(too_few, now, size=size)
    assert not Deviation.objects.exists()


def test_before_the_lock_and_after_the_draw_no_sample_becomes_smaller(
    db: None, now: datetime
) -> None:
    team = studies.gather(now=now)
    with pytest.raises(WrongStage, match="not_locked"):
        below(team, now)
    studies.crowd(30, now=now)
    studies.drawn(team, now=now)
    with pytest.raises(WrongStage, match="drawn"):
        below(team, now + 9 * MINUTE)


def test_a_sample_made_smaller_after_the_value_was_known_is_not_drawn(
    too_few: Team, now: datetime
) -> None:
    below(too_few, now + 2 * MINUTE)
    with pytest.raises(DrawRefused, match="changed_after_value"):
        attempt(too_few, now + 3 * MINUTE, announced_at=now + 2 * MINUTE)
    assert not Case.objects.exists()


def test_a_smaller_sample_does_not_excuse_another_day_of_the_value(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.crowd(8, now=now)
    studies.lock(team, now=now, public_value={"expected_on": str(date(2026, 12, 24))})
    studies.freeze(team, now=now)
    below(team, now + MINUTE)
    with pytest.raises(DrawRefused, match="not_the_value"):
        attempt(team, now + timedelta(days=40))


def test_a_deviation_from_before_the_value_lets_a_short_frame_be_drawn(
    too_few: Team, now: datetime
) -> None:
    made = below(too_few, now + MINUTE, size=6)
    assert (made.number, made.what) == (1, "Una muestra de 6 en lugar de 10.")
    row = attempt(too_few, now + 2 * MINUTE)
    assert row.design["size"] == 6
    assert Case.objects.filter(study=too_few.study).count() == 6
    assert too_few.study.plan.content["sample"]["size"] == 10


def test_strata_that_a_file_lacks_can_be_left_out(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    strata = ["country", "log_m2"]
    studies.lock(team, now=now, sample={"design": "stratified", "strata": strata})
    lines = [f"c{n},earning,{'GT' if n % 3 else 'MX'},f,es,2025-H1" for n in range(60)]
    content = "\n".join(["key,stage,country,gender,language,cohort", *lines])
    frame.freeze_from_csv(study=team.study, by=team.manager, text=content, now=now)
    for by in (team.manager, team.lead):
        frame.sign(study=team.study, by=by, now=now)
    assert str(draw.misfit(team.study)) == "strata_not_held: 1"
    made = below(team, now + MINUTE, size=10, strata=["country"])
    assert made.changes["strata"] == ["country"]
    assert draw.misfit(team.study) is None
    row = attempt(team, now + 2 * MINUTE)
    assert set(row.design["allocated"]) == {"GT", "MX"}


def test_what_a_deviation_changed_in_a_sample_stays(too_few: Team, now: datetime) -> None:
    made = below(too_few, now)
    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        Deviation.objects.filter(pk=made.pk).update(changes={})


def test_a_study_draws_once_and_its_draw_stays(ready: Team, now: datetime) -> None:
    made = attempt(ready, now + 2 * MINUTE)
    with pytest.raises(WrongStage, match="drawn"):
        attempt(ready, now + 3 * MINUTE, public_value="99999")
    with pytest.raises(WrongStage, match="drawn"):
        studies.freeze(ready, now=now + 4 * MINUTE)
    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        Draw.objects.filter(pk=made.pk).update(seed="0")


@pytest.mark.parametrize(
    "sample",
    [
        {},
        {"design": "stratified", "strata": ["gender"]},
        {"design": "stratified", "strata": ["gender"], "allocation": "power"},
        {
            "design": "stratified",
            "strata": ["gender"],
            "allocation": "neyman",
            "deviations": {"f": 3.0, "m": 1.0},
        },
        {"design": "systematic"},
        {"design": "brewer", "size_of": {"column": "gender", "values": {"f": 3.0, "m": 1.0}}},
        {"design": "sampford", "size_of": {"column": "gender", "values": {"f": 2.0}}},
    ],
)
def test_each_design_can_be_redrawn_from_what_is_published(
    db: None, now: datetime, sample: dict[str, Any]
) -> None:
    team = studies.gather(now=now)
    studies.crowd(60, now=now)
    row = studies.drawn(team, now=now, **sample)
    document = plan.read(team.study.plan.content)
    again = drawing.drawn(
        frame.table_of(row.frame),
        document.sample,
        drawing.seed_of(row.frame.sha256, row.public_value),
        steps=row.design["steps"],
        arcs=[tuple(arc) for arc in row.design["arcs"]],
        form_rule=document.form_rule,
        detailed_share=document.detailed_share,
    )
    cases = Case.objects.filter(study=team.study).order_by("release_order")
    assert [(case.key, case.form) for case in cases] == [(c.key, c.form) for c in again.cases]
    assert len(again.cases) == 10
    expected = sum(1 / case.inclusion_probability for case in cases)
    assert 30 < expected < 100
    detailed = sum(case.form == "detailed" for case in cases)
    assert detailed == round(0.45 * 10)


def test_another_public_value_draws_others(ready: Team, now: datetime) -> None:
    table = frame.table_of(frame.current(ready.study))
    sample = plan.read(ready.study.plan.content).sample
    draws = {
        frozenset(c.key for c in drawing.drawn(table, sample, seed, steps=1).cases)
        for seed in "abcdefgh"
    }
    assert len(draws) == 8


def test_the_next_study_asks_others(db: None, now: datetime) -> None:
    """Four draws of 10 from 600 people within a year: nobody is drawn twice."""
    studies.crowd(600, now=now)
    people: list[str] = []
    for number in range(4):
        team = studies.gather(now=now, tag=f"n{number}")
        moment = now + timedelta(days=10 * number)
        studies.drawn(team, now=moment, value=str(number))
        keys = list(Case.objects.filter(study=team.study).values_list("key", flat=True))
        found = links_of_people.read(
            study=team.study, by=None, purpose="test", now=moment, keys=keys
        )
        people += [person.email for person in found.values()]
    assert len(people) == len(set(people)) == 40


def test_a_draw_that_asks_somebody_twice_a_year_is_refused_with_the_count(
    db: None, now: datetime
) -> None:
    studies.crowd(16, now=now)
    studies.drawn(studies.gather(now=now), now=now)
    second = studies.gather(now=now, tag="Dos")
    with pytest.raises(DrawRefused, match="asked_within_a_year") as refused:
        studies.drawn(second, now=now + timedelta(days=100))
    assert 4 <= refused.value.count <= 10
    assert not Case.objects.filter(study=second.study).exists()
    second.study.refresh_from_db()
    assert second.study.drawn_at is None


def test_after_a_year_the_same_may_be_asked(db: None, now: datetime) -> None:
    studies.crowd(16, now=now)
    studies.drawn(studies.gather(now=now), now=now)
    second = studies.gather(now=now, tag="Dos")
    assert studies.drawn(second, now=now + timedelta(days=366)).design["arcs"] == []


def test_a_frame_may_leave_out_those_who_were_asked(db: None, now: datetime) -> None:
    studies.crowd(26, now=now)
    studies.drawn(studies.gather(now=now), now=now)
    second = studies.gather(now=now, tag="Dos")
    later = now + timedelta(days=30)
    studies.lock(second, now=later)
    made = studies.freeze(second, now=later, rule=Rule(leave_out_asked_recently=True))
    assert made.counts["out"]["asked_recently"] == 10
    assert attempt(second, later).seed


def test_a_rehearsal_uses_nobody_up(db: None, now: datetime) -> None:
    studies.crowd(16, now=now)
    rehearsal = studies.gather(now=now)
    Study.objects.filter(pk=rehearsal.study.pk).update(is_rehearsal=True)
    studies.drawn(rehearsal, now=now)
    assert studies.drawn(studies.gather(now=now, tag="Dos"), now=now).design["arcs"] == []


def test_the_audit_trail_counts_and_names_nobody(ready: Team, now: datetime) -> None:
    attempt(ready, now + 2 * MINUTE)
    details = AuditEvent.objects.filter(subject_type="study").values_list("action", "detail")
    assert ("studies.draw", {"cases": 10}) in details
    written = str(list(details))
    assert not any(key in written for key in Case.objects.values_list("key", flat=True))


def test_only_the_lead_evaluator_releases(ready: Team, now: datetime) -> None:
    attempt(ready, now + 2 * MINUTE)
    for by in (ready.manager, ready.funder, ready.supervisor):
        with pytest.raises(NotAllowed):
            release.release(study=ready.study, by=by, count=1, now=now)


def test_nothing_is_released_before_the_draw(ready: Team, now: datetime) -> None:
    with pytest.raises(WrongStage, match="not_drawn"):
        release.release(study=ready.study, by=ready.lead, count=1, now=now)


@pytest.mark.parametrize("count", [0, -3, 11])
def test_a_wave_that_does_not_exist_is_refused(ready: Team, now: datetime, count: int) -> None:
    attempt(ready, now + 2 * MINUTE)
    with pytest.raises(StudyRefused, match="fewer_left: 10"):
        release.release(study=ready.study, by=ready.lead, count=count, now=now)
    assert not Case.objects.filter(wave__isnull=False).exists()


def test_waves_follow_the_order_of_release(ready: Team, now: datetime) -> None:
    attempt(ready, now + 2 * MINUTE)
    opened = now + timedelta(days=1)
    assert release.release(study=ready.study, by=ready.lead, count=4, now=opened) == 1
    assert release.release(study=ready.study, by=ready.lead, count=3, now=now) == 2
    waves = Case.objects.order_by("release_order").values_list("wave", flat=True)
    assert list(waves) == [1] * 4 + [2] * 3 + [None] * 3
    ready.study.refresh_from_db()
    assert ready.study.field_opened_at == opened
    Study.objects.filter(pk=ready.study.pk).update(data_locked_at=now)
    with pytest.raises(WrongStage, match="data_locked"):
        release.release(study=ready.study, by=ready.lead, count=1, now=now)
