"""IRIS+ as linked data: it means the same to whoever reads it, with a network or without.

PyLD 3.3 and rdflib 7.6 read a published file so once (54 statements of five indicators); neither is
needed here, so the test holds to what made that possible.
"""

from tequio.domain.studies.analysis import content
from tequio.domain.studies.report import files
from tequio.domain.studies.report.special import Source

PLAN = {"indicators": [
    {"id": "mentored", "name_en": "Was mentored", "kind": "proportion", "iris": "PI5352"},
    {"id": "jobs", "name_en": "Jobs", "kind": "mean", "iris": "PI4874"},
    {"id": "sales", "name_en": "Sales", "kind": "median", "currency": "MXN", "iris": "PI3180"},
    {"id": "goal_met", "name_en": "Reached the goal", "kind": "proportion", "iris": ""},
]}  # fmt: skip


def document() -> dict:
    def held(value: float, unit: str, **more: object) -> content.Content:
        return content.estimate(
            value, n=900, denominator="responded", source="survey", unit=unit, low=value / 2,
            high=value * 2, interval="t", basis="projected", **more,
        )  # fmt: skip

    results = {
        "I.mentored": held(0.168, "share"), "I.mentored.people": held(1682, "people"),
        "I.jobs": held(0.62, "number"), "I.sales": held(66_838, "money", currency="MXN"),
        "I.goal_met": held(0.29, "share"),
    }  # fmt: skip
    return files.iris_document(Source(results, {"title_en": "T"}, PLAN, {}, {}))


def test_no_network_is_needed_to_know_what_the_words_mean() -> None:
    assert document()["@context"] == {
        "@vocab": "https://schema.org/", "additionalType": {"@type": "@id"},
    }  # fmt: skip


def test_an_indicator_with_a_code_says_which_number_of_it_this_is_and_what_it_assumes() -> None:
    told = {one["propertyID"]: one for one in document()["variableMeasured"]}
    assert {code: one["name"] for code, one in told.items()} == {
        "PI5352": "Was mentored", "PI4874": "Jobs (mean)", "PI3180": "Sales (median, MXN)",
    }  # fmt: skip
    assert (told["PI5352"]["value"], told["PI5352"]["unitText"]) == (1682, "people")
    assert told["PI3180"]["unitText"] == "MXN"
    assert told["PI4874"]["additionalType"] == "https://iris.thegiin.org/metric/5.3/PI4874/"
    assert all("assumes that the silent" in one["measurementTechnique"] for one in told.values())
