"""What the coordinators look at first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tequio.domain.asks import queries
from tequio.domain.site_numbers.queries import site_numbers
from tequio.pages.shared import access, access_table
from tequio.records.asks import Ask
from tequio.records.notifications import Mail
from tequio.records.people import Person
from tequio.records.safety import Report


def overview(request: HttpRequest) -> HttpResponse:
    """How many things wait for somebody, and the honest numbers of the site."""
    now = timezone.now()
    return render(
        request,
        "staff/overview.html",
        {
            "numbers": site_numbers(now=now),
            "soon": Ask.objects.filter(queries.ends_soon(now)).count(),
            "reports": Report.objects.not_about(request.user)
            .filter(state=Report.State.OPEN)
            .count(),
            "held": Mail.objects.filter(state=Mail.State.HELD).count(),
            "links": _links(request.user),
        },
    )


def _links(person: Person) -> dict[str, str]:
    """Where the counts lead, for those who may go there."""
    lists = {
        "soon": ("staff:asks", "?show=soon"),
        "reports": ("staff:reports", ""),
        "held": ("staff:mails", ""),
    }
    roles = access.roles_of(person)
    return {
        count: reverse(name) + query
        for count, (name, query) in lists.items()
        if (access_table.rule_for(name) or {}).get("GET", frozenset()) & roles
    }
