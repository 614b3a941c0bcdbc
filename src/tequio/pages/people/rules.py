"""The rules of the house, and what is done with data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "people/rules.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "people/privacy.html")
