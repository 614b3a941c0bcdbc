"""What surrounds the cases: letters, wishes of respondents, and files that were imported."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.survey_records.cases import Case
from tequio.survey_records.studies import Study


class SurveyLetter(models.Model):
    """A letter to a case and its state; the address is read at the moment of sending, not kept."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("Invitation")
        REMINDER = "reminder", _("Reminder")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        BOUNCED = "bounced", _("Came back")
        NO_ADDRESS = "no_address", _("No address")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Held")

    case = models.ForeignKey(Case, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    message_id = models.CharField(max_length=120, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    sending_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "kind", "number"], name="survey_letter_numbered_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.case}"


class RespondentWish(models.Model):
    """What somebody asked for by a personal link; a job carries it out."""

    class Kind(models.TextChoices):
        REFUSE = "refuse", _("Does not take part")
        NEVER_CONTACT = "never", _("No contact by any study")
        REMOVE = "remove", _("Answers removed")

    case = models.ForeignKey(Case, models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=8, choices=Kind)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "kind"], name="wish_once"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.case}"


class ImportedFile(models.Model):
    """A file of answers, attempts or mentors: checked, then applied as a whole or set aside."""

    class Kind(models.TextChoices):
        ANSWERS = "answers", _("Answers")
        ATTEMPTS = "attempts", _("Attempts")
        MENTORS = "mentors", _("Mentors asked")

    class State(models.TextChoices):
        READY = "ready", _("Checked without faults")
        FAULTY = "faulty", _("With faults")
        APPLIED = "applied", _("Imported")
        SET_ASIDE = "set_aside", _("Set aside")

    study = models.ForeignKey(Study, models.CASCADE, related_name="imported_files")
    kind = models.CharField(max_length=8, choices=Kind)
    form = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State)
    rows = models.PositiveIntegerField(default=0)
    fault_count = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    content = models.BinaryField(null=True, blank=True)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["study", "kind", "sha256"], name="imported_file_once"),
        )

    def __str__(self) -> str:
        return self.name
