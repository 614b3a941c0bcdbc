"""What people are told, by which channel, and a ledger of every mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.records.people import Person


class NotificationKind(models.TextChoices):
    ASK_RECEIVED = "ask_received", _("Somebody asks me for help")
    ASK_ANSWERED = "ask_answered", _("A mentor answers my ask")
    ASK_EXPIRED = "ask_expired", _("An ask ended without an answer")
    MESSAGE = "message", _("A message in a conversation")
    CHECK_IN = "check_in", _("A question about how it went")
    MENTOR_JOINED = "mentor_joined", _("Somebody who can help has joined")
    REPORT = "report", _("A decision on something I reported")
    ACCOUNT = "account", _("Account and security")


class Notification(models.Model):
    """A line in the person's own list; the same event may also go by mail."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=16, choices=NotificationKind)
    subject_type = models.CharField(max_length=20)
    subject_public_id = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["person", "-made_at"], name="notification_latest"),)

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"


class NotificationChoice(models.Model):
    """Only what differs from the default (told in the site and by mail)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notification_choices")
    kind = models.CharField(max_length=16, choices=NotificationKind)
    by_mail = models.BooleanField(default=True)
    in_site = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "kind"], name="one_choice_per_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"

    @property
    def is_nothing(self) -> bool:
        """Whether such an event reaches the person in no way at all."""
        return not self.by_mail and not self.in_site


class Mail(models.Model):
    """The sending ledger: a row is committed as `sending` before the mail leaves."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        HELD = "held", _("Held for review")
        CANCELLED = "cancelled", _("Cancelled")

    message_id = models.CharField(_("name of the mail"), max_length=120, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="mails")
    about = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="mails_about"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=NotificationKind)
    to = models.EmailField()
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField()
    made_at = models.DateTimeField(_("written on"))
    sending_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True)
    error = models.CharField(_("what went wrong"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = (
            models.Index(fields=["state", "not_before"], name="mail_queue"),
            models.Index(fields=["-made_at"], name="mail_latest"),
        )

    def __str__(self) -> str:
        return self.message_id
