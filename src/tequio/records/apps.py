"""The Django app of the platform's records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "tequio.records"
    label = "records"
    verbose_name = "Tequio"
