"""Reads untyped content into a `Plan`, part by part; each fault names its field."""

from collections.abc import Mapping

from tequio.domain.studies.errors import PlanFault
from tequio.domain.studies.plan import document as doc
from tequio.domain.studies.plan.fields import Fields

PARTS = (
    "version",
    "questions",
    "matrix",
    "results_chain",
    "indicators",
    "mentored",
    "sample",
    "power",
    "public_value",
    "forms",
    "weights",
    "estimates",
    "disclosure",
    "follow_up",
    "windows",
    "costs",
    "registry",
)


def read_parts(content: Mapping[str, object]) -> tuple[doc.Plan, list[PlanFault]]:
    """The plan as far as it can be read, and what is wrong with it field by field."""
    found: list[PlanFault] = []
    at = Fields(content, "", found)
    at.unknown(PARTS)
    if at.get("version") != doc.VERSION:
        at.note("version", "wrong_version")
    windows, costs, forms = at.table("windows"), at.table("costs"), at.table("forms")
    estimates, registry = at.table("estimates"), Fields(at.get("registry") or {}, "registry", found)
    plan = doc.Plan(
        questions=tuple(_question(one) for one in at.tables("questions")),
        matrix=tuple(_matrix_line(one) for one in at.tables("matrix")),
        results_chain=tuple(_box(one) for one in at.tables("results_chain")),
        indicators=tuple(_indicator(one) for one in at.tables("indicators")),
        mentored=at.choice("mentored", doc.TIERS),
        sample=_sample(at.table("sample")),
        power=_power(at.table("power")),
        public_value=_public_value(at.table("public_value")),
        form_rule=forms.choice("rule", doc.FORM_RULES),
        detailed_share=forms.number("detailed_share", 0, 1, 0.0),
        weights=_weights(at.table("weights")),
        replicates=estimates.whole("replicates", 0, 20_000),
        confidence=estimates.number("confidence", 0.5, 0.999),
        domains=estimates.words("domains"),
        threshold=at.table("disclosure").whole("threshold", 3, 100),
        follow_up=_follow_up(at),
        fact_check_days=windows.whole("fact_check_days", 1, 90),
        response_days=windows.whole("response_days", 1, 180),
        cost=costs.number("total", 0, 1e12, 0.0),
        currency=costs.text("currency", 3, optional=True),
        registry=registry.text("name", 120, optional=True),
        registry_identifier=registry.text("identifier", 120, optional=True),
    )
    return plan, found


def _question(at: Fields) -> doc.Question:
    return doc.Question(at.text("id", 20), at.text("text_es", 500), at.text("text_en", 500))


def _matrix_line(at: Fields) -> doc.MatrixLine:
    return doc.MatrixLine(
        criterion=at.choice("criterion", doc.CRITERIA),
        question=at.text("question", 20),
        indicator=at.text("indicator", 20),
        source=at.text("source", 120),
        rule_es=at.text("rule_es", 500),
        rule_en=at.text("rule_en", 500),
    )


def _box(at: Fields) -> doc.Box:
    return doc.Box(
        id=at.text("id", 20),
        level=at.choice("level", doc.LEVELS),
        name_es=at.text("name_es", 200),
        name_en=at.text("name_en", 200),
        indicators=at.words("indicators"),
        assumption_es=at.text("assumption_es", 500),
        assumption_en=at.text("assumption_en", 500),
    )


def _indicator(at: Fields) -> doc.Indicator:
    winsorise = at.get("winsorise")
    return doc.Indicator(
        id=at.text("id", 20),
        name_es=at.text("name_es", 200),
        name_en=at.text("name_en", 200),
        formula=at.text("formula", 500, optional=True),
        denominator=at.choice("denominator", doc.DENOMINATORS),
        period_es=at.text("period_es", 200),
        period_en=at.text("period_en", 200),
        attribution_es=at.text("attribution_es", 500),
        attribution_en=at.text("attribution_en", 500),
        iris=at.text("iris", 10, optional=True),
        form=at.choice("form", doc.FORMS),
        kind=at.choice("kind", doc.KINDS),
        variable=at.text("variable", 40, optional=True),
        missing=at.text("missing", 200, optional=True),
        winsorise=None if winsorise is None else at.number("winsorise", 0.5, 1),
        currency=at.text("currency", 3, optional=True),
        domains=at.words("domains"),
        is_outcome=at.yes_no("is_outcome"),
    )


def _sample(at: Fields) -> doc.Sample:
    sizes = Fields(at.get("size_of") or {}, "sample.size_of", at.found)
    return doc.Sample(
        size=at.whole("size", 1, 10_000_000),
        design=at.choice("design", doc.DESIGNS),
        strata=at.words("strata"),
        allocation=at.choice("allocation", doc.ALLOCATIONS),
        exponent=at.number("exponent", 0, 1, 0.5),
        deviations=at.numbers("deviations"),
        size_column=sizes.text("column", 40, optional=True),
        size_of=sizes.numbers("values"),
        expected_response=at.number("expected_response", 0.01, 1),
        design_effect=at.number("design_effect", 0.1, 20),
        wave_size=at.whole("wave_size", 1, 10_000_000),
    )


def _power(at: Fields) -> doc.PowerAssumptions:
    return doc.PowerAssumptions(
        confidence=at.number("confidence", 0.5, 0.999),
        significance=at.number("significance", 0.001, 0.5),
        power=at.number("power", 0.5, 0.999),
        mentored_share=at.number("mentored_share", 0.01, 0.99),
        sellers_share=at.number("sellers_share", 0.01, 1),
        log_standard_deviation=at.number("log_standard_deviation", 0.01, 10),
        autocorrelation=at.number("autocorrelation", 0, 0.99),
    )


def _public_value(at: Fields) -> doc.PublicValue:
    return doc.PublicValue(at.text("what_es", 300), at.text("what_en", 300), at.day("expected_on"))


def _weights(at: Fields) -> doc.Weighting:
    nonresponse, calibration = at.table("nonresponse"), at.table("calibration")
    trim = Fields(at.get("trim") or {}, "weights.trim", at.found)
    largest = trim.get("largest_factor")
    return doc.Weighting(
        nonresponse=nonresponse.choice("method", doc.NONRESPONSE),
        classes=int(nonresponse.number("classes", 1, 50, 5)),
        nonresponse_variables=nonresponse.words("variables"),
        calibration=calibration.choice("method", doc.CALIBRATION),
        margins=calibration.words("margins"),
        largest_factor=None if largest is None else trim.number("largest_factor", 1, 1000),
    )


def _follow_up(at: Fields) -> doc.FollowUpRule | None:
    if at.get("follow_up") is None:
        return None
    rule = at.table("follow_up")
    return doc.FollowUpRule(rule.number("share", 0.001, 1), rule.words("modes", doc.MODES))
