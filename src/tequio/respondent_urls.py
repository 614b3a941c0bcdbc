"""Every address of the respondents' surface; whatever is not here gets the same quiet page."""

from django.urls import path, re_path

from tequio.pages.surveys import closed, consent, questions, wish

urlpatterns = [
    path("healthz", closed.alive, name="alive"),
    path("thanks", closed.thanks, name="thanks"),
    path("r/<str:token>/", consent.consent, name="consent"),
    path("r/<str:token>/no", wish.wish, name="wish"),
    path("r/<str:token>/send", questions.send, name="send"),
    path("r/<str:token>/<int:number>", questions.questions, name="questions"),
    re_path(r"^(?P<rest>.*)$", closed.nothing, name="nothing"),
]

handler400 = closed.unreadable
handler403 = closed.failed
handler404 = closed.failed
handler500 = closed.failed
