"""Addresses of the area: asks."""

from django.urls import path

from tequio.pages.asks import answer, by_link, lists, send, show, withdraw

app_name = "asks"
urlpatterns = [
    path("mentors/<str:public_id>/ask/", send.send, name="send"),
    path("mentors/<str:public_id>/ask/check", send.check, name="check"),
    path("mentors/<str:public_id>/ask/keep", send.keep, name="keep"),
    path("asks/", lists.mine, name="mine"),
    path("asks/waiting/", lists.waiting, name="waiting"),
    path("asks/<str:public_id>/", show.show, name="show"),
    path("asks/<str:public_id>/accept", answer.accept, name="accept"),
    path("asks/<str:public_id>/decline", answer.decline, name="decline"),
    path("asks/<str:public_id>/ask-back", answer.ask_back, name="ask-back"),
    path("asks/<str:public_id>/answer-back", answer.answer_back, name="answer-back"),
    path("asks/<str:public_id>/withdraw", withdraw.withdraw, name="withdraw"),
    path("answer/<str:token>", by_link.answer, name="answer"),
    path("answer/<str:token>/accept", by_link.accept, name="accept-by-link"),
    path("answer/<str:token>/decline", by_link.decline, name="decline-by-link"),
    path("answer/<str:token>/ask-back", by_link.ask_back, name="ask-back-by-link"),
]
