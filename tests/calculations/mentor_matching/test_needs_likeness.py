"""Cosines with many phrases, exact where it matters."""

import numpy as np

from mentor_matching.needs.likeness import Likeness


def unit_rows(count: int, seed: int) -> np.ndarray:
    fading = np.geomspace(1, 0.1, 256)
    rows = (np.random.default_rng(seed).standard_normal((count, 256)) * fading).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_phrase_of_zeros_is_like_nothing() -> None:
    phrases = np.concatenate([np.zeros((1, 256), dtype=np.float32), unit_rows(5, 1)])
    assert Likeness(phrases).of(unit_rows(2, 2))[:, 0].tolist() == [0, 0]


def test_the_nearest_phrases_are_those_of_the_whole_product() -> None:
    phrases, asked = unit_rows(3_000, 3), unit_rows(40, 4)
    exact, found = asked @ phrases.T, Likeness(phrases).of(asked)
    best = exact.argmax(axis=1)
    assert (found.argmax(axis=1) == best).all()
    rows = np.arange(len(asked))
    assert np.allclose(found[rows, best], exact[rows, best], atol=5e-3)
