"""The page shown without a connection, and the worker that keeps it at hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """Show that there is no connection; without the request, so that a kept copy names nobody."""
    return render(None, "shared/offline.html")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker from the root of the site, where its scope is every page."""
    return render(request, "shared/service_worker.js", content_type="text/javascript")
