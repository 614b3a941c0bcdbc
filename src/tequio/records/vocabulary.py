"""What the team changes in the vocabulary of areas, and what waits for its review."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.records.people import Person

LONGEST_PHRASE = 200


class AreaWording(models.Model):
    """The names and synonyms of one area, in place of those that come with the program."""

    area = models.CharField(max_length=40, unique=True)
    label_es = models.CharField(_("name in Spanish"), max_length=80)
    label_en = models.CharField(_("name in English"), max_length=80)
    synonyms_es = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    synonyms_en = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.area


class AreaExample(models.Model):
    """A phrase that stands for an area, beside those that come with the program; of nobody."""

    area = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=LONGEST_PHRASE)
    added_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["area", "language", "text"], name="one_example_per_area_and_text"
            ),
        )

    def __str__(self) -> str:
        return self.text


class CandidatePhrase(models.Model):
    """What somebody told, with an area they chose: perhaps an example. Goes when decided on."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="candidate_phrases")
    area = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=LONGEST_PHRASE)
    told_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "area", "told_at"], name="one_candidate_per_story_and_area"
            ),
        )
        indexes = (models.Index(fields=["told_at"], name="candidate_told"),)

    def __str__(self) -> str:
        return self.area


class VocabularyEdition(models.Model):
    """One row whose number rises with every change: each process sees that it has to read again."""

    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
