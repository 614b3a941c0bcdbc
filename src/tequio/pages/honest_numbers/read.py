"""Three counts of any survey, read honestly; the address holds them, so that it can be sent on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from survey_statistics.bounds import Scenario
from tequio.domain.studies import any_survey
from tequio.pages.honest_numbers import curve
from tequio.pages.honest_numbers.counts_form import CountsForm
from tequio.pages.honest_numbers.figures import Figures, span, typed, with_span
from tequio.pages.shared import dates

EXAMPLE = {"sampled": 4000, "answered": 900, "yes": 238, "threshold": 10}


def read(request: HttpRequest) -> HttpResponse:
    """The form, and below it what the counts say."""
    asked = any(name in request.GET for name in CountsForm.base_fields)
    form = CountsForm(request.GET if asked else None)
    values: dict[str, Any] = {"form": form, "example": EXAMPLE}
    if asked and form.is_valid():
        reading = any_survey.read(**form.cleaned_data)
        figures = Figures((reading.worst.lower, reading.worst.upper))
        said = _sentences(reading, figures, str(form["threshold"].value() or ""))
        values |= {"reading": reading, "sentences": said}
        if reading.k_decides:
            values |= {
                "curve": curve.draw(reading, figures),
                "table": [_row(point, figures) for point in reading.curve],
            }
    return render(request, "honest_numbers/read.html", values)


def _sentences(reading: any_survey.Reading, figures: Figures, threshold: str) -> dict[str, str]:
    """The figures as text: value with interval, each ready to be quoted."""
    worst = reading.worst
    found = {
        "response": _with_span(reading.response, figures),
        "floor": _with_span(reading.floor, figures),
        "lower": figures.share(worst.lower),
        "upper": figures.share(worst.upper),
        # With nobody silent these are the limits of the floor, and have their digits.
        "worst_span": span(worst.low or 0.0, worst.high or 0.0, 2 if reading.silent else 1),
    }
    if reading.respondents is not None:
        found["respondents"] = _with_span(reading.respondents, figures)
    if reading.threshold is not None:
        found["threshold"] = typed(threshold, reading.threshold)
    if reading.tipping is not None:
        found["tipping"] = dates.decimal(round(reading.tipping, 2))
    return found


def _with_span(one: any_survey.Share, figures: Figures) -> str:
    return with_span(figures.share(one.value), one.value, one.low, one.high)


def _row(point: Scenario, figures: Figures) -> list[str]:
    """One line of the table behind the curve."""
    shares = (point.silent_share, point.share, point.response_with, point.response_without)
    return [
        _("k = %(k)s") % {"k": dates.decimal(round(point.k, 2))},
        *(figures.share(one) for one in shares),
    ]
