"""How the matching does: evenness, groups served, the forecast, and where help is missing."""

import math
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentor_matching.congestion.served import FAIR_SHARE, FEWEST_PEOPLE, ServedRate
from mentor_matching.forecast.calibration import CalibrationBin
from tequio.domain import languages
from tequio.domain.matching.exposure import Exposure, exposure
from tequio.domain.matching.gap_map import Gap, gaps
from tequio.domain.matching.reply_forecast import reply_forecast
from tequio.domain.matching.served import served
from tequio.pages.needs import mentor_words
from tequio.pages.needs.choices import reader
from tequio.pages.shared import dates
from tequio.pages.staff import periods
from tequio.records.people import Stage

PERIODS: Final = {
    30: gettext_lazy("30 days"),
    90: gettext_lazy("90 days"),
    180: gettext_lazy("Half a year"),
    365: gettext_lazy("A year"),
}
FEWEST_TO_SHOW: Final = 10
MOST_IN_ONE_ROW: Final = 0.9
MOST_PLACES: Final = 15
GROUP_LABELS: Final = {
    "language": gettext_lazy("Language"),
    "gender": gettext_lazy("Gender"),
    "country": gettext_lazy("Country"),
    "stage": gettext_lazy("Stage"),
}
# Heads of the columns after the first.
SERVED_HEADS: Final = (
    gettext_lazy("People who asked"),
    gettext_lazy("Served"),
    gettext_lazy("Share"),
    gettext_lazy("Of the best group"),
)
BIN_HEADS: Final = (
    gettext_lazy("Asks"),
    gettext_lazy("Forecast on average"),
    gettext_lazy("Accepted"),
)
GAP_HEADS: Final = (
    gettext_lazy("Language"),
    gettext_lazy("Country"),
    gettext_lazy("People who found nobody"),
    gettext_lazy("Asks not answered in time"),
    gettext_lazy("Mentors of the country who offer it today"),
    gettext_lazy("Mentors of all countries"),
)
GENDERS: Final = {"f": gettext_lazy("Women"), "m": gettext_lazy("Men")}


def matching(request: HttpRequest) -> HttpResponse:
    """The numbers of a period that ends now; for an unknown one those of 90 days, and says so."""
    days, is_unknown = periods.chosen(request, PERIODS, usual=90)
    until = timezone.now()
    since = until - timedelta(days=days)
    rates = served(since=since, until=until)
    forecast = reply_forecast(since=since, until=until)
    return render(
        request,
        "staff/matching.html",
        {
            "since": since,
            "until": until,
            "days": days,
            "periods": PERIODS,
            "unknown_period": periods.unknown_sentence(PERIODS[days]) if is_unknown else "",
            "spread": _spread(since, until),
            "groups": [
                (GROUP_LABELS[group], [_group_row(group, rate) for rate in rows])
                for group, rows in rates.items()
            ],
            "served_heads": SERVED_HEADS,
            "alerts": _alerts(rates),
            "fewest": FEWEST_TO_SHOW,
            "fewest_for_alert": FEWEST_PEOPLE,
            "forecast": forecast,
            "brier": _figure(forecast.brier),
            "expected_error": _figure(forecast.expected_error),
            "tells_apart": _tells_apart(forecast.bins),
            "bin_heads": BIN_HEADS,
            "bins": [_bin_row(one) for one in forecast.bins],
            "gap_heads": GAP_HEADS,
            "gaps": [_gap_row(gap) for gap in gaps(since=since, until=until)],
        },
    )


def _spread(since: datetime, until: datetime) -> dict[str, object]:
    found: Exposure = exposure(since=since, until=until)
    enough = found.mentors >= FEWEST_TO_SHOW and found.asks > 0
    return {
        "asks": found.asks,
        "mentors": found.mentors,
        "asked_mentors": found.asked_mentors,
        "top_1": dates.percent(found.top_1) if enough else "–",
        "top_10": dates.percent(found.top_10) if enough else "–",
        "gini": _figure(found.gini) if enough else "–",
    }


def _group_row(group: str, rate: ServedRate) -> list[object]:
    """A group below ten people is named with its size and without a rate."""
    enough = rate.n >= FEWEST_TO_SHOW
    return [
        _label(group, str(rate.group)),
        rate.n,
        round(rate.rate * rate.n) if enough else "–",
        dates.percent(rate.rate) if enough else "–",
        _of_best(rate.of_best) if enough else "–",
    ]


def _alerts(rates: dict[str, tuple[ServedRate, ...]]) -> list[str]:
    return [
        _(
            "%(group)s “%(value)s”: %(served)s of %(people)s found somebody, "
            "%(ratio)s times the share of the best group."
        )
        % {
            "group": GROUP_LABELS[group],
            "value": _label(group, str(rate.group)),
            "served": round(rate.rate * rate.n),
            "people": rate.n,
            "ratio": _of_best(rate.of_best),
        }
        for group, rows in rates.items()
        for rate in rows
        if rate.alert
    ]


def _bin_row(one: CalibrationBin) -> list[object]:
    enough = one.n >= FEWEST_TO_SHOW
    return [
        f"{dates.percent(one.low)} – {dates.percent(one.high)}",
        one.n,
        dates.percent(one.forecast),
        dates.percent(one.outcome) if enough else "–",
    ]


def _tells_apart(bins: tuple[CalibrationBin, ...]) -> bool | None:
    """Whether more than a few asks stand outside the fullest row; nothing to say without any."""
    asks = sum(one.n for one in bins)
    if not asks:
        return None
    return max(one.n for one in bins) < MOST_IN_ONE_ROW * asks


def _gap_row(gap: Gap) -> list[object]:
    return [
        ", ".join(mentor_words.area_labels([gap.area])) or gap.area or _("Any area"),
        languages.language_name(gap.language, reader()),
        _country(gap.country),
        gap.searched,
        gap.expired,
        gap.mentors,
        gap.anywhere,
    ]


def _label(group: str, value: str) -> str:
    if not value:
        return _("Not said")
    if group == "country":
        return languages.country_name(value, reader())
    if group == "language":
        return languages.language_name(value, reader())
    if group == "stage":
        return str(Stage(value).label)
    return str(GENDERS.get(value, _("Another")))


def _country(code: str) -> str:
    return languages.country_name(code, reader()) if code else _("Not said")


def _figure(value: float) -> str:
    """Two decimals always: 0.80 beside "less than 0.8" is no contradiction, 0.8 reads as one."""
    return "–" if math.isnan(value) else dates.decimal_places(value, 2)


def _of_best(value: float) -> str:
    """With as many decimals as it takes to stand on the right side of the warning's limit."""
    is_less = value < FAIR_SHARE
    places = (p for p in range(2, MOST_PLACES) if (round(value, p) < FAIR_SHARE) == is_less)
    return "–" if math.isnan(value) else dates.decimal_places(value, next(places, MOST_PLACES))
