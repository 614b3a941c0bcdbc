"""Need detection against BM25 over the same phrases, and against its limits, in one run.

    PYTHONPATH=src python benchmarks/need_detection.py [--calibrate]

Prints hit rates a language on every set of queries (how far to trust each:
tests/references/needs/README.md), the share of them and of small talk that it is sure of, then
the CPU milliseconds a query, the CPU seconds to load and the size on disk. Exits 1 when a limit
is missed. `--calibrate` also fits the chance that a proposal is right on phrases left out of the
vocabulary: the constants in `needs/detection.py`.
"""

import csv
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from mentor_matching import needs, text, vocabulary
from mentor_matching.needs.meaning import shipped
from mentor_matching.needs.phrases import Phrase, collect
from mentor_matching.needs.scoring import Scorer, leads, lexical

ROOT = Path(__file__).parents[1]
REFERENCES = ROOT / "tests" / "references" / "needs"
STYLES, SURE = "styles_frozen.csv", "sure_frozen.csv"
OUTSIDE = tuple(f"outside_{letter}.csv" for letter in "abcdefghi")
# Which are blind still, and what was read of the others: the README beside them says it.
EVERYDAY = "everyday.csv"
NOTHING = "nothing"
SMALL_TALK = tuple(f"small_talk{number}.csv" for number in ("", "_2", "_3", "_4", "_5"))
SETS = (
    "blind.csv",
    "blind_2.csv",
    "held_out.csv",
    "final_check.csv",
    "development_queries.csv",
    STYLES,
    EVERYDAY,
    *OUTSIDE,
)
BOUND = {"blind.csv", "blind_2.csv", "held_out.csv", STYLES, EVERYDAY, *OUTSIDE}
LONG = 2_000
"""The most letters that the form takes: the outside texts are joined up to it."""
LIMITS = {"hit@3": 0.88, "hit@5": 0.93, "ms": 10.0, "load s": 1.0, "MB": 100.0}
SURE_OF_NEEDS, SURE_OF_SMALL_TALK = 0.95, 0.25
FOLDS, SEED, FEWEST_WORDS = 5, 1, 4

Query = tuple[str, str, set[str]]
Ranker = Callable[[str], list[str]]


def queries(name: str) -> list[Query]:
    with (REFERENCES / name).open(encoding="utf-8") as lines:
        return [
            (row["language"], row["text"], set(row.get("areas", "").split(";")))
            for row in csv.DictReader(lines)
            if row.get("style") != NOTHING
        ]


def sure_share(asked: Sequence[Query]) -> float:
    return float(np.mean([needs.detect(story).sure for _, story, _ in asked]))


def ours(story: str) -> list[str]:
    return [match.area_id for match in needs.detect(story).areas]


def bm25() -> Ranker:
    areas = vocabulary.areas()
    phrases = collect(areas, vocabulary.examples())
    index = lexical([phrase for phrase in phrases if phrase.owner < len(areas)])

    def rank(story: str) -> list[str]:
        words = text.words(story)
        scores = index.scores({text.stem(w, one) for one in vocabulary.LANGUAGES for w in words})
        return [areas[i].id for i in np.argsort(-scores, kind="stable")[:5] if scores[i] > 0]

    return rank


def hit_rates(rank: Ranker, asked: Sequence[Query]) -> dict[str, float]:
    found = [(rank(story), wanted) for _, story, wanted in asked]
    return {
        f"hit@{depth}": float(np.mean([bool(wanted & set(ids[:depth])) for ids, wanted in found]))
        for depth in (1, 3, 5)
    }


def milliseconds(asked: Sequence[Query]) -> tuple[float, float]:
    spent = []
    for _, story, _ in asked:
        started = time.process_time()
        needs.detect(story)
        spent.append(1000 * (time.process_time() - started))
    return float(np.median(spent)), float(np.percentile(spent, 99))


def long_stories() -> list[Query]:
    """Stories as long as the form lets them be, each of a dozen texts of the outside sets."""
    texts = [story for name in OUTSIDE for _, story, _ in queries(name)]
    return [("", " ".join(texts[i : i + 20])[:LONG], set()) for i in range(0, len(texts) - 20, 4)]


def seconds_to_load() -> float:
    """CPU seconds from nothing to the first answer, imports included, in a fresh process."""
    code = (
        "import time; from mentor_matching import needs; needs.detect('hola');"
        "print(time.process_time())"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    return float(result.stdout)


def megabytes() -> float:
    package = ROOT / "src" / "mentor_matching"
    return sum(path.stat().st_size for path in package.rglob("*") if path.is_file()) / 1e6


def left_out_scores() -> tuple[np.ndarray, np.ndarray]:
    """Score and lead of areas for phrases left out in turn, and whether each area was right."""
    everything = collect(vocabulary.areas(), vocabulary.examples())
    folds = np.random.default_rng(SEED).integers(0, FOLDS, len(everything))
    scores, right = [], []
    for fold in range(FOLDS):
        tested = [
            phrase
            for phrase, its_fold in zip(everything, folds, strict=True)
            if its_fold == fold and phrase.quotable and len(phrase.words) >= FEWEST_WORDS
        ]
        scorer = _trained_without(everything, tested)
        for phrase in tested:
            of_areas = scorer.score([phrase.words]).areas
            scores.append(np.column_stack([of_areas, leads(of_areas)]))
            right.append(np.arange(len(of_areas)) == phrase.owner)
    return np.concatenate(scores), np.concatenate(right)


def _trained_without(everything: Sequence[Phrase], tested: Sequence[Phrase]) -> Scorer:
    held_back = {id(phrase) for phrase in tested}
    rest = [phrase for phrase in everything if id(phrase) not in held_back]
    return Scorer(rest, len(vocabulary.areas()), shipped())


def logistic_fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression on the columns of x, the constant last, by Newton."""
    X = np.column_stack([x, np.ones(len(x))])
    w = np.zeros(X.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-X @ w))
        w += np.linalg.solve((X * (p * (1 - p))[:, None]).T @ X, X.T @ (y - p))
    return w


def report(label: str, value: float, limit: float, *, at_least: bool) -> bool:
    met = value >= limit if at_least else value <= limit
    sign = ">=" if at_least else "<="
    print(f"{label:<42} {value:8.3f}   limit {sign} {limit:g}   {'ok' if met else 'MISSED'}")
    return met


def of_set(name: str, language: str, peer: Ranker) -> bool:
    """Print one set's hit rates beside the peer's; whether its limits are met, if it has any."""
    asked, met = [query for query in queries(name) if query[0] == language], True
    mine, theirs = hit_rates(ours, asked), hit_rates(peer, asked)
    print(f"{name} {language}, {len(asked)} queries")
    for measure, value in mine.items():
        ratio = value / theirs[measure]
        print(f"  {measure}  {value:.3f}   BM25 {theirs[measure]:.3f}   x{ratio:.2f}")
        if name in BOUND and measure in LIMITS:
            met &= report("  " + measure, value, LIMITS[measure], at_least=True)
    if name in BOUND:
        met &= report("  sure", sure_share(asked), SURE_OF_NEEDS, at_least=True)
    return met


def of_small_talk(name: str, language: str) -> bool:
    asked = [query for query in queries(name) if query[0] == language]
    label = f"{name} {language}, {len(asked)} lines, sure"
    return report(label, sure_share(asked), SURE_OF_SMALL_TALK, at_least=False)


def of_styles(name: str, language: str) -> None:
    """Print the hit rates of each style of a set; only the whole set has limits."""
    with (REFERENCES / name).open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["language"] == language]
    for style in dict.fromkeys(row["style"] for row in rows):
        asked = [
            (language, r["text"], set(r["areas"].split(";"))) for r in rows if r["style"] == style
        ]
        rates = "  ".join(f"{hit} {rate:.3f}" for hit, rate in hit_rates(ours, asked).items())
        rates = "" if style == NOTHING else rates + "  "
        print(f"  {style:<10} {len(asked):3d} queries  {rates}sure {sure_share(asked):.3f}")


def of_kinds() -> None:
    """Print both errors of "sure": needs in a few words, and texts that ask for nothing."""
    with (REFERENCES / SURE).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for kind, language in sorted({(row["kind"], row["language"]) for row in rows}):
        asked = [
            (language, row["text"], set[str]())
            for row in rows
            if (row["kind"], row["language"]) == (kind, language)
        ]
        print(f"{SURE} {kind} {language}, {len(asked)} lines, sure {sure_share(asked):.3f}")


def main() -> int:
    peer, met = bm25(), True
    for language in vocabulary.LANGUAGES:
        for name in SETS:
            met &= of_set(name, language, peer)
            if name in {STYLES, *OUTSIDE}:
                of_styles(name, language)
        for name in SMALL_TALK:
            met &= of_small_talk(name, language)
    of_kinds()
    lengths = {"": queries("held_out.csv"), " of 2,000 letters": long_stories()}
    for kind, asked in lengths.items():
        median, slowest = milliseconds(asked)
        met &= report(f"CPU ms a query{kind}, median", median, LIMITS["ms"], at_least=False)
        met &= report(f"CPU ms a query{kind}, p99", slowest, LIMITS["ms"], at_least=False)
    met &= report("CPU s to load", seconds_to_load(), LIMITS["load s"], at_least=False)
    met &= report("MB installed", megabytes(), LIMITS["MB"], at_least=False)
    if "--calibrate" in sys.argv:
        score, lead, none = logistic_fit(*left_out_scores())
        print(f"fit on left-out phrases: score {score:.2f}, lead {lead:.2f}, none {none:.2f}")
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
