"""The identity side of a study: who works on it, and the link from a person to an opaque key.

A study is named by its public identifier, never by a foreign key: the two sides share no row.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tequio.records.people import Person


class StudyRole(models.TextChoices):
    FUNDER = "funder", _("Funder")
    LEAD_EVALUATOR = "lead_evaluator", _("Lead evaluator")
    SUPERVISOR = "supervisor", _("Supervisor")
    INTERVIEWER = "interviewer", _("Interviewer")
    CODER = "coder", _("Coder")


class StudyMember(models.Model):
    """Who does what in a study; the lead evaluator declares interests before anything else."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="study_roles")
    study = models.CharField(max_length=16)
    role = models.CharField(max_length=16, choices=StudyRole)
    declaration = models.TextField(max_length=2000, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["study", "person", "role"],
                condition=Q(ended_at__isnull=True),
                name="study_role_once",
            ),
            models.CheckConstraint(
                condition=Q(declaration="", declared_at__isnull=True)
                | (~Q(declaration="") & Q(declared_at__isnull=False)),
                name="declaration_has_its_moment",
            ),
        )
        indexes = (models.Index(fields=["study", "role"], name="study_members"),)

    def __str__(self) -> str:
        return f"{self.role} {self.study}"


class StudyLink(models.Model):
    """From a person to the key of one study. Each reading is an audit event."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    study = models.CharField(max_length=16)
    key = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["study", "person"], name="study_link_person_once"),
            models.UniqueConstraint(fields=["study", "key"], name="study_link_key_once"),
        )

    def __str__(self) -> str:
        return self.study


class OwnKey(models.Model):
    """From the key of one study to the key by which another platform knows the same person.

    Only for a frame that came as a file. Each reading is an audit event.
    """

    study = models.CharField(max_length=16)
    key = models.CharField(max_length=32)
    own_key = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["study", "key"], name="own_key_once"),
            models.UniqueConstraint(fields=["study", "own_key"], name="own_key_of_one_case"),
        )

    def __str__(self) -> str:
        return self.study


class PermanentNumber(models.Model):
    """A person's number on [0, 1) for all studies: spreads being asked over everybody."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    number = models.FloatField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(number__gte=0, number__lt=1), name="permanent_number_from_0_to_1"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class DoNotContact(models.Model):
    """Never asked again, by any study. Nobody on the staff can take it back."""

    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, related_name="do_not_contact"
    )
    address_hash = models.BinaryField(max_length=32, unique=True)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}"
