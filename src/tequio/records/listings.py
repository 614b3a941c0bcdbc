"""The lines of the directory, written by the database itself."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import MD5, Cast

from tequio.records.people import Person


class ListedMentor(models.Model):
    """One row for each mentor whom the directory shows; everybody else has none.

    Nothing of the program writes here. Triggers on people and on what mentors offer keep it
    (migration 0010), so that no road to a change can forget it. `card` is what the directory
    shows of the two, as a JSON list; places and answers change too often and are read beside it.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="listed")
    search_name = models.CharField(max_length=130)
    areas = ArrayField(models.CharField(max_length=40))
    industries = ArrayField(models.CharField(max_length=4))
    languages = ArrayField(models.CharField(max_length=3))
    country = models.CharField(max_length=2)
    card = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["search_name", "person"], name="listed_in_order"),
            models.Index(MD5(Cast("person_id", models.TextField())), name="listed_in_turn"),
            GinIndex(fields=["areas"], name="listed_areas"),
            GinIndex(fields=["industries"], name="listed_industries"),
            GinIndex(fields=["search_name"], opclasses=["gin_trgm_ops"], name="listed_by_name"),
        )

    def __str__(self) -> str:
        return self.search_name


class ListedArea(models.Model):
    """One row for each area that a listed mentor offers: read in order from an index alone.

    A trigger on the lines keeps it (migration 0015).
    """

    mentor = models.ForeignKey(ListedMentor, models.CASCADE, related_name="by_area")
    area = models.CharField(max_length=40)
    search_name = models.CharField(max_length=130)

    class Meta:
        indexes = (
            models.Index(fields=["area", "search_name", "mentor"], name="area_in_order"),
            models.Index("area", MD5(Cast("mentor_id", models.TextField())), name="area_in_turn"),
        )

    def __str__(self) -> str:
        return f"{self.area}: {self.search_name}"
