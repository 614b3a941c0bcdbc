"""The areas and the detector of needs, with what the team changed, in each process.

What comes with the program is the start; records override names and synonyms and add examples.
A change is seen within half a minute. Building a detector takes half a second, so a thread of
its own does it, and the one of before goes on until it is done.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

import structlog

from mentor_matching import needs as detection
from mentor_matching import vocabulary
from mentor_matching.needs import NeedDetection, NeedDetector
from mentor_matching.vocabulary import Area, Example
from tequio.records.vocabulary import AreaExample, AreaWording, VocabularyEdition

log = structlog.get_logger(__name__)
LOOK_AGAIN_AFTER: Final = 30.0
THE_ROW: Final = 1
SEARCHED_AGAIN: Final = 120  # letters: what is looked for, page after page; stories are not kept
KEPT: Final = 512


@dataclass(frozen=True, eq=False)
class Words:
    """One edition of the vocabulary; without a detector of its own, that of the program."""

    edition: int
    areas: tuple[Area, ...]
    detector: NeedDetector | None = None

    @cached_property
    def by_id(self) -> dict[str, Area]:
        return {area.id: area for area in self.areas}

    def detect(self, text: str, language: str | None) -> NeedDetection:
        if len(text) > SEARCHED_AGAIN:
            return self._detect(text, language)
        return self._kept(text, language)

    @cached_property
    def _detect(self) -> Callable[[str, str | None], NeedDetection]:
        return self.detector.detect if self.detector else detection.detect

    @cached_property
    def _kept(self) -> Callable[[str, str | None], NeedDetection]:
        """The next page of a search, or a filter on it, is not thought over again."""
        return lru_cache(KEPT)(self._detect)


class WordsInMemory:
    """The edition of this process, and the thread that makes the next one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._builder: threading.Thread | None = None
        self.forget()

    def current(self) -> Words:
        """The edition of half a minute ago at most, and half a second for building."""
        if time.monotonic() - self._looked > LOOK_AGAIN_AFTER and self._lock.acquire(
            blocking=False
        ):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._words

    def wait(self) -> None:
        """Until the edition that is being made is there."""
        if self._builder is not None:
            self._builder.join()

    def forget(self) -> None:
        """The next caller looks at the records again."""
        self._words = Words(0, vocabulary.areas())
        self._looked = -LOOK_AGAIN_AFTER

    def _look(self) -> None:
        self._looked = time.monotonic()
        edition = edition_now()
        if edition != self._words.edition and not (self._builder and self._builder.is_alive()):
            read = edition, _areas(), _examples()
            self._builder = threading.Thread(target=self._build, args=read, daemon=True)
            self._builder.start()

    def _build(self, edition: int, areas: tuple[Area, ...], examples: tuple[Example, ...]) -> None:
        self._words = Words(edition, areas, NeedDetector(areas, examples))
        log.info("vocabulary_built", edition=edition)


in_memory: Final = WordsInMemory()


def areas() -> tuple[Area, ...]:
    """All areas, as the team words them."""
    return in_memory.current().areas


def area(area_id: str) -> Area:
    """The area with this identifier. Raises KeyError."""
    return in_memory.current().by_id[area_id]


def detect(text: str, language: str | None) -> NeedDetection:
    """The likeliest areas for a text, with the vocabulary of this moment."""
    return in_memory.current().detect(text, language)


def edition_now() -> int:
    """How often the vocabulary was changed."""
    found = VocabularyEdition.objects.filter(pk=THE_ROW).values_list("number", flat=True)
    return found.first() or 0


def _areas() -> tuple[Area, ...]:
    worded = {wording.area: wording for wording in AreaWording.objects.all()}
    return tuple(
        _reworded(area, worded[area.id]) if area.id in worded else area
        for area in vocabulary.areas()
    )


def _reworded(area: Area, wording: AreaWording) -> Area:
    return replace(
        area,
        label_es=wording.label_es,
        label_en=wording.label_en,
        synonyms_es=tuple(wording.synonyms_es),
        synonyms_en=tuple(wording.synonyms_en),
    )


def _examples() -> tuple[Example, ...]:
    known = {area.id for area in vocabulary.areas()}
    added = AreaExample.objects.filter(area__in=known).order_by("pk")
    return vocabulary.examples() + tuple(
        Example(*row) for row in added.values_list("area", "language", "text")
    )
