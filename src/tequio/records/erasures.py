"""Who was erased, told by a hash alone: read when an older backup comes back."""

from django.db import models


class Erasure(models.Model):
    """The public identifier of an erased person was random: from its hash nobody is found."""

    key_hash = models.BinaryField(max_length=32, unique=True)
    erased_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"erasure {self.pk}"
