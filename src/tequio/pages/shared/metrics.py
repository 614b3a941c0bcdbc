"""Counts for Prometheus; they name nobody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from tequio.domain.site_numbers.metrics import SiteCollector
from tequio.pages.shared import errors

REGISTRY = CollectorRegistry()
REGISTRY.register(SiteCollector())


def prometheus(request: HttpRequest) -> HttpResponse:
    """For whoever holds TEQUIO_METRICS_TOKEN; without one, for this machine alone."""
    held = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN:
        allowed = constant_time_compare(held, settings.METRICS_TOKEN)
    else:
        allowed = request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1")
    if not allowed:
        return errors.forbidden(request)
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)
