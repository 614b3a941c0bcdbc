"""Addresses of the area: studies."""

from django.urls import path

from tequio.pages.studies import commission, members, mine, show

app_name = "studies"
urlpatterns = [
    path("studies/", mine.mine, name="list"),
    path("studies/commission", commission.commission, name="commission"),
    path("studies/<str:public_id>/", show.show, name="show"),
    path("studies/<str:public_id>/team", members.members, name="members"),
    path("studies/<str:public_id>/team/<int:number>/end", members.end, name="end-role"),
]
