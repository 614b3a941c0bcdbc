"""The Django app of the pages: it has no records, and words the errors of every form."""

from django.apps import AppConfig

from tequio.pages.shared import plain_errors


class PagesConfig(AppConfig):
    name = "tequio.pages"
    label = "pages"

    def ready(self) -> None:
        plain_errors.put_in_place()
