"""M3 and M4: what the short form does not ask is neither a no nor a silence."""

import numpy as np
import pytest

from tequio.domain.studies.analysis import material, phases
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.released import Released
from tequio.domain.studies.questionnaires.crosswalk import crossings
from tequio.domain.studies.report import assumptions
from tequio.domain.studies.report.decimals import whole
from tequio.domain.studies.report.writing import Reader
from tests.domain.studies.analysis.made_study import made


@pytest.fixture(scope="module")
def read() -> material.Material:
    return material.read(made(people=12_000, sampled=8000, response=0.4, leaning=0.0))


def test_the_published_crosswalk_gives_the_short_form_neither_span_nor_hours() -> None:
    assert not {line.detailed_variable for line in crossings()} & {"c_span", "c_hours"}


def test_whoever_had_no_talk_is_no_and_whoever_had_one_is_not_known(read) -> None:
    short = read.answered & ~read.detailed
    spoke, tier = read.tier("M2") == 1, read.tier("M4")
    assert np.isnan(tier[short & spoke]).all()
    assert (tier[short & (read.tier("M2") == 0)] == 0).all()
    enough = short & (read.values["c_exch_n"] >= 3)
    assert (read.tier("M3")[enough] == 1).all()
    assert np.isnan(read.tier("M3")[short & spoke & ~enough]).all()


def test_those_who_were_asked_stand_for_those_who_were_not(read) -> None:
    said = Released.told(read, read.tier("M4"), "M4")
    assert said is not None
    left_out = phases.not_asked(read, "M4")
    assert left_out.sum() > 50
    assert (said.weights[left_out] == 0).all()
    assert said.weights.sum() == pytest.approx(read.base.sum())
    assert said.rate == pytest.approx(read.answered.mean(), abs=0.01)  # nobody of them is silent


@pytest.mark.parametrize("tier", ["M3", "M4"])
def test_the_share_is_that_of_the_logs_where_answering_depends_on_nothing(read, tier) -> None:
    said = Released.told(read, read.tier(tier), tier)
    assert said is not None
    # Made answers give M3 to whoever had a talk by the hours of the detailed form.
    truth = read.log("M2" if tier == "M3" else "M4").mean()
    assert said.share == pytest.approx(truth, abs=0.02)
    counted_as_no = np.nan_to_num(read.tier(tier))[read.answered].mean()
    assert counted_as_no < said.share - 0.01


def test_one_base_is_said_in_the_funnel_and_in_the_projection() -> None:
    made_up = made(people=3000, sampled=1500, response=0.4)
    held, results = material.read(made_up), analyse(made_up, replicates=3)
    told = int((held.answered & ~np.isnan(held.tier("M3"))).sum())
    everybody = told + int(phases.not_asked(held, "M3").sum())
    (step,) = (row for row in results["F7.table"]["rows"] if row[0] == "mentored_more")
    naive = results["T13.M3.naive"]
    assert step[2] == naive["n"] == told < everybody
    assert naive["value"] == results["F7.naive.mentored_more"]["value"] != step[1] / told
    for language in ("es", "en"):
        reader = Reader(language)
        said = assumptions.says(results["T13.M3"], reader)
        assert f" {whole(everybody)} " in said
        assert f" {whole(told)} " in said
        assert assumptions.IN_PART[language] in assumptions.says(results["F7.table"], reader)
