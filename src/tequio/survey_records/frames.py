"""The frame and the draw: who could be asked, who was, with what chance."""

from django.db import models

from tequio.survey_records.identifiers import respondent_key
from tequio.survey_records.studies import Study


class Frame(models.Model):
    """One frozen list. A correction is a further version, never an edit."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="frames")
    version = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=12)  # platform or csv
    rule = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["study", "version"], name="frame_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.study} {self.version}"


class FrameUnit(models.Model):
    """One line of the frame: an opaque key and what the platform knew, coarse enough to publish."""

    frame = models.ForeignKey(Frame, models.CASCADE, related_name="units")
    key = models.CharField(max_length=32, default=respondent_key)
    facts = models.JSONField(default=dict)
    permanent_number = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["frame", "key"], name="frame_key_once"),)

    def __str__(self) -> str:
        return self.key


class Draw(models.Model):
    """How the sample came to be: everything needed to draw it again."""

    study = models.OneToOneField(Study, models.CASCADE, related_name="draw")
    frame = models.ForeignKey(Frame, models.PROTECT, related_name="draws")
    design = models.JSONField(default=dict)
    public_value = models.CharField(max_length=200)
    public_value_source = models.CharField(max_length=200)
    seed = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draw of {self.study}"
