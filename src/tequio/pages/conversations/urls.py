"""Addresses of the area: conversations."""

from django.urls import URLPattern

app_name = "conversations"
urlpatterns: list[URLPattern] = []
