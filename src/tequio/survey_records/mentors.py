"""Mentors whom a study asked: they are no cases, for they are not in its frame."""

from django.db import models

from tequio.survey_records.cases import Questionnaire
from tequio.survey_records.studies import Study


class AskedMentor(models.Model):
    """One mentor who was asked, under a key of this study; without an answer `values` is empty."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="asked_mentors")
    key = models.CharField(max_length=32)
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="+", null=True, blank=True
    )
    mode = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=5, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    consents = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    is_partial = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["study", "key"], name="mentor_asked_once"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True)
                | models.Q(questionnaire__isnull=False),
                name="mentor_answer_has_a_form",
            ),
        )

    def __str__(self) -> str:
        return self.key
