"""The expertise areas that mentors offer, and how people say that they need them."""

from dataclasses import dataclass
from functools import cache

from mentor_matching import tables

LANGUAGES = ("es", "en")


class UnknownAreaError(LookupError):
    """No expertise area has this identifier."""


@dataclass(frozen=True, slots=True)
class Area:
    """One of the things a mentor can help with, in both languages."""

    id: str
    label_es: str
    label_en: str
    description_es: str
    description_en: str
    synonyms_es: tuple[str, ...]
    synonyms_en: tuple[str, ...]

    def label(self, language: str) -> str:
        """The name of the area in "es" or "en"."""
        return self.label_en if language == "en" else self.label_es

    def description(self, language: str) -> str:
        """One line about the area in "es" or "en"."""
        return self.description_en if language == "en" else self.description_es

    def synonyms(self, language: str) -> tuple[str, ...]:
        """Words that name the area in "es" or "en"."""
        return self.synonyms_en if language == "en" else self.synonyms_es


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """A heading under which lists show areas that belong together."""

    id: str
    label_es: str
    label_en: str
    area_ids: tuple[str, ...]

    def label(self, language: str) -> str:
        """The heading in "es" or "en"."""
        return self.label_en if language == "en" else self.label_es


@dataclass(frozen=True, slots=True)
class Example:
    """A problem as a person would write it, and the area that helps with it."""

    area_id: str
    language: str
    text: str


def _area(row: dict[str, str]) -> Area:
    return Area(
        id=row["id"],
        label_es=row["label_es"],
        label_en=row["label_en"],
        description_es=row["description_es"],
        description_en=row["description_en"],
        synonyms_es=tuple(row["synonyms_es"].split(";")),
        synonyms_en=tuple(row["synonyms_en"].split(";")),
    )


@cache
def areas() -> tuple[Area, ...]:
    """All expertise areas in the order in which lists show them.

    >>> len(areas()), areas()[0].label("en")
    (48, 'Pricing and costing')
    """
    return tuple(_area(row) for row in tables.rows("expertise_areas.csv"))


@cache
def groups() -> tuple[AreaGroup, ...]:
    """The groups of areas in the order in which lists show them; each area is in one of them.

    >>> groups()[0].label("es"), groups()[0].area_ids[:2]
    ('Dinero y cuentas', ('pricing', 'cashflow'))
    """
    return tuple(
        AreaGroup(row["id"], row["label_es"], row["label_en"], tuple(row["areas"].split(";")))
        for row in tables.rows("area_groups.csv")
    )


@cache
def examples() -> tuple[Example, ...]:
    """All example phrases, each for one area and in one language."""
    return tuple(
        Example(row["area_id"], row["language"], row["text"])
        for row in tables.rows("example_phrases.csv")
    )


def area(area_id: str) -> Area:
    """The area with this identifier, or `UnknownAreaError`.

    >>> area("pricing").label("es")
    'Precios y costeo'
    """
    for candidate in areas():
        if candidate.id == area_id:
            return candidate
    raise UnknownAreaError(area_id)
