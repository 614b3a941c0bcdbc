"""What large samples take another road for must come out the same."""

import numpy as np
import pytest

import survey_statistics.estimation.quantile_windows as windows
from survey_statistics.arrays import encode, is_missing
from survey_statistics.designs.build import survey_design
from survey_statistics.estimation import quantile

PROBABILITIES = [0, 0.001, 0.05, 0.25, 0.5, 0.5000001, 0.75, 0.99, 1]


def variables(n: int) -> dict[str, np.ndarray]:
    """Shapes on which a sample of the rows tells little, or nothing."""
    generator = np.random.default_rng(3)
    return {
        "skewed": np.exp(3 * generator.normal(size=n)),
        "few values": generator.integers(0, 20, n).astype(float),
        "in order": np.sort(generator.normal(size=n)),
        "constant": np.full(n, 3.0),
        "periodic": np.arange(n) % 29 * 1.0,
    }


@pytest.mark.parametrize("name", variables(1))
@pytest.mark.parametrize("rule", ["math", "school", "hf3"])
def test_a_window_of_sorted_rows_gives_the_quantile_of_all(
    name: str, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    n = windows.SMALLEST + 5000
    generator = np.random.default_rng(4)
    design = survey_design(
        weights=generator.uniform(0, 3, n).round(1), strata=[generator.integers(0, 5, n)]
    )
    y = variables(n)[name]
    narrow = quantile(design, y, PROBABILITIES, rule=rule)
    monkeypatch.setattr(windows, "SMALLEST", n + 1)
    whole = quantile(design, y, PROBABILITIES, rule=rule)
    for ours, all_sorted in zip(narrow, whole, strict=True):
        for figure in ("value", "standard_error", "low", "high"):
            expected = getattr(all_sorted, figure)
            close = expected if expected is None else pytest.approx(expected, rel=1e-12)
            assert getattr(ours, figure) == close


LABELS = {
    "one letter": np.array(list("bacab")),
    "words": np.array(["North", "South", "", "é", "North"]),
    "long words": np.array(["Chimaltenango occident", "Guatemala", "Chimaltenango oriente"]),
    "beyond Latin": np.array(["千", "a", "千"]),
    "too long": np.array(["x" * 40, "x" * 39 + "y", ""]),
    "bytes": np.array([b"aa", b"b", b""]),
    "every other": np.array(["ab", "c", "b", "d", "ab"])[::2],
    "small integers": np.array([-128, 127, 0], dtype=np.int8),
    "far apart": np.array([10**15, -5, 10**15, 7]),
    "late": np.concatenate([np.zeros(5000, dtype=np.int64), [10**15, 7]]),
    "unsigned": np.array([0, 2**64 - 1, 2**63], dtype=np.uint64),
    "truth": np.array([True, False, True]),
}


@pytest.mark.parametrize("name", LABELS)
def test_labels_are_coded_in_sorted_order_whatever_their_kind(name: str) -> None:
    labels, codes = np.unique(LABELS[name], return_inverse=True)
    coded = encode(LABELS[name])
    assert coded.codes.tolist() == codes.ravel().tolist()
    assert coded.labels.tolist() == labels.tolist()
    if LABELS[name].dtype.kind == "U":
        assert is_missing(LABELS[name]).tolist() == (LABELS[name] == "").tolist()
