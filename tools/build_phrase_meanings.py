"""Encode every phrase that ships with the encoder that ships, so that a web worker need not.

PYTHONPATH=src .venv/bin/python tools/build_phrase_meanings.py
"""

from pathlib import Path

import numpy as np

from mentor_matching import vocabulary
from mentor_matching.needs import encoder, known_words, meaning
from mentor_matching.needs.phrases import Phrase, collect

OUTPUT = Path(__file__).parents[1] / "src" / "mentor_matching" / "data" / "phrase_meanings.npz"


def encoded(model: encoder.SentenceEncoder, phrases: list[Phrase]) -> np.ndarray:
    return meaning.encode(model, known_words.shipped(), [phrase.words for phrase in phrases])


def main() -> None:
    phrases = collect(vocabulary.areas(), vocabulary.examples())
    vectors = encoded(encoder.shipped(), phrases)
    scale = np.abs(vectors).max(axis=1, keepdims=True) / 127
    scale[scale == 0] = 1
    np.savez(
        OUTPUT,
        keys=np.array([meaning.key(phrase.words) for phrase in phrases], dtype=np.uint64),
        vectors=np.round(vectors / scale).astype(np.int8),
    )
    print(f"{len(phrases)} phrases")  # noqa: T201 build tool


if __name__ == "__main__":
    main()
