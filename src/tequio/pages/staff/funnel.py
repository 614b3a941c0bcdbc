"""The funnel of the site, with numerators and denominators."""

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain import languages
from tequio.domain.funnel import queries
from tequio.pages.needs.choices import reader
from tequio.pages.shared import dates
from tequio.pages.staff import periods
from tequio.records.people import Stage

PERIODS = {30: gettext_lazy("30 days"), 365: gettext_lazy("A year"), 730: gettext_lazy("Two years")}
GROUP_LABELS = {
    "month": gettext_lazy("Month of joining"),
    "country": gettext_lazy("Country"),
    "stage": gettext_lazy("Stage"),
    "language": gettext_lazy("Language"),
}
HEADS = (
    gettext_lazy("Joined"),
    gettext_lazy("Asked"),
    gettext_lazy("Answered"),
    gettext_lazy("Talked"),
    gettext_lazy("Found it useful"),
)
"""Of the columns, in the order of `queries.STEPS`."""


def funnel(request: HttpRequest) -> HttpResponse:
    """Entrepreneurs who joined in the period, by the group chosen; unknown words mean month."""
    by = request.GET.get("by", "month")
    by = by if by in queries.GROUPS else "month"
    days, is_unknown = periods.chosen(request, PERIODS, usual=365)
    until = timezone.now()
    since = until - timedelta(days=days)
    rows = queries.funnel(by=by, since=since, until=until)
    partial = _cut_months(since, until) if by == "month" else frozenset()
    return render(
        request,
        "staff/funnel.html",
        {
            "rows": [(_label(by, row.value), row.value in partial, _shares(row)) for row in rows],
            "total": _shares(queries.total(rows)),
            "by": by,
            "by_label": GROUP_LABELS[by],
            "heads": HEADS,
            "days": days,
            "groups": GROUP_LABELS,
            "periods": PERIODS,
            "unknown_period": periods.unknown_sentence(PERIODS[days]) if is_unknown else "",
            "since": since,
            "until": until,
        },
    )


def _cut_months(since: datetime, until: datetime) -> frozenset[str]:
    """The months of which the period holds only a part: its first and the one that still runs."""
    begins_within = since.day > 1 or since.time() != time.min
    cut = {f"{until:%Y-%m}"} | ({f"{since:%Y-%m}"} if begins_within else set())
    return frozenset(cut)


def _shares(row: queries.FunnelRow) -> list[tuple[int, int]]:
    """Each step with its denominator: those who joined."""
    return [(getattr(row, step), row.joined) for step in queries.STEPS]


def _label(by: str, value: str) -> str:
    if not value:
        return _("Not said")
    if by == "country":
        return languages.country_name(value, reader())
    if by == "language":
        return languages.language_name(value, reader())
    if by == "stage":
        return str(Stage(value).label)
    return dates.month(date.fromisoformat(f"{value}-01"))
