"""The Django app of the survey side of the wall."""

from django.apps import AppConfig


class SurveyRecordsConfig(AppConfig):
    name = "tequio.survey_records"
    label = "survey_records"
    verbose_name = "Studies"
