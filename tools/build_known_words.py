"""Find the words of Spanish and English, their accents, and common words of other languages.

Every word of a Spanish and an English list, and every word of our own phrases, by its form
without accents: the language that it leans to and the way it is usually written.

    python -m venv /tmp/meanings
    /tmp/meanings/bin/pip install wordfreq
    PYTHONPATH=src /tmp/meanings/bin/python tools/build_known_words.py
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from wordfreq import top_n_list, word_frequency

from mentor_matching import tables, text, vocabulary

OUTPUT = Path(__file__).parents[1] / "src" / "mentor_matching" / "data" / "known_words.npz"
LIST_LENGTH = {"es": 50_000, "en": 30_000}
FOREIGN = {"fr": 4_000, "de": 4_000, "pt": 4_000, "it": 4_000, "nl": 3_000, "ca": 2_000}
RARE = 1e-7
CLEARLY = 4.0
SPANISH, BOTH, ENGLISH, OTHER = 1, 0, -1, 2


@dataclass
class Word:
    """How a word is written with accents, and how often each language uses it."""

    written: str
    es: float = 0.0
    en: float = 0.0

    @property
    def frequency(self) -> float:
        return max(self.es, self.en, RARE)

    @property
    def language(self) -> int:
        if self.es > CLEARLY * self.en:
            return SPANISH
        return ENGLISH if self.en > CLEARLY * self.es else BOTH


def listed_words() -> dict[str, Word]:
    """The commonest words of both languages, by their form without accents."""
    found: dict[str, Word] = {}
    for language, length in LIST_LENGTH.items():
        for written in top_n_list(language, length):
            forms = text.words(written)
            if len(forms) != 1:
                continue
            word = found.setdefault(forms[0], Word(written))
            frequency = word_frequency(written, language)
            if frequency > word.frequency:
                word.written = written
            setattr(word, language, max(getattr(word, language), frequency))
    return found


def own_words() -> dict[str, Word]:
    """The words of our vocabulary, phrases and trade names."""
    phrases = [(example.text, example.language) for example in vocabulary.examples()]
    phrases += [(row["text"], row["language"]) for row in tables.rows("unclear_phrases.csv")]
    phrases += [(row["names"], row["language"]) for row in tables.rows("trade_names.csv")]
    for area in vocabulary.areas():
        for language in vocabulary.LANGUAGES:
            phrases += [(name, language) for name in area.synonyms(language)]
            phrases += [(area.label(language), language), (area.description(language), language)]
    found: dict[str, Word] = {}
    for phrase, language in phrases:
        for written in text.written_words(phrase):
            for form in text.words(written):
                word = found.setdefault(form, Word(written.lower()))
                setattr(word, language, RARE)
    return found


def foreign_words(known: dict[str, Word]) -> list[str]:
    """Common words of neighbouring languages that neither Spanish nor English uses much.

    "Logo" is Portuguese for "soon", but a word that names an area is ours.
    """
    ours_by_name = {
        form
        for area in vocabulary.areas()
        for language in vocabulary.LANGUAGES
        for name in (area.label(language), *area.synonyms(language))
        for form in text.words(name)
    }
    found: set[str] = set()
    for language, length in FOREIGN.items():
        for written in top_n_list(language, length):
            for form in text.words(written):
                ours = known[form].frequency if form in known else 0.0
                if word_frequency(written, language) > CLEARLY * ours and len(form) > 1:
                    found.add(form)
    return sorted(found - ours_by_name)


def lines(forms: list[str]) -> np.ndarray:
    """One word a line, as bytes: numpy's own strings take four bytes a letter."""
    return np.frombuffer("\n".join(forms).encode("utf-8"), dtype=np.uint8)


def main() -> None:
    words = listed_words()
    for form, word in own_words().items():
        words.setdefault(form, word)
    forms = sorted(words)
    accented = [f"{form} {words[form].written}" for form in forms if form != words[form].written]
    foreign = foreign_words(words)
    np.savez(
        OUTPUT,
        words=lines(forms),
        accented=lines(accented),
        languages=np.array([words[form].language for form in forms], dtype=np.int8),
        foreign=lines(foreign),
    )
    print(f"{len(forms)} words, {len(foreign)} foreign words")  # noqa: T201 build tool


if __name__ == "__main__":
    main()
