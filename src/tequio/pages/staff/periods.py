"""The period of a page of numbers, as its address asks for it."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _


def chosen(request: HttpRequest, periods: Mapping[int, object], *, usual: int) -> tuple[int, bool]:
    """How many days, and whether the address asks for a period that is not among them."""
    asked = request.GET.get("days", "")
    days = next((period for period in periods if str(period) == asked), None)
    return (days or usual), (days is None and asked != "")


def unknown_sentence(shown: str | Promise) -> str:
    """That another period is shown than the one asked for."""
    return _("The period in the address is not one of these. You see this one: %(period)s.") % {
        "period": shown
    }
