"""Numbers of a report as they are written: halves go up, small shares have two decimals."""

import pytest

from survey_statistics.dispositions.codes import label_of
from tequio.domain.studies.analysis import content
from tequio.domain.studies.report import (
    assumptions,
    build,
    decimals,
    evidence,
    figures,
    grids,
    groups,
    joint,
    labels,
    special,
)
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.writing import Reader, quantity, write


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0595, "5.95%"), (0.005, "0.50%"), (0.225, "22.5%"), (0.8345, "83.5%"), (0.2225, "22.3%"),
     (0.0, "0.0%"), (0.099999, "10.0%"), (0.00001, "<0.01%"), (1.0, "100.0%")],
)  # fmt: skip
def test_a_share_is_rounded_as_people_round(share, text) -> None:
    assert decimals.percent(share) == text


@pytest.mark.parametrize(("language", "to"), [("es", "a"), ("en", "to")])
def test_bounds_have_the_decimals_of_their_lower_end_in_both_languages(language, to) -> None:
    reader = Reader(language)
    worst = content.estimate(
        None, n=900, denominator="sampled", source="survey", low=0.0533, high=0.8442,
        lower=0.0595, upper=0.8345,
    )  # fmt: skip
    assert write(worst, "lower", reader) == "5.95%"
    assert write(worst, "upper", reader) == "83.45%"
    floor = content.estimate(
        0.0595, n=4000, denominator="sampled", source="survey", low=0.052583, high=0.067262
    )
    assert write(floor, "", reader) == f"5.95% (5.26 {to} 6.73)"


def test_halves_of_other_units_go_up_too() -> None:
    assert quantity(0.0675, "points_of_share") == "+6.8"
    assert quantity(2.5, "people") == "3"
    assert quantity(-0.5, "points") == "-1"
    assert quantity(1.005, "ratio") == "1.01"


def test_a_value_and_its_interval_stand_in_one_cell() -> None:
    columns = {"assumption": "word", "share": "share", "lower": "share", "upper": "share",
               "low": "share", "high": "share"}  # fmt: skip
    rows = [["floor", 0.0595, None, None, 0.0526, 0.0673],
            ["worst", None, 0.0595, 0.8345, 0.0533, 0.8442]]  # fmt: skip
    made = grids.grid("T13.M2", content.table(columns, rows), "", Reader("en"), {})
    assert made.head == ("Assumption", "Per cent (interval)", "Bounds")
    assert made.rows[0][1:] == ("5.95% (5.26 to 6.73)", "–")
    assert made.rows[1][1:] == ("5.33 to 84.42%", "5.95 to 83.45%")


def test_a_table_that_the_dial_leaves_alone_says_so() -> None:
    still = content.table({"code": "text", "cases": "count"}, [["1.1", 400]]) | {"basis": "ledger"}
    for reader in (Reader("en", k=0.5), Reader("en")):
        assert grids.grid("T6", still, "", reader, {}).note == assumptions.BASES["ledger"]["en"]


def test_a_table_of_many_assumptions_does_not_claim_one_of_them_for_all() -> None:
    answered = content.estimate(0.26, n=900, denominator="responded", source="survey")
    dial = content.dial({"weighted": answered}, {"share": ["value", 1.0]}, stays="own")
    rows = [["weighted", 0.168], ["floor", 0.0595]]
    made = content.table({"assumption": "word", "share": "share"}, rows) | {"dial": dial}
    for language in ("es", "en"):
        said = assumptions.says(made, Reader(language))
        assert said == assumptions.OWN_EACH[language]
    assert assumptions.assumption(Reader("en", k=0.5)) in assumptions.says(
        made, Reader("en", k=0.5)
    )


def test_the_funnel_does_not_call_those_who_said_yes_its_base() -> None:
    rows = [{"label": "looked", "value": 0.64, "n": 400, "count": 281}]
    made = {form: content.chart(form, rows, unit="share") for form in ("funnel", "dots")}
    heads = {
        form: figures.chart("F7", one, "", "", Reader("en"), {}).table.head
        for form, one in made.items()
    }
    assert heads["funnel"][1:3] == ("Said yes", "Of how many")
    assert heads["dots"][-1] == "People (n)"


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_flow_calls_nobody_reached_whom_the_ledger_has_as_no_contact(language) -> None:
    said = {name: labels.label(name, language, {}) for name in ("released", "reached", "partial")}
    es = ("A quienes se preguntó", "Elegibles con certeza", "De ellas, parciales")
    en = ("Released", "Known to be eligible", "Of these, partial")
    assert tuple(said.values()) == (es if language == "es" else en)


@pytest.mark.parametrize("code", ["1.1", "1.2", "2.112", "2.12", "2.26", "3.13", "3.19", "3.30",
                                  "4.90"])  # fmt: skip
def test_codes_of_the_aapor_are_words_in_both_languages(code) -> None:
    key = f"aapor={label_of(code)}"
    es, en = (labels.label(key, language, {}) for language in ("es", "en"))
    assert "aapor" not in es + en
    assert es != en


def test_themes_stand_beside_the_figures_they_are_cited_with() -> None:
    share = content.estimate(0.169, n=900, denominator="eligible", source="survey")
    theme = {"code": "ACCESS", "name_es": "Acceso", "name_en": "Access", "cases": 6,
             "negative_cases": 2, "interviews": 15}  # fmt: skip
    advice = {"number": 1, "evidence": ["F7.survey.mentored", "theme:ACCESS"]}
    lists = {"themes": [theme], "recommendations": [advice]}
    source = Source({"F7.survey.mentored": share}, {}, {}, lists, {})
    (table,) = joint.joint(source, Reader("en"), "")
    assert table.rows == (
        (
            "Access",
            "6 / 2 / 15",
            "Was mentored (M2), by the survey (F7.survey.mentored): 16.9%",
            "1",
        ),
    )
    assert joint.joint(Source({}, {}, {}, {}, {}), Reader("en"), "") == []


def test_reach_says_plainly_when_it_is_not_held() -> None:
    (block,) = joint.reach(Source({}, {}, {}, {}, {}), Reader("en"), "")
    assert "not held" in block.text


def test_sources_of_the_plan_are_in_the_language_of_the_report() -> None:
    assert labels.sources_in_words("survey, platform logs", "es") == (
        "encuesta, registros de la plataforma"
    )
    assert labels.sources_in_words("survey, a diary", "en") == "survey, a diary"


def test_groups_are_one_table_with_a_row_for_each_indicator_and_a_dash_for_few_people() -> None:
    def shares(*values: float | None) -> content.Content:
        rows = [
            {"label": f"country={country}", "value": value, "low": value, "high": value, "n": 99}
            for country, value in zip(("GT", "MX"), values, strict=True)
        ]
        return content.chart("rows", rows, unit="share")

    held = {
        "T22.country.goal_met": shares(0.25, 0.5),
        "T22.country.jobs": shares(None, 0.75),
        "T22.country.sales": shares(None, None),
        "T22.tests": content.table({"domain": "word"}, [["country"]]),
    }
    (table,) = groups.by_group("T22.", "By country", held, Reader("en"), {})
    assert table.head[1:] == ("Guatemala", "Mexico")
    assert [row[0] for row in table.rows] == ["goal_met", "jobs"]
    assert table.rows[0][1].startswith("25.0%")
    assert table.rows[1][1] == "–"
    assert table.note


def test_another_definition_is_not_called_by_the_name_of_the_plans() -> None:
    plan = {"indicators": [{"id": "mentored", "name_en": "Was mentored (M2)",
                            "formula": "mentored == 1"}]}  # fmt: skip
    rows = [["indicator=mentored", 0.09]]
    made = content.table({"indicator": "word", "share": "share"}, rows)
    named = {
        own: grids.grid("T17", {**made, "definition": own}, "", Reader("en"), plan).rows[0][0]
        for own in ("M2", "M3")
    }
    assert named == {"M2": "Was mentored (M2)", "M3": "M3: three talks or an hour"}


def recommendation(name: str) -> Source:
    """A study of which a recommendation hangs on one number."""
    said = {"value": 0.2, "low": 0.1, "high": 0.3, "rate": 0.5}
    found = content.estimate(
        0.2, n=90, denominator="eligible", source="survey", low=0.1, high=0.3, answered=said
    )
    points = [{"k": 0.0, "value": 0.1}, {"k": 1.0, "value": 0.2}]
    curve = content.chart("curve", points, unit="share", respondent_share=0.2, response_rate=0.5)
    planned = {"kind": "estimate", "value": 2.0, "word": "M2"}
    results = {name: found, "F10.M2": curve, "F10.M4": curve, "plan.definition": planned}
    one = {"evidence": [name], "holds_above": 0.08, "number": 1}
    return Source(results, {}, {}, {"recommendations": [one]}, {})


def test_the_line_of_a_recommendation_is_on_its_own_curve_alone() -> None:
    source = recommendation("T13.M2.weighted")
    assert build._goal(source, "F10.M2") == pytest.approx(0.08)
    assert build._goal(source, "F10.M4") is None
    assert build._goal(recommendation("F7.survey.goal_met"), "F10.M2") is None


def test_a_turned_dial_says_which_figure_is_of_the_weights_and_which_of_the_dial() -> None:
    source = recommendation("T13.M2.weighted")
    one = source.lists["recommendations"][0]
    plain, turned = (evidence.tipping(one, source, Reader("en", k=k))[0] for k in (None, 0.5))
    assert "today 20.0%" in plain
    assert "with the weights of the plan 20.0%" in turned
    assert "with the dial at k = 0.5 15.0%" in turned


def test_what_is_hidden_for_the_sake_of_others_is_not_said_to_be_few() -> None:
    rows = [{"label": "stage=idea", "value": 0.5}, {"label": "stage=profitable", "value": None}]
    made = content.chart("rows", rows, unit="share")
    drawn = figures.chart("F8.stage", made, "", "", Reader("en"), {})
    assert "or so that a smaller group cannot be worked out: profitable" in drawn.summary.lower()


@pytest.mark.parametrize(("language", "said"), [("es", "una regla fija"), ("en", "a fixed rule")])
def test_weights_that_are_not_as_planned_are_told_beside_the_deviations(
    language: str, said: str
) -> None:
    reader, told = Reader(language), content.table({"variable": "word"}, [["country"]])
    plainer = Source({"T10.left_out": told}, {}, {}, {}, {})
    assert said in str(special.deviations(plainer, reader, ""))
    assert said not in str(special.deviations(Source({}, {}, {}, {}, {}), reader, ""))
