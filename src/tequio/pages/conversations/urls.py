"""Addresses of the area: conversations."""

from django.urls import path

from tequio.pages.conversations import (
    check_in,
    check_in_by_link,
    close,
    elsewhere,
    inbox,
    messages,
    reply_by_link,
    send,
    show,
)

app_name = "conversations"
urlpatterns = [
    path("conversations/", inbox.inbox, name="list"),
    path("conversations/<str:public_id>/", show.show, name="show"),
    path("conversations/<str:public_id>/messages", messages.after, name="messages"),
    path("conversations/<str:public_id>/read", messages.read, name="read"),
    path("conversations/<str:public_id>/send", send.send, name="send"),
    path("conversations/<str:public_id>/leave", elsewhere.leave, name="leave"),
    path("conversations/<str:public_id>/elsewhere", elsewhere.elsewhere, name="elsewhere"),
    path("conversations/<str:public_id>/close", close.close, name="close"),
    path("conversations/<str:public_id>/reopen", close.reopen, name="reopen"),
    path("conversations/<str:public_id>/how-it-went/", check_in.check_in, name="check-in"),
    path("reply/<str:token>", reply_by_link.reply, name="reply-by-link"),
    path("reply/<str:token>/sent", reply_by_link.sent, name="replied"),
    path("how-it-went/<str:token>", check_in_by_link.check_in, name="check-in-by-link"),
    path("how-it-went/<str:token>/thanks", check_in_by_link.thanks, name="checked-in"),
]
