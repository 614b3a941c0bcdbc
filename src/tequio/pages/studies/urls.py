"""Addresses of the area: studies."""

from django.urls import path

from tequio.pages.fieldwork.urls import in_the_field
from tequio.pages.studies import (
    commission,
    declare,
    deviations,
    draw,
    fact_check,
    frame,
    lessons,
    members,
    mine,
    plan,
    plan_edit,
    publish,
    recommendations,
    release,
    report,
    response,
    results,
    show,
    smaller_sample,
    themes,
)

app_name = "studies"
before_the_field = [
    path("studies/", mine.mine, name="list"),
    path("studies/published/", publish.published, name="published"),
    path("studies/commission", commission.commission, name="commission"),
    path("studies/<str:public_id>/", show.show, name="show"),
    path("studies/<str:public_id>/declaration", declare.declare, name="declare"),
    path("studies/<str:public_id>/team", members.members, name="members"),
    path("studies/<str:public_id>/team/<int:number>/end", members.end, name="end-role"),
    path("studies/<str:public_id>/plan", plan.plan, name="plan"),
    path("studies/<str:public_id>/plan/begin", plan.begin, name="plan-begin"),
    path("studies/<str:public_id>/plan/lock", plan.lock, name="plan-lock"),
    path("studies/<str:public_id>/plan/sign", plan.sign, name="plan-sign"),
    path(
        "studies/<str:public_id>/plan/section/<str:section>",
        plan_edit.section,
        name="plan-section",
    ),
    path("studies/<str:public_id>/plan/<str:part>/<int:number>", plan_edit.item, name="plan-item"),
    path("studies/<str:public_id>/frame", frame.frame, name="frame"),
    path("studies/<str:public_id>/frame/platform", frame.from_platform, name="frame-from-platform"),
    path("studies/<str:public_id>/frame/file", frame.from_file, name="frame-from-file"),
    path("studies/<str:public_id>/frame/sign", frame.sign, name="frame-sign"),
    path("studies/<str:public_id>/draw", draw.draw, name="draw"),
    path("studies/<str:public_id>/waves", release.release, name="release"),
    path("studies/<str:public_id>/deviations", deviations.deviations, name="deviations"),
    path(
        "studies/<str:public_id>/deviations/smaller-sample",
        smaller_sample.smaller_sample,
        name="smaller-sample",
    ),
]
after_the_field = [
    path("studies/<str:public_id>/results", results.results, name="results"),
    path("studies/<str:public_id>/themes", themes.themes, name="themes"),
    path("studies/<str:public_id>/themes/<int:number>", themes.theme, name="theme"),
    path("studies/<str:public_id>/themes/<int:number>/remove", themes.remove, name="theme-remove"),
    path("studies/<str:public_id>/lessons", lessons.lessons, name="lessons"),
    path("studies/<str:public_id>/lessons/<int:number>", lessons.lesson, name="lesson"),
    path(
        "studies/<str:public_id>/lessons/<int:number>/remove", lessons.remove, name="lesson-remove"
    ),
    path(
        "studies/<str:public_id>/recommendations",
        recommendations.recommendations,
        name="recommendations",
    ),
    path(
        "studies/<str:public_id>/recommendations/<int:number>",
        recommendations.recommendation,
        name="recommendation",
    ),
    path(
        "studies/<str:public_id>/recommendations/<int:number>/remove",
        recommendations.remove,
        name="recommendation-remove",
    ),
    path("studies/<str:public_id>/report/", report.report, name="report"),
    path("studies/<str:public_id>/report/<str:chapter>", report.chapter, name="chapter"),
    path(
        "studies/<str:public_id>/report/table/<str:identifier>", report.table, name="report-table"
    ),
    path("studies/<str:public_id>/fact-check", fact_check.fact_check, name="fact-check"),
    path("studies/<str:public_id>/fact-check/open", fact_check.begin, name="fact-check-open"),
    path("studies/<str:public_id>/fact-check/sign", fact_check.sign, name="fact-check-sign"),
    path(
        "studies/<str:public_id>/fact-check/<int:number>",
        fact_check.answer,
        name="fact-check-answer",
    ),
    path("studies/<str:public_id>/response", response.response, name="response"),
    path("studies/<str:public_id>/response/<int:number>", response.respond, name="respond"),
    path("studies/<str:public_id>/publish", publish.publish, name="publish"),
    path("studies/<str:public_id>/files/<path:name>", publish.file, name="file"),
]
urlpatterns = [*before_the_field, *in_the_field, *after_the_field]
