"""Asks: one question from an entrepreneur to a mentor, with a visible clock."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tequio.records.identifiers import random_identifier
from tequio.records.people import Person


class AskState(models.TextChoices):
    WAITING = "waiting", _("Waiting for the mentor")
    QUESTION_BACK = "question_back", _("The mentor asked something back")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Not answered in time")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MENTOR_LEFT = "mentor_left", _("The mentor left")


OPEN_STATES = (AskState.WAITING, AskState.QUESTION_BACK)


class DeclineReason(models.TextChoices):
    TOO_BUSY = "too_busy", _("I have no time now")
    NOT_MY_FIELD = "not_my_field", _("It is not my field")
    UNCLEAR = "unclear", _("I do not understand the ask")
    BETTER_ELSEWHERE = "better_elsewhere", _("Somebody else can help better")
    INAPPROPRIATE = "inappropriate", _("The ask is not appropriate")
    NO_REASON = "no_reason", _("I prefer not to say")


class AskQuerySet(models.QuerySet["Ask"]):
    def open(self) -> "AskQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def reportable_by(self, person: Person) -> "AskQuerySet":
        """The asks this person sent or holds: whom one has blocked can still be reported."""
        return self.filter(Q(asker=person) | Q(mentor=person))

    def of(self, person: Person) -> "AskQuerySet":
        """The asks this person sent or holds; nobody else's exist, nor those of blocked people."""
        seen = self.reportable_by(person)
        for other in ("asker", "mentor"):
            seen = seen.exclude(**{f"{other}__blocks_made__blocked": person})
            seen = seen.exclude(**{f"{other}__blocks_received__blocker": person})
        return seen


class Ask(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=random_identifier)
    asker = models.ForeignKey(Person, models.CASCADE, related_name="asks_sent")
    mentor = models.ForeignKey(Person, models.CASCADE, related_name="asks_received")
    area = models.CharField(_("area"), max_length=40)
    context = models.TextField(_("about my business"), max_length=1500)
    question = models.TextField(_("my question"), max_length=600)
    tried = models.TextField(_("what I have tried"), max_length=1000, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=14, choices=AskState, default=AskState.WAITING)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=16, choices=DeclineReason, blank=True)
    decline_sentence = models.CharField(max_length=300, blank=True)
    question_back = models.CharField(max_length=400, blank=True)
    question_back_answer = models.CharField(max_length=1000, blank=True)
    arrived_with_room = models.BooleanField(default=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["asker", "mentor"],
                condition=Q(state__in=OPEN_STATES),
                name="one_open_ask_per_pair",
            ),
            models.CheckConstraint(condition=~Q(asker=models.F("mentor")), name="ask_not_to_self"),
            models.CheckConstraint(
                condition=Q(state__in=AskState.values), name="ask_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=AskState.QUESTION_BACK, paused_at__isnull=False)
                | (~Q(state=AskState.QUESTION_BACK) & Q(paused_at__isnull=True)),
                name="ask_clock_paused_only_for_a_question_back",
            ),
        )
        indexes = (
            models.Index(fields=["mentor", "state", "sent_at"], name="ask_of_mentor"),
            models.Index(fields=["asker", "state", "sent_at"], name="ask_of_asker"),
            models.Index(fields=["sent_at"], name="ask_sent"),
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="ask_due"),
        )

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def clock_state(self) -> str:
        """How the clock component shows it: running, paused or ended."""
        return {AskState.WAITING: "running", AskState.QUESTION_BACK: "paused"}.get(
            AskState(self.state), "ended"
        )


class ActionLink(models.Model):
    """A link in a mail that opens one page for one person; kept as a hash, used once."""

    class Purpose(models.TextChoices):
        ANSWER_ASK = "answer_ask", _("Answer an ask")
        REPLY = "reply", _("Reply in a conversation")
        CHECK_IN = "check_in", _("Say how it went")

    token_hash = models.BinaryField(max_length=32, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="action_links")
    purpose = models.CharField(max_length=12, choices=Purpose)
    ask = models.ForeignKey(Ask, models.CASCADE, null=True, related_name="action_links")
    conversation = models.ForeignKey(
        "records.Conversation", models.CASCADE, null=True, related_name="action_links"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
