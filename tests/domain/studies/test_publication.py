"""From results to a published folder: what is refused, and what everybody can take home."""

import json
from datetime import date, timedelta
from pathlib import Path

import pyreadstat
import pytest

from tequio.domain.studies import fact_check, publication, publishing, recommendations, themes
from tequio.domain.studies.errors import NotAllowed, WrongStage
from tequio.survey_records.models import Recommendation, Study
from tests import studies
from tests.stored_study import analysed, locked, published, recommended, with_folder

pytestmark = pytest.mark.django_db
GOOD = {
    "text_es": "Responder", "text_en": "Reply", "evidence": ["F7.survey.mentored"],
    "strength": "B", "scale_letter": "A", "owner": "Programa", "due": date(2027, 1, 1),
    "next_test_es": "Más respuestas", "next_test_en": "More replies",
}  # fmt: skip


@pytest.fixture
def team(now):
    made = studies.gather(now=now)
    analysed(made, now=now)
    return made


def test_a_recommendation_before_there_are_numbers_is_refused(now) -> None:
    made = studies.gather(now=now)
    locked(made, now=now)
    with pytest.raises(WrongStage):
        recommendations.write(study=made.study, by=made.lead, now=now, **GOOD)


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"evidence": []}, "evidence", "orphan"),
        ({"evidence": ["F99"]}, "evidence", "unknown F99"),
        ({"strength": "A"}, "strength", "one_source"),
        ({"strength": "Z"}, "strength", "unknown"),
        ({"scale_letter": "Q"}, "scale_letter", "unknown"),
        ({"owner": ""}, "owner", "missing"),
        ({"due": None}, "due", "missing"),
        ({"next_test_es": ""}, "next_test_es", "missing"),
    ],
)
def test_an_orphan_recommendation_is_refused_by_name(team, now, change, field, why) -> None:
    with pytest.raises(recommendations.RecommendationRefused) as refused:
        recommendations.write(study=team.study, by=team.lead, now=now, **{**GOOD, **change})
    assert refused.value.faults == {field: why}
    assert not Recommendation.objects.exists()


def test_a_quote_without_consent_is_not_kept(team, now) -> None:
    values = {"code": "X", "name_es": "x", "name_en": "x", "who": "", "interviews": 15}
    with pytest.raises(themes.ThemeRefused, match="no_consent"):
        themes.write(
            study=team.study, by=team.coder, now=now, cases=1, negative_cases=0,
            quotes=[{"text": "Hola", "consented": False}], **values,
        )  # fmt: skip
    with pytest.raises(themes.ThemeRefused, match="counts"):
        themes.write(
            study=team.study,
            by=team.coder,
            now=now,
            cases=10,
            negative_cases=9,
            quotes=[],
            **values,
        )


def test_publication_waits_for_the_windows_and_says_why(team, now) -> None:
    recommended(team, now=now)
    assert "no_fact_check" in publication.why_not(team.study, now)
    fact_check.open_window(study=team.study, by=team.lead, now=now)
    team.study.refresh_from_db()
    note = fact_check.note(study=team.study, by=team.manager, about="T6", text="Falta uno", now=now)
    assert publication.why_not(team.study, now) == [
        "fact_check_open", "notes_unanswered", "responses_open",
    ]  # fmt: skip
    fact_check.answer(study=team.study, by=team.lead, number=note.pk, text="No falta", now=now)
    with pytest.raises(publication.NotPublishable) as refused:
        publication.publish(study=team.study, by=team.lead, now=now + timedelta(days=11))
    assert refused.value.reasons == ["responses_open"]
    assert publication.why_not(team.study, now + timedelta(days=31)) == []
    with pytest.raises(fact_check.NoteRefused):
        fact_check.note(
            study=team.study, by=team.manager, about="", text="tarde", now=now + timedelta(days=11)
        )


def test_a_gap_without_an_explanation_is_not_published(team, now) -> None:
    fact_check.open_window(study=team.study, by=team.lead, now=now)
    Study.objects.filter(pk=team.study.pk).update(respondents_reported=900)
    team.study.refresh_from_db()
    assert publication.why_not(team.study, now + timedelta(days=40)) == ["gap_unexplained"]


def test_the_programme_neither_opens_nor_answers_nor_publishes(team, now) -> None:
    for step in (
        lambda: fact_check.open_window(study=team.study, by=team.manager, now=now),
        lambda: fact_check.answer(study=team.study, by=team.manager, number=1, text="x", now=now),
        lambda: publication.publish(study=team.study, by=team.manager, now=now),
        lambda: recommendations.write(study=team.study, by=team.manager, now=now, **GOOD),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_the_folder_holds_data_numbers_reports_and_files(now, settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    team = studies.gather(now=now)
    study = with_folder(team, now=now)
    folder = publication.place_of(study)
    files = publication.files_of(study)
    assert {
        "report-es.pdf", "report-en.pdf", "data/analysis.csv", "data/analysis-es.sav",
        "data/analysis-en.dta", "data/codebook.xml", "iris.jsonld", "argidius.csv",
        "tables/T13.M2.csv", "tables/estimates.csv", "results.json", "recommendations.json",
    } <= set(files)  # fmt: skip
    assert (folder / "report-es.pdf").read_bytes().startswith(b"%PDF")
    columns, meta = pyreadstat.read_sav(str(folder / "data/analysis-en.sav"), output_format="dict")
    stata, _meta = pyreadstat.read_dta(str(folder / "data/analysis-es.dta"), output_format="dict")
    assert list(columns["e_goal_met"]) == list(stata["e_goal_met"])
    assert meta.variable_value_labels["g_rev_dir"][5.0] == "Grew a lot"
    kept = json.loads((folder / "recommendations.json").read_text("utf-8"))
    assert kept[0]["response"] == "accepted"
    assert json.loads((folder / "iris.jsonld").read_text("utf-8"))["variableMeasured"]
    for person in (team.lead, team.funder, team.coder):
        assert person.email.encode() not in (folder / "answers.csv").read_bytes()


def test_a_folder_is_written_for_published_studies_alone(team, now) -> None:
    with pytest.raises(WrongStage):
        publishing.write_folder(study=team.study, now=now)


def test_a_published_report_takes_no_more_changes(now) -> None:
    team = studies.gather(now=now)
    study = published(team, now=now)
    with pytest.raises(WrongStage):
        recommendations.write(study=study, by=team.lead, now=now, **GOOD)
    assert publication.published() == [study]
