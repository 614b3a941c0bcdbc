"""Addresses of the area: honest numbers."""

from django.urls import path

from tequio.pages.honest_numbers import read

app_name = "honest_numbers"
urlpatterns = [path("honest-numbers", read.read, name="read")]
