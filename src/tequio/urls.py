"""Every address of the site, area by area."""

from django.contrib import admin
from django.urls import include, path

from tequio.pages.shared import errors, limits
from tequio.pages.staff import admin as our_admin  # noqa: F401  (registers what the admin shows)

urlpatterns = [  # one after the other is tried: first what is opened most often
    path("", include("tequio.pages.shared.urls")),
    path("", include("tequio.pages.needs.urls")),
    path("", include("tequio.pages.asks.urls")),
    path("", include("tequio.pages.conversations.urls")),
    path("", include("tequio.pages.people.urls")),
    path("", include("tequio.pages.safety.urls")),
    path("", include("tequio.pages.staff.urls")),
    path("", include("tequio.pages.honest_numbers.urls")),
    path("", include("tequio.pages.studies.urls")),
    path("account/", include("allauth.urls")),
    path("staff/admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = limits.too_fast
handler500 = errors.server_error
