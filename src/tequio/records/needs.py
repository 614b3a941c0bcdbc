"""What is on somebody's mind, and the needs it became."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.records.people import Person


class Story(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="stories")
    text = models.TextField(_("what is on your mind"), max_length=4000)
    language = models.CharField(max_length=5)
    told_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "stories"
        indexes = (models.Index(fields=["person", "-told_at"], name="story_latest"),)

    def __str__(self) -> str:
        return f"story {self.pk}"


class Need(models.Model):
    """An expertise area that a person looks for: suggested by the program or added by hand.

    What is only offered waits for the person's own mark and looks for nobody.
    """

    class Origin(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested from the story")
        OFFERED = "offered", _("Offered, to be marked by the person")
        ADDED = "added", _("Added by the person")

    person = models.ForeignKey(Person, models.CASCADE, related_name="needs")
    story = models.ForeignKey(Story, models.SET_NULL, null=True, blank=True, related_name="needs")
    area = models.CharField(max_length=40)
    because = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.SUGGESTED)
    position = models.PositiveSmallIntegerField(default=0)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["person", "area"], name="one_need_per_area"),
        )

    def __str__(self) -> str:
        return self.area


class UnmetSearch(models.Model):
    """A search that found nobody with room: what the gap map counts."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="unmet_searches")
    area = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=5)
    country = models.CharField(max_length=2, blank=True)
    wanted_language = models.CharField(max_length=3, blank=True, db_default="")
    wanted_country = models.CharField(max_length=2, blank=True, db_default="")
    wanted_industry = models.CharField(max_length=4, blank=True, db_default="")
    searched_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "unmet searches"
        indexes = (models.Index(fields=["area", "country"], name="unmet_by_area"),)

    def __str__(self) -> str:
        return self.area or self.text
