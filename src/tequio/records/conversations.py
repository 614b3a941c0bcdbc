"""Conversations: an accepted ask, its messages, how it ended and what it gave."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tequio.records.asks import Ask
from tequio.records.identifiers import random_identifier
from tequio.records.people import Person


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def reportable_by(self, person: Person) -> "ConversationQuerySet":
        """Those this person takes part in: whom one has blocked can still be reported."""
        return self.filter(Q(entrepreneur=person) | Q(mentor=person))

    def of(self, person: Person) -> "ConversationQuerySet":
        """Those this person takes part in; nobody else's exist, nor those with blocked people."""
        seen = self.reportable_by(person)
        for other in ("entrepreneur", "mentor"):
            seen = seen.exclude(**{f"{other}__blocks_made__blocked": person})
            seen = seen.exclude(**{f"{other}__blocks_received__blocker": person})
        return seen


class Conversation(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=random_identifier)
    ask = models.OneToOneField(Ask, models.CASCADE, related_name="conversation")
    entrepreneur = models.ForeignKey(Person, models.CASCADE, related_name="conversations_asked")
    mentor = models.ForeignKey(Person, models.CASCADE, related_name="conversations_mentored")
    last_sequence = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="conversations_closed"
    )
    times_opened = models.PositiveSmallIntegerField(default=1)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["entrepreneur", "-last_message_at"], name="talk_of_entrepreneur"),
            models.Index(fields=["mentor", "-last_message_at"], name="talk_of_mentor"),
        )

    def __str__(self) -> str:
        return self.public_id

    def other(self, person: Person) -> Person:
        """The one at the other end."""
        return self.mentor if person.pk == self.entrepreneur_id else self.entrepreneur


class Participant(models.Model):
    """How far one person has read in one conversation, and has been told of by mail."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    read_sequence = models.PositiveIntegerField(default=0)
    mailed_sequence = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["conversation", "person"], name="one_participation_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.conversation_id}"


class Message(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=random_identifier)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    sequence = models.PositiveIntegerField()
    author = models.ForeignKey(Person, models.CASCADE, related_name="messages")
    text = models.TextField(max_length=5000)
    client_key = models.UUIDField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("sequence",)
        constraints = (
            models.UniqueConstraint(fields=["conversation", "sequence"], name="message_in_order"),
            models.UniqueConstraint(fields=["author", "client_key"], name="message_sent_once"),
        )

    def __str__(self) -> str:
        return f"{self.conversation_id}/{self.sequence}"


class Departure(models.Model):
    """Somebody took the conversation elsewhere: allowed, and counted."""

    class Channel(models.TextChoices):
        WHATSAPP = "whatsapp", _("WhatsApp")
        CALL = "call", _("Telephone")
        VIDEO = "video", _("Video call")
        IN_PERSON = "in_person", _("In person")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="departures")
    person = models.ForeignKey(Person, models.CASCADE, related_name="departures")
    channel = models.CharField(max_length=10, choices=Channel)
    left_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.channel} from {self.conversation_id}"


class CheckIn(models.Model):
    """What each side says of it, one tap a question; nobody sees the other's before answering."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("In part")
        NO = "no", _("No")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="check_ins")
    person = models.ForeignKey(Person, models.CASCADE, related_name="check_ins")
    round = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    talked = models.CharField(max_length=6, choices=Answer, blank=True)
    useful = models.CharField(max_length=6, choices=Answer, blank=True)
    goal_reached = models.CharField(max_length=6, choices=Answer, blank=True)
    thanks = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["conversation", "person", "round"], name="one_check_in_each_round"
            ),
        )

    def __str__(self) -> str:
        return f"check-in {self.pk}"
