"""What was done, by whom, when: one row in the transaction of the change itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.records.people import Person


class AuditEvent(models.Model):
    actor = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="audit_events",
        verbose_name=_("who"),
    )
    action = models.CharField(_("what was done"), max_length=60)
    subject_type = models.CharField(_("kind of record"), max_length=30)
    subject_id = models.BigIntegerField(_("number of the record"), null=True)
    detail = models.JSONField(_("details"), default=dict)
    happened_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        indexes = (
            models.Index(fields=["subject_type", "subject_id"], name="audit_of_subject"),
            models.Index(fields=["-happened_at"], name="audit_latest"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"


class Submission(models.Model):
    """A form that was sent: the same key gives the same answer, never a second change."""

    key = models.UUIDField()
    owner = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    body_hash = models.BinaryField(max_length=32)
    location = models.CharField(max_length=500, blank=True)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "key"], name="submission_once"),)
        indexes = (models.Index(fields=["submitted_at"], name="submission_age"),)

    def __str__(self) -> str:
        return str(self.key)


class RecentUses(models.Model):
    """When somebody used a limited page: one row for both, with the uses that still count.

    Written by one statement in `pages/shared/limits.py`, which the processes take turns at.
    """

    key = models.CharField(max_length=120, primary_key=True)
    moments = ArrayField(models.FloatField())
    subjects = ArrayField(models.CharField(max_length=64))
    wait = models.FloatField()
    used_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "recent uses"

    def __str__(self) -> str:
        return self.key
