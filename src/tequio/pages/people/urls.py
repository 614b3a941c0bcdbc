"""Addresses of the area: people."""

from django.urls import path

from tequio.pages.people import home, mailbox, start

app_name = "people"
urlpatterns = [
    path("", home.home, name="home"),
    path("start/", start.after_sign_in, name="after-sign-in"),
    path("me/", start.me, name="me"),
    path("demo/mailbox", mailbox.mailbox, name="demo-mailbox"),
    path("demo/mailbox/<int:number>", mailbox.mail, name="demo-mail"),
]
