"""Three counts of any survey, read honestly; the address holds them, so that it can be sent on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from survey_statistics.bounds import Scenario
from tequio.domain.studies import any_survey
from tequio.pages.honest_numbers import curve
from tequio.pages.honest_numbers.counts_form import CountsForm
from tequio.pages.shared import dates

EXAMPLE = {"sampled": 4000, "answered": 900, "yes": 238, "threshold": 10}


def read(request: HttpRequest) -> HttpResponse:
    """The form, and below it what the counts say."""
    asked = any(name in request.GET for name in CountsForm.base_fields)
    form = CountsForm(request.GET if asked else None)
    values: dict[str, Any] = {"form": form, "example": EXAMPLE}
    if asked and form.is_valid():
        reading = any_survey.read(**form.cleaned_data)
        values |= {"reading": reading, "sentences": _sentences(reading)}
        if reading.k_decides:
            values |= {
                "curve": curve.draw(reading),
                "table": [_row(point) for point in reading.curve],
            }
    return render(request, "honest_numbers/read.html", values)


def percent(share: float | None, digits: int = 1) -> str:
    """A share with fixed decimals, or a dash."""
    return "–" if share is None else dates.percent(share, digits=digits)


def span(low: float, high: float, digits: int = 1) -> str:
    """Limits in percent without their signs: '21.2-23.8'."""
    low_text, high_text = (percent(limit, digits).rstrip("%\u00a0 ") for limit in (low, high))
    return f"{low_text}-{high_text}"


def _sentences(reading: any_survey.Reading) -> dict[str, str]:
    """The figures as text: value with interval, each ready to be quoted."""
    response, floor, worst = reading.response, reading.floor, reading.worst
    found = {
        "response": f"{percent(response.value)} ({span(response.low, response.high)})",
        "floor": f"{percent(floor.value, 2)} ({span(floor.low, floor.high)})",
        "lower": percent(worst.lower, 2),
        "upper": percent(worst.upper, 2),
        "worst_span": span(worst.low or 0.0, worst.high or 0.0, 2),
    }
    if reading.respondents is not None:
        among = reading.respondents
        found["respondents"] = f"{percent(among.value)} ({span(among.low, among.high)})"
    if reading.threshold is not None:
        found["threshold"] = percent(reading.threshold).replace(".0%", "%")
    if reading.tipping is not None:
        found["tipping"] = dates.decimal(round(reading.tipping, 2))
    return found


def _row(point: Scenario) -> list[str]:
    """One line of the table behind the curve."""
    return [
        _("k = %(k)s") % {"k": dates.decimal(round(point.k, 2))},
        percent(point.silent_share),
        percent(point.share, 2 if point.k == 0 else 1),
        percent(point.response_with),
        percent(point.response_without),
    ]
