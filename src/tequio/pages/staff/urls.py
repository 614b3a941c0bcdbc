"""Addresses of the area: staff."""

from django.urls import path

from tequio.pages.staff import (
    ask,
    asks,
    funnel,
    mails,
    matching,
    overview,
    people,
    reports,
    vocabulary,
)

app_name = "staff"
urlpatterns = [
    path("staff/", overview.overview, name="overview"),
    path("staff/asks", asks.asks, name="asks"),
    path("staff/asks/<str:public_id>", ask.ask, name="ask"),
    path("staff/asks/<str:public_id>/read", ask.read, name="ask-read"),
    path("staff/asks/<str:public_id>/release", ask.release, name="ask-release"),
    path("staff/asks/<str:public_id>/remind", asks.remind, name="ask-remind"),
    path("staff/mails", mails.mails, name="mails"),
    path("staff/mails/<int:number>", mails.decide, name="mail-decide"),
    path("staff/reports", reports.reports, name="reports"),
    path("staff/reports/<str:public_id>", reports.report, name="report"),
    path("staff/people", people.people, name="people"),
    path("staff/people/<str:public_id>", people.person, name="person"),
    path("staff/people/<str:public_id>/suspend", people.suspend, name="suspend"),
    path("staff/people/<str:public_id>/readmit", people.readmit, name="readmit"),
    path("staff/funnel", funnel.funnel, name="funnel"),
    path("staff/matching", matching.matching, name="matching"),
    path("staff/vocabulary", vocabulary.vocabulary, name="vocabulary"),
    path("staff/vocabulary/phrases", vocabulary.phrases, name="vocabulary-phrases"),
    path("staff/vocabulary/phrases/<int:number>", vocabulary.review, name="vocabulary-review"),
    path("staff/vocabulary/<str:area>", vocabulary.area, name="vocabulary-area"),
    path("staff/vocabulary/<str:area>/examples", vocabulary.add_example, name="vocabulary-example"),
]
