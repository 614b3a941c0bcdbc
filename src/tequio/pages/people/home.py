"""The first page: what this is, and the honest numbers of this site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tequio.domain.site_numbers import queries


def home(request: HttpRequest) -> HttpResponse:
    """Anybody may read it; members have a page of their own."""
    if request.user.is_authenticated:
        return redirect("people:me")
    numbers = queries.site_numbers(now=timezone.now())
    return render(request, "people/home.html", {"numbers": numbers})
