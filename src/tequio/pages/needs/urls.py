"""Addresses of the area: needs."""

from django.urls import path

from tequio.pages.needs import (
    business,
    chips,
    directory,
    mentor,
    offer,
    questions,
    story,
    suggested,
)

app_name = "needs"
urlpatterns = [
    path("my-business/", business.business, name="business"),
    path("what-is-on-your-mind/", story.story, name="story"),
    path("what-is-on-your-mind/questions", questions.questions, name="questions"),
    path("my-needs/", chips.chips, name="chips"),
    path("mentors/suggested/", suggested.suggested, name="suggested"),
    path("mentors/", directory.directory, name="directory"),
    path("mentors/<str:public_id>/", mentor.mentor, name="mentor"),
    path("my-offer/", offer.offer, name="offer"),
    path("my-offer/pause", offer.pause, name="pause"),
]
