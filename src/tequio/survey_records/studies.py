"""A study: its plan, its signatures, what was changed after the lock, and what it recommends."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tequio.survey_records.identifiers import study_identifier


class Stage(models.TextChoices):
    """Where a study stands; it follows from the moments of the study and is not stored."""

    PLANNING = "planning", _("Planning")
    PLAN_LOCKED = "plan_locked", _("Plan locked")
    FRAME_FROZEN = "frame_frozen", _("Frame frozen")
    DRAWN = "drawn", _("Sample drawn")
    IN_FIELD = "in_field", _("In the field")
    DATA_LOCKED = "data_locked", _("Data locked")
    FACT_CHECK = "fact_check", _("Fact-check")
    PUBLISHED = "published", _("Published")


class Study(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=study_identifier)
    title_es = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    programme = models.CharField(max_length=120)
    funder = models.CharField(max_length=120)
    evaluator = models.CharField(max_length=120)
    contact = models.CharField(max_length=200)
    is_rehearsal = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    publish_by = models.DateField(null=True, blank=True)
    contacts_kept_until = models.DateField(null=True, blank=True)
    plan_locked_at = models.DateTimeField(null=True, blank=True)
    frame_frozen_at = models.DateTimeField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    field_opened_at = models.DateTimeField(null=True, blank=True)
    data_locked_at = models.DateTimeField(null=True, blank=True)
    data_hash = models.CharField(max_length=64, blank=True)
    sealed_salt = models.CharField(max_length=32, blank=True)  # given at the data lock
    fact_check_from = models.DateTimeField(null=True, blank=True)
    fact_check_until = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    respondents_reported = models.PositiveIntegerField(null=True, blank=True)
    gap_explanation_es = models.TextField(max_length=1000, blank=True)
    gap_explanation_en = models.TextField(max_length=1000, blank=True)

    class Meta:
        verbose_name_plural = "studies"
        constraints = (
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | Q(plan_locked_at__isnull=False),
                name="no_draw_before_the_plan_is_locked",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | Q(frame_frozen_at__isnull=False),
                name="no_draw_before_the_frame_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(data_locked_at__isnull=False),
                name="no_publication_before_the_data_are_locked",
            ),
        )

    def __str__(self) -> str:
        return self.public_id

    @property
    def stage(self) -> Stage:
        """The last moment that has come."""
        moments = (
            (self.published_at, Stage.PUBLISHED),
            (self.fact_check_from, Stage.FACT_CHECK),
            (self.data_locked_at, Stage.DATA_LOCKED),
            (self.field_opened_at, Stage.IN_FIELD),
            (self.drawn_at, Stage.DRAWN),
            (self.frame_frozen_at, Stage.FRAME_FROZEN),
            (self.plan_locked_at, Stage.PLAN_LOCKED),
        )
        return next((stage for moment, stage in moments if moment), Stage.PLANNING)


class Plan(models.Model):
    """The pre-analysis plan as one document; its shape is `domain.studies.plan`."""

    study = models.OneToOneField(Study, models.CASCADE, related_name="plan")
    content = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"plan of {self.study}"


class Deviation(models.Model):
    """A change to a locked plan: numbered, dated, with its reason, printed in the report."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="deviations")
    number = models.PositiveIntegerField()
    what = models.TextField(max_length=1000)
    why = models.TextField(max_length=1000)
    changes = models.JSONField(default=dict, blank=True)  # of the plan; empty where words say it
    signed_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["study", "number"], name="deviation_numbered_once"),
        )

    def __str__(self) -> str:
        return f"{self.study} {self.number}"


class Signature(models.Model):
    """Somebody answers for a hash: the plan, the frame, the data, the report."""

    class Subject(models.TextChoices):
        PLAN = "plan", _("Plan")
        FRAME = "frame", _("Frame")
        DATA = "data", _("Data")
        REPORT = "report", _("Report")

    study = models.ForeignKey(Study, models.CASCADE, related_name="signatures")
    subject = models.CharField(max_length=8, choices=Subject)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=24)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["study", "subject", "sha256", "role"], name="one_signature_a_role"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.role}"


class Theme(models.Model):
    """A qualitative theme: code, counts of cases for and against, and consented quotes."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="themes")
    code = models.CharField(max_length=40)
    name_es = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    who = models.CharField(max_length=40)
    cases = models.PositiveIntegerField()
    negative_cases = models.PositiveIntegerField()
    interviews = models.PositiveIntegerField()
    quotes = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["study", "code"], name="theme_once"),)

    def __str__(self) -> str:
        return self.code


class Lesson(models.Model):
    """What others can learn from the study, in the evaluator's words, tied to evidence."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="lessons")
    number = models.PositiveIntegerField()
    text_es = models.TextField(max_length=1000)
    text_en = models.TextField(max_length=1000)
    evidence = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["study", "number"], name="lesson_numbered"),)

    def __str__(self) -> str:
        return f"{self.study} {self.number}"


class Recommendation(models.Model):
    """What should be done, tied to evidence, and what the programme answered."""

    class Response(models.TextChoices):
        NONE = "", _("Not answered yet")
        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Accepted in part")
        REJECTED = "rejected", _("Rejected")

    study = models.ForeignKey(Study, models.CASCADE, related_name="recommendations")
    number = models.PositiveIntegerField()
    text_es = models.TextField(max_length=1000)
    text_en = models.TextField(max_length=1000)
    evidence = models.JSONField(default=list)
    strength = models.CharField(max_length=1)
    scale_letter = models.CharField(max_length=1)
    cost = models.CharField(max_length=120, blank=True)
    owner = models.CharField(max_length=120)
    due = models.DateField(null=True, blank=True)
    next_test_es = models.CharField(max_length=300)
    next_test_en = models.CharField(max_length=300)
    holds_above = models.FloatField(null=True, blank=True)
    response = models.CharField(max_length=8, choices=Response, blank=True)
    response_text = models.TextField(max_length=1000, blank=True)
    response_owner = models.CharField(max_length=120, blank=True)
    response_due = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["study", "number"], name="recommendation_numbered"),
        )

    def __str__(self) -> str:
        return f"{self.study} {self.number}"


class FactCheckNote(models.Model):
    """What the programme holds for an error, and the evaluator's answer; both are printed."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="fact_check_notes")
    about = models.CharField(max_length=80)
    note = models.TextField(max_length=2000)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.study} {self.about}"
