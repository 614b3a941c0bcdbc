"""Addresses of the area: safety."""

from django.urls import path

from tequio.pages.safety import block, earlier, report

app_name = "safety"
urlpatterns = [
    path("report/", earlier.earlier, name="earlier"),
    path("report/person/<str:public_id>", report.person, name="report-person"),
    path("report/ask/<str:public_id>", report.ask, name="report-ask"),
    path("report/message/<str:public_id>", report.message, name="report-message"),
    path("block/<str:public_id>", block.block, name="block"),
    path("blocked/", block.blocked, name="blocked"),
    path("blocked/<str:public_id>/unblock", block.unblock, name="unblock"),
]
