"""Cases in the field: released, tried, answered once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tequio.survey_records.studies import Study


class Form(models.TextChoices):
    NONE = "", _("Not decided")
    DETAILED = "detailed", _("Detailed")
    SHORT = "short", _("Short")
    MENTOR = "mentor", _("Mentor")


class Case(models.Model):
    """A drawn unit. It is in the denominator once it is released."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="cases")
    key = models.CharField(max_length=32)
    stratum = models.CharField(max_length=120, blank=True)
    inclusion_probability = models.FloatField()
    release_order = models.PositiveIntegerField()
    wave = models.PositiveSmallIntegerField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    form = models.CharField(max_length=8, choices=Form, blank=True)
    form_assign = models.CharField(max_length=80, blank=True)
    followed_up = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["study", "key"], name="case_once"),
            models.UniqueConstraint(fields=["study", "release_order"], name="case_in_order"),
            models.CheckConstraint(
                condition=Q(inclusion_probability__gt=0, inclusion_probability__lte=1),
                name="inclusion_probability_from_0_to_1",
            ),
        )

    def __str__(self) -> str:
        return self.key


class FollowUp(models.Model):
    """The random subsample of the silent, drawn once by the system."""

    study = models.OneToOneField(Study, models.CASCADE, related_name="follow_up")
    silent = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    modes = models.JSONField(default=list)
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"follow-up of {self.study}"


class Attempt(models.Model):
    """One try to reach a case, with its AAPOR code; none is ever erased by a later one."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=12)  # web, mail, phone, whatsapp
    code = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    interviewer = models.CharField(max_length=40, blank=True)
    is_follow_up = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="attempt_numbered_once"),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.number}"


class Questionnaire(models.Model):
    """One version of a form in both languages; what it holds is `domain.studies.questionnaires`."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="questionnaires")
    form = models.CharField(max_length=8, choices=Form)
    version = models.CharField(max_length=24)
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["study", "form", "version"], name="questionnaire_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.form} {self.version}"


class Answer(models.Model):
    """What one case said: begun, then sent. A case answers once."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="answer")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="answers")
    mode = models.CharField(max_length=12)
    language = models.CharField(max_length=5)
    consented_at = models.DateTimeField(null=True, blank=True)
    consents = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    is_partial = models.BooleanField(default=False)
    origin = models.CharField(max_length=12)  # web, import, rehearsal
    device_hash = models.BinaryField(max_length=32, null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(consented_at__isnull=False),
                name="no_answer_without_consent",
            ),
        )

    def __str__(self) -> str:
        return f"answer of {self.case}"


class PersonalLink(models.Model):
    """The key to the short form: 128 random bits of which only the hash is kept."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link of {self.case}"
