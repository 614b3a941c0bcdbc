"""Addresses of the area: people."""

from django.urls import path

from tequio.pages.people import home, mailbox, news, own_data, rules, settings, start

app_name = "people"
urlpatterns = [
    path("", home.home, name="home"),
    path("start/", start.after_sign_in, name="after-sign-in"),
    path("me/", start.me, name="me"),
    path("me/seen", news.seen, name="seen"),
    path("settings/", settings.settings, name="settings"),
    path("settings/about-me", settings.oneself, name="oneself"),
    path("settings/told", settings.told, name="told"),
    path("settings/my-data", own_data.export, name="export"),
    path("settings/my-data/download", own_data.download, name="download"),
    path("settings/my-data/page", own_data.readable, name="readable"),
    path("settings/delete", own_data.delete, name="delete"),
    path("rules", rules.rules, name="rules"),
    path("privacy", rules.privacy, name="privacy"),
    path("demo/mailbox", mailbox.mailbox, name="demo-mailbox"),
    path("demo/mailbox/<int:number>", mailbox.mail, name="demo-mail"),
]
