"""Addresses that belong to every page."""

from django.urls import path

from tequio.pages.shared import health, language, metrics, offline, robots
from tequio.pages.staff import components

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("metrics", metrics.prometheus, name="metrics"),
    path("staff/components", components.components, name="components"),
    path("language", language.choose, name="set_language"),
    path("robots.txt", robots.robots, name="robots"),
    path("offline", offline.offline, name="offline"),
    path("service-worker.js", offline.service_worker, name="service-worker"),
]
