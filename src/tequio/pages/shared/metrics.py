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
    """For whoever holds TEQUIO_METRICS_TOKEN; without one only a demo, to its own machine."""
    held = request.headers.get("Authorization", "").removeprefix("Bearer ")
    known = settings.METRICS_TOKEN
    allowed = constant_time_compare(held, known) if known else _is_own_demo(request)
    if not allowed:
        return errors.forbidden(request)
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def _is_own_demo(request: HttpRequest) -> bool:
    is_near = request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1")
    return not settings.IS_PRODUCTION and is_near and "X-Forwarded-For" not in request.headers
