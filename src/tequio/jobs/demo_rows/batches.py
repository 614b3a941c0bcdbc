"""How many rows go to the database at once."""

from typing import Final

BATCH: Final = 1000
