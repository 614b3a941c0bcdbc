"""Lessons and themes: tied to evidence, quotes agreed to, and closed once the programme reads."""

import pytest

from tequio.domain.studies import fact_check, lessons, recommendations, runs, signatures, themes
from tequio.domain.studies.errors import NotAllowed, WrongStage
from tequio.domain.studies.report import evidence, sources
from tequio.domain.studies.report.writing import Reader
from tequio.records.audit import AuditEvent
from tequio.survey_records.models import Lesson, Result, Signature
from tests import studies
from tests.stored_study import analysed, recommended
from tests.studies import Team

pytestmark = pytest.mark.django_db
GOOD = {"text_es": "Los registros ayudan.", "text_en": "Logs help.", "evidence": ["T9.R"]}
QUOTE = {"text": "Hola", "consented": True, "consent": "paper"}
THEME = {
    "code": "X", "name_es": "x", "name_en": "x", "who": "", "cases": 1, "negative_cases": 0,
    "interviews": 15,
}  # fmt: skip


@pytest.fixture
def team(now) -> Team:
    made = studies.gather(now=now)
    analysed(made, now=now)
    recommended(made, now=now)
    return made


def test_a_lesson_comes_after_the_numbers(now) -> None:
    team = studies.gather(now=now)
    with pytest.raises(WrongStage, match="no_results"):
        lessons.write(study=team.study, by=team.lead, now=now, **GOOD)


def test_only_the_lead_writes_and_removes_lessons(team, now) -> None:
    for by in (team.funder, team.manager, team.coder, team.stranger):
        with pytest.raises(NotAllowed):
            lessons.write(study=team.study, by=by, now=now, **GOOD)
        with pytest.raises(NotAllowed):
            lessons.remove(study=team.study, by=by, number=1, now=now)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"evidence": []}, {"evidence": "orphan"}),
        ({"evidence": ["T99"]}, {"evidence": "unknown T99"}),
        ({"text_en": " "}, {"text_en": "missing"}),
    ],
)
def test_a_lesson_that_cannot_stand_is_refused_by_field(team, now, change, faults) -> None:
    with pytest.raises(lessons.LessonRefused) as refused:
        lessons.write(study=team.study, by=team.lead, now=now, **{**GOOD, **change})
    assert refused.value.faults == faults
    assert not Lesson.objects.exists()


def test_lessons_are_numbered_rewritten_and_removed_until_the_fact_check(team, now) -> None:
    write = {"study": team.study, "by": team.lead, "now": now}
    lessons.write(**write, **GOOD)
    lessons.write(**write, **GOOD)
    lessons.write(**write, **{**GOOD, "text_en": "Logs help a lot."}, number=1)
    lessons.remove(study=team.study, by=team.lead, number=2, now=now)
    assert [(one.number, one.text_en) for one in Lesson.objects.all()] == [(1, "Logs help a lot.")]
    assert AuditEvent.objects.filter(action="studies.write_lesson").count() == 3
    fact_check.open_window(study=team.study, by=team.lead, now=now)
    team.study.refresh_from_db()
    with pytest.raises(WrongStage, match="fact_check"):
        lessons.write(**write, **GOOD)
    with pytest.raises(WrongStage, match="fact_check"):
        lessons.remove(study=team.study, by=team.lead, number=1, now=now)


@pytest.mark.parametrize("consent", ["", "hearsay"])
def test_a_quote_says_how_its_consent_is_known(team, now, consent) -> None:
    with pytest.raises(themes.ThemeRefused, match="no_consent"):
        themes.write(
            study=team.study, by=team.coder, now=now,
            quotes=[QUOTE, {**QUOTE, "consent": consent}], **THEME,
        )  # fmt: skip


def test_a_theme_on_which_advice_rests_is_not_removed(team, now) -> None:
    with pytest.raises(themes.ThemeRefused, match="cited"):
        themes.remove(study=team.study, by=team.coder, code="ACCESS", now=now)
    recommendations.remove(study=team.study, by=team.lead, number=1, now=now)
    themes.remove(study=team.study, by=team.coder, code="ACCESS", now=now)
    assert not team.study.themes.exists()


def test_themes_stay_once_the_programme_reads(team, now) -> None:
    fact_check.open_window(study=team.study, by=team.lead, now=now)
    team.study.refresh_from_db()
    with pytest.raises(WrongStage, match="fact_check"):
        themes.write(study=team.study, by=team.coder, now=now, quotes=[QUOTE], **THEME)
    with pytest.raises(WrongStage, match="fact_check"):
        themes.remove(study=team.study, by=team.coder, code="ACCESS", now=now)


def test_numbers_computed_anew_are_signed_again_by_the_lead_alone(team, now) -> None:
    with pytest.raises(WrongStage, match="no_fact_check"):
        fact_check.sign_again(study=team.study, by=team.lead, now=now)
    fact_check.open_window(study=team.study, by=team.lead, now=now)
    team.study.refresh_from_db()
    assert not fact_check.needs_signature(team.study)
    run = runs.latest(team.study)
    run.results_hash = "f" * 64
    run.save()
    assert fact_check.needs_signature(team.study)
    with pytest.raises(NotAllowed):
        fact_check.sign_again(study=team.study, by=team.manager, now=now)
    fact_check.sign_again(study=team.study, by=team.lead, now=now)
    assert not fact_check.needs_signature(team.study)
    assert signatures.roles_that_signed(team.study, Signature.Subject.REPORT, "f" * 64)


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_lies_on_the_shelves_has_words_and_is_not_hidden(team, language) -> None:
    source = sources.of_study(team.study)
    shelves = evidence.shelves(source, Reader(language, "M2"))
    pieces = [piece for shelf in shelves for piece in shelf.pieces]
    assert len({piece.name for piece in pieces}) == len(pieces) > 50
    known = recommendations.evidence_of(team.study)
    for piece in pieces:
        assert piece.name in known
        assert piece.words != piece.name
        assert "{" not in piece.words
        assert not source.results.get(piece.name, {}).get("suppressed")
    hidden = Result.objects.filter(content__suppressed=True).values_list("identifier", flat=True)
    assert hidden
    assert not set(hidden) & {piece.name for piece in pieces}


@pytest.mark.parametrize(
    ("above", "says"),
    [
        (0.001, "At no k: it holds"),
        (0.1, "It would no longer hold at k = "),
        (0.9, "It does not hold today"),
    ],
)
def test_a_recommendation_says_how_far_it_holds(team, above, says) -> None:
    source = sources.of_study(team.study)
    advice = {"evidence": ["F7.survey.mentored"], "holds_above": above}
    assert says in " ".join(evidence.tipping(advice, source, Reader("en", "M2")))
    assert evidence.tipping({**advice, "holds_above": None}, source, Reader("en", "M2")) == ()
