"""Addresses of the area: studies."""

from django.urls import path

from tequio.pages.fieldwork.urls import in_the_field
from tequio.pages.studies import (
    commission,
    deviations,
    draw,
    frame,
    members,
    mine,
    plan,
    plan_edit,
    release,
    show,
)

app_name = "studies"
before_the_field = [
    path("studies/", mine.mine, name="list"),
    path("studies/commission", commission.commission, name="commission"),
    path("studies/<str:public_id>/", show.show, name="show"),
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
]
urlpatterns = [*before_the_field, *in_the_field]
