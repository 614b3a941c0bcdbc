"""Blocks and reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.records.asks import Ask
from tequio.records.conversations import Message
from tequio.records.identifiers import random_identifier
from tequio.records.people import Person


class Block(models.Model):
    """Neither sees the other any more, in any channel."""

    blocker = models.ForeignKey(Person, models.CASCADE, related_name="blocks_made")
    blocked = models.ForeignKey(Person, models.CASCADE, related_name="blocks_received")
    blocked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(blocker=models.F("blocked")), name="block_not_oneself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.blocker_id} blocked {self.blocked_id}"


class ReportReason(models.TextChoices):
    MONEY = "money", _("Asks for money or charges for help")
    SEXUAL = "sexual", _("Sexual or unwanted approach")
    MINOR = "minor", _("Seems to be under 18")
    FAKE = "fake", _("Fake profile or spam")
    RUDE = "rude", _("Insults or threats")
    OTHER = "other", _("Something else")


class ReportQuerySet(models.QuerySet["Report"]):
    def not_about(self, person: Person) -> "ReportQuerySet":
        """Those this person may read: nobody learns who reported them, also in the team."""
        return self.exclude(reported=person)


class Report(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("Open")
        UPHELD = "upheld", _("Upheld")
        DISMISSED = "dismissed", _("Dismissed")

    public_id = models.CharField(max_length=16, unique=True, default=random_identifier)
    reporter = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="reports_made"
    )
    reported = models.ForeignKey(Person, models.CASCADE, related_name="reports_received")
    ask = models.ForeignKey(Ask, models.SET_NULL, null=True, blank=True, related_name="reports")
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    reason = models.CharField(max_length=8, choices=ReportReason)
    text = models.TextField(_("what happened"), max_length=2000, blank=True)
    evidence = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="reports_closed"
    )
    outcome = models.TextField(max_length=2000, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["state", "made_at"], name="report_queue"),)

    def __str__(self) -> str:
        return self.public_id
