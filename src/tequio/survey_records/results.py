"""Runs of the analysis and what they found: rows that are written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.survey_records.studies import Study


class AnalysisRun(models.Model):
    """One run of the whole specification on locked data."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    study = models.ForeignKey(Study, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    specification = models.JSONField(default=dict)
    data_hash = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    code_version = models.CharField(max_length=64)
    libraries = models.JSONField(default=dict)
    results_hash = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"run {self.pk} of {self.study}"


class Result(models.Model):
    """One number, table or chart under the identifier by which the report names it."""

    run = models.ForeignKey(AnalysisRun, models.CASCADE, related_name="results")
    identifier = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    content = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["run", "identifier"], name="result_once_a_run"),
        )

    def __str__(self) -> str:
        return self.identifier


class Publication(models.Model):
    """A folder that was published: the bytes are on disk, their hashes here."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="publications")
    run = models.ForeignKey(AnalysisRun, models.PROTECT, related_name="publications")
    files = models.JSONField(default=dict)  # name -> SHA-256
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"publication of {self.study}"
