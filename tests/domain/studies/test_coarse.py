"""Nobody stands alone in a frame."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.domain.studies import coarse

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "gender": st.sampled_from("mf"),
            "country": st.sampled_from(["GT", "MX"]),
            "stage": st.sampled_from(["idea", "earning", "profitable"]),
            "log_m2": st.sampled_from("01"),
        }
    ),
    max_size=60,
)


def sizes(rows: list[dict[str, str]]) -> list[int]:
    return sorted(Counter(tuple(sorted(row.items())) for row in rows).values())


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_each_combination_is_shared_by_five(rows: list[dict[str, str]]) -> None:
    made, blanked = coarse.coarsened(rows)
    assert len(made) == len(rows)
    if len(rows) >= coarse.K:
        assert min(sizes(made)) >= coarse.K
    gone = sum(bool(a[c]) and not b[c] for a, b in zip(rows, made, strict=True) for c in a)
    assert gone == sum(blanked.values())
    assert all(b[c] in ("", a[c]) for a, b in zip(rows, made, strict=True) for c in a)


def test_gender_goes_before_country() -> None:
    rows = [{"gender": "f", "country": "GT"}] * 115 + [{"gender": "m", "country": "GT"}] * 3
    rows += [{"gender": "x", "country": "GT"}] * 2
    made, blanked = coarse.coarsened(rows)
    assert blanked == {"gender": 5}
    assert {row["country"] for row in made} == {"GT"}


def test_what_many_would_lose_everybody_loses() -> None:
    """Else the women whose gender is left would be the women nobody mentored."""
    rows = [{"gender": "f", "log_m2": "0"}] * 60 + [{"gender": "m", "log_m2": "0"}] * 60
    rows += [{"gender": gender, "log_m2": "1"} for gender in "ffffmmmmxxxx"]
    made, blanked = coarse.coarsened(rows)
    assert {row["gender"] for row in made} == {""}
    assert blanked == {"gender": len(rows)}
    assert [row["log_m2"] for row in made] == [row["log_m2"] for row in rows]


def test_fewer_than_five_keep_no_fact() -> None:
    made, _ = coarse.coarsened([{"gender": "f", "country": "GT"}] * 4)
    assert made == [{"gender": "", "country": ""}] * 4


def test_what_is_given_stays_as_it_was() -> None:
    rows = [{"gender": "f"}]
    coarse.coarsened(rows)
    assert rows == [{"gender": "f"}]


def test_a_published_number_is_shared_by_about_fifty_or_more() -> None:
    assert coarse.steps_for(49) == 1
    assert coarse.steps_for(1000) == 20
    assert coarse.steps_for(20_000) == 50
    assert coarse.rounded_number(0.123456, 10) == 0.15
    assert len({coarse.rounded_number(n / 1000, 20) for n in range(1000)}) == 20
