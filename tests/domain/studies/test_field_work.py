"""Field work: forms, attempts, follow-up, wishes, and the data lock; refusals first."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tequio.domain.studies import (
    answers,
    attempts,
    follow_up,
    form_assignment,
    lock,
    personal_links,
    queries,
    wishes,
)
from tequio.domain.studies.errors import NotAllowed, WrongStage
from tequio.domain.studies.plan import changes
from tequio.domain.studies.questionnaires.model import Item
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.questionnaires.versions import VersionRefused, upload
from tequio.records.audit import AuditEvent
from tequio.records.people import Person
from tequio.records.studies import DoNotContact, StudyLink, StudyRole
from tequio.survey_records.models import Answer, Attempt, Case, FollowUp, Signature, Study
from tests.cast import Cast
from tests.domain.studies import field

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(now: datetime) -> Study:
    return field.study_in_the_field(now, cases=10, released=8)


@pytest.fixture
def lead(study: Study, cast: Cast, now: datetime) -> Person:
    return field.lead(study, cast.luis, now)


def test_somebody_without_a_role_records_nothing(study: Study, cast: Cast, now: datetime) -> None:
    for person in (cast.maria, cast.administrator):
        with pytest.raises(NotAllowed):
            attempts.record(
                study=study, by=person, key="k00", mode="phone", code="3.13", made_at=now, now=now
            )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": "nobody"}, "unknown_case"),
        ({"key": "k09"}, "not_released"),
        ({"mode": "pigeon"}, "unknown_mode"),
        ({"code": "9.9"}, "unknown_code"),
        ({"made_at": datetime.fromisoformat("2027-01-01T00:00Z")}, "in_the_future"),
    ],
)
def test_an_attempt_that_cannot_be_is_refused(
    study: Study, lead: Person, now: datetime, changes: dict[str, object], code: str
) -> None:
    values = {"key": "k00", "mode": "phone", "code": "3.13", "made_at": now} | changes
    with pytest.raises(attempts.AttemptRefused) as refusal:
        attempts.record(study=study, by=lead, now=now, **values)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not Attempt.objects.exists()


def test_attempts_are_numbered_one_after_the_other(
    study: Study, lead: Person, now: datetime
) -> None:
    for code in ("3.13", "2.112"):
        attempts.record(
            study=study, by=lead, key="k00", mode="phone", code=code, made_at=now, now=now
        )
    assert list(Attempt.objects.values_list("number", "code")) == [(1, "3.13"), (2, "2.112")]
    event = AuditEvent.objects.filter(action="studies.attempt").first()
    assert event is not None
    assert "k00" not in str(event.detail)


def test_by_hand_needs_a_reason(study: Study, lead: Person, now: datetime) -> None:
    def change(reason: str) -> int:
        return form_assignment.assign_by_hand(
            study=study, by=lead, keys=["k00"], form="detailed", reason=reason, now=now
        )

    with pytest.raises(form_assignment.FormsNotAssigned, match="no_reason"):
        change("  ")
    assert change("speaks only by telephone") == 1
    case = Case.objects.get(key="k00")
    assert (case.form, case.form_assign) == ("detailed", "by hand: speaks only by telephone")


def test_the_follow_up_is_drawn_once_from_the_silent_by_a_seed_that_follows(
    study: Study, lead: Person, now: datetime
) -> None:
    for number, code in ((0, "1.1"), (1, "2.112"), (2, "4.7"), (3, "3.19"), (4, "2.2")):
        field.attempt(study, number, code, now)
    with pytest.raises(follow_up.FollowUpRefused, match="not_the_plan"):
        follow_up.draw(study=study, by=lead, share=0.4, modes=["phone"], now=now)
    with pytest.raises(follow_up.FollowUpRefused, match="not_the_plan"):
        follow_up.draw(study=study, by=lead, share=0.5, modes=["mail"], now=now, why=" ")
    assert not Case.objects.filter(followed_up=True).exists()
    made = follow_up.draw(
        study=study, by=lead, share=0.4, modes=["phone"], now=now, why="Hay menos dinero"
    )
    (deviation,) = study.deviations.all()
    assert (deviation.number, deviation.why) == (1, "Hay menos dinero")
    assert changes.in_words(deviation.changes, "es") == (
        "El seguimiento pregunta a 40% de quienes no respondieron (Teléfono), en lugar de "
        "50% de quienes no respondieron (Teléfono)."
    )
    assert changes.in_words(deviation.changes, "en") == (
        "The follow-up asks 40% of the silent (Telephone), instead of 50% of the silent "
        "(Telephone)."
    )
    assert deviation.what in {changes.in_words(deviation.changes, one) for one in ("es", "en")}
    drawn = set(Case.objects.filter(followed_up=True).values_list("key", flat=True))
    silent = ["k03", "k04", "k05", "k06", "k07"]
    assert (made.silent, made.drawn) == (5, 2)
    assert drawn == follow_up.choose(silent, share=0.4, seed=follow_up.seed_of("5" * 64))
    assert set(Case.objects.filter(followed_up=True).values_list("form_assign", flat=True)) == {
        follow_up.HOW
    }
    with pytest.raises(follow_up.FollowUpRefused, match="drawn"):
        follow_up.draw(study=study, by=lead, share=0.4, modes=["phone"], now=now)
    key = drawn.pop()
    attempts.record(study=study, by=lead, key=key, mode="phone", code="1.1", made_at=now, now=now)
    assert Attempt.objects.get(case__key=key, code="1.1").is_follow_up


@pytest.mark.parametrize(("share", "modes"), [(0, ["phone"]), (1.5, ["phone"]), (0.5, ["fax"])])
def test_a_follow_up_that_cannot_be_is_refused(
    study: Study, lead: Person, now: datetime, share: float, modes: list[str]
) -> None:
    with pytest.raises(follow_up.FollowUpRefused):
        follow_up.draw(study=study, by=lead, share=share, modes=modes, now=now)
    assert not FollowUp.objects.exists()


def test_a_link_is_stored_as_a_hash_and_opens_until_it_is_used_or_withdrawn(
    study: Study, now: datetime
) -> None:
    case = Case.objects.get(key="k00")
    token = personal_links.make(case=case, now=now)
    assert len(token) == 22
    assert token.encode() not in bytes(case.links.get().token_hash)
    opened = personal_links.read(token=token, now=now)
    assert opened is not None
    assert opened.case_id == case.pk
    late = now + personal_links.LIFETIME
    assert personal_links.read(token=token, now=late) is None
    for nonsense in ("", "x" * 5000, "\ud800", token[:-1]):
        assert personal_links.read(token=nonsense, now=now) is None
    personal_links.withdraw_all(case_id=case.pk, now=now)
    assert personal_links.read(token=token, now=now) is None


def test_a_wish_never_to_be_asked_reaches_the_global_list_and_ends_the_case(
    study: Study, cast: Cast, now: datetime
) -> None:
    case = Case.objects.get(key="k00")
    StudyLink.objects.create(person=cast.maria, study=study.public_id, key="k00", made_at=now)
    token = personal_links.make(case=case, now=now)
    wishes.ask(case_id=case.pk, kind="never", now=now)
    wishes.ask(case_id=case.pk, kind="never", now=now)
    assert personal_links.read(token=token, now=now) is None
    assert wishes.carry_out_all(now=now) == 1
    assert wishes.carry_out_all(now=now) == 0
    assert Attempt.objects.get(case=case).code == "2.112"
    assert DoNotContact.objects.get().person == cast.maria


def begun(study: Study, number: int, values: dict[str, str], now: datetime) -> int:
    form = study.questionnaires.first() or field.stored_form(study, "short", now)
    answer = answers.begin(
        case_id=Case.objects.get(study=study, key=field.key(number)).pk,
        questionnaire_id=form.pk,
        language="es",
        consents={"recontact": True},
        device_hash=b"1" * 32,
        now=now,
    )
    answers.keep(answer_id=answer, values=values, year=now.year)
    return answer


def test_an_unfinished_answer_is_not_sent_and_a_finished_one_is_sent_once(
    study: Study, now: datetime
) -> None:
    answer = begun(study, 0, {"b_stage_now": "3"}, now)
    with pytest.raises(answers.AnswerRefused, match="unfinished"):
        answers.send(answer_id=answer, now=now)
    answers.keep(answer_id=answer, values=field.SHORT_ANSWER, year=now.year)
    answers.send(answer_id=answer, now=now)
    with pytest.raises(answers.AnswerRefused, match="sent"):
        answers.send(answer_id=answer, now=now)
    with pytest.raises(answers.AnswerRefused, match="sent"):
        begun(study, 0, {}, now)
    sent = Answer.objects.get()
    assert (sent.is_partial, sent.device_hash, sent.values["c_why_main"]) == (False, None, ".n")
    assert Attempt.objects.get().code == "1.1"


def test_another_device_begins_anew_without_what_was_said(study: Study, now: datetime) -> None:
    first = begun(study, 0, {"b_stage_now": "3"}, now)
    again = begun(study, 0, {}, now)
    assert first == again
    assert "b_stage_now" not in {k for k, v in Answer.objects.get().values.items() if v}


def test_a_changed_answer_takes_back_what_no_longer_applies(study: Study, now: datetime) -> None:
    answer = begun(study, 0, {"c_contact_n": "1", "c_reply_n": "1", "c_exch_n": "1"}, now)
    kept = answers.keep(answer_id=answer, values={"c_contact_n": "0"}, year=now.year)
    assert (kept["c_reply_n"], kept["c_exch_n"]) == ("0", "0")


def test_data_with_open_items_are_not_locked(
    study: Study, lead: Person, cast: Cast, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        lock.lock_data(study=study, by=cast.maria, now=now)
    enough = {k: v for k, v in field.SHORT_ANSWER.items() if k not in ("i_nps", "h_bds")}
    begun(study, 0, enough, now)
    begun(study, 1, {"b_stage_now": "1"}, now)
    field.attempt(study, 2, "1.1", now)
    Case.objects.filter(key="k05").update(form="")
    with pytest.raises(lock.ItemsOpen) as refusal:
        lock.lock_data(study=study, by=lead, now=now)
    assert refusal.value.items == {
        "begun_answers": 2,
        "cases_without_form": 1,
        "follow_up": 1,
        "imbalances": 2,
    }
    assert lock.close_begun(study=study, by=lead, now=now) == (1, 1)
    codes = dict(Attempt.objects.filter(mode="web").values_list("case__key", "code"))
    assert codes == {"k00": "1.2", "k01": "2.12"}
    assert list(Answer.objects.values_list("case__key", "is_partial")) == [("k00", True)]


def test_locked_data_carry_their_hash_and_a_signature(
    study: Study, lead: Person, now: datetime
) -> None:
    follow_up.draw(study=study, by=lead, share=0.5, modes=["phone"], now=now)
    answer = begun(study, 0, field.SHORT_ANSWER, now)
    answers.send(answer_id=answer, now=now)
    assert not study.deviations.exists()
    with pytest.raises(lock.TooFewToLock, match="few_answers"):
        lock.lock_data(study=study, by=lead, now=now)
    assert Study.objects.get(pk=study.pk).data_locked_at is None
    digest = lock.lock_data(study=study, by=lead, now=now, knowing_few=True, knowing_untried=True)
    study.refresh_from_db()
    assert study.data_hash == digest == queries.study_data(study).sha256
    assert Signature.objects.get().sha256 == digest
    with pytest.raises(WrongStage, match="locked"):
        lock.lock_data(study=study, by=lead, now=now + timedelta(days=1))
    with pytest.raises(WrongStage, match="locked"):
        attempts.record(
            study=study, by=lead, key="k01", mode="phone", code="3.13", made_at=now, now=now
        )


def test_a_follow_up_that_nobody_tried_is_locked_knowingly_alone(
    study: Study, lead: Person, now: datetime
) -> None:
    follow_up.draw(study=study, by=lead, share=0.5, modes=["phone"], now=now)
    with pytest.raises(lock.FollowUpUntried, match="follow_up_untried"):
        lock.lock_data(study=study, by=lead, now=now, knowing_few=True)
    assert Study.objects.get(pk=study.pk).data_locked_at is None
    key = Case.objects.filter(followed_up=True).values_list("key", flat=True)[0]
    later = now + timedelta(minutes=1)
    attempts.record(
        study=study, by=lead, key=key, mode="phone", code="3.13", made_at=later, now=later
    )
    assert not lock.follow_up_untried(study)
    assert lock.lock_data(study=study, by=lead, now=later, knowing_few=True)


def test_answers_of_the_follow_up_do_not_make_them_enough(now: datetime) -> None:
    study = field.study_in_the_field(now, cases=10, released=10)
    for number in range(10):
        answers.send(answer_id=begun(study, number, field.SHORT_ANSWER, now), now=now)
    assert not lock.too_few_answers(study)
    Case.objects.filter(key="k00").update(followed_up=True)
    assert lock.too_few_answers(study)


def test_the_gap_is_explained_by_the_lead_only(
    study: Study, lead: Person, cast: Cast, now: datetime
) -> None:
    supervisor = field.member(study, cast.ana, StudyRole.SUPERVISOR, now)
    values = {"reported": 900, "explanation_es": "redondeo", "explanation_en": "rounding"}
    with pytest.raises(NotAllowed):
        lock.explain_gap(study=study, by=supervisor, now=now, **values)  # type: ignore[arg-type]
    lock.explain_gap(study=study, by=lead, now=now, **values)  # type: ignore[arg-type]
    study.refresh_from_db()
    assert (study.respondents_reported, study.gap_explanation_en) == (900, "rounding")


def test_whoever_says_no_leaves_nothing_behind(study: Study, now: datetime) -> None:
    begun(study, 0, field.SHORT_ANSWER, now)
    wishes.ask(case_id=Case.objects.get(key="k00").pk, kind="refuse", now=now)
    wishes.carry_out_all(now=now)
    assert not Answer.objects.exists()
    assert Attempt.objects.get().code == "2.112"


def test_a_form_that_our_pages_cannot_use_is_not_kept(
    study: Study, lead: Person, now: datetime
) -> None:
    items = (
        *standard("short").items[:2],
        Item(1, "place", "geopoint"),
        Item(2, "again", "text", group="household*"),
        Item(3, "sum", "calculate", calculation="1 + 1"),
        Item(4, "after", "text", relevant="${sum} = 2"),
        Item(5, "odd", "text", constraint="pulldata('x') = 1"),
        Item(6, "pattern", "text", constraint="regex(., '[')"),
    )
    form = replace(standard("short"), version="2", items=items)
    with pytest.raises(VersionRefused) as refusal:
        upload(study=study, by=lead, form="short", questionnaire=form, now=now)
    assert [(item.name, item.reason) for item in refusal.value.items] == [
        ("place", "kind"),
        ("again", "repeat"),
        ("after", "calculated"),
        ("odd", "condition"),
        ("pattern", "condition"),
    ]
    assert not study.questionnaires.exists()
