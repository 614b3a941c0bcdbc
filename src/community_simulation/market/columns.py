"""What the columns of the tables say, for those who read them."""

from __future__ import annotations

from textwrap import fill

COLUMNS = {
    "matches": "accepted requests in a week; in a season: matches a week",
    "of capacity": "matches of all places",
    "served": "share of the entrepreneurs with a match at least",
    "reply rate": "share of the requests that end in a match",
    "idle": "share of the mentors with places who get no match",
    "load gini": "how unevenly requests fall on mentors (in the week: on places): 0 is evenly, 1 "
    "all on one",
    "requests": "how many were sent in the season",
    "without room": "requests sent to mentors without a free place",
    "asked top 1 percent": "share of the requests that go to the 1% of mentors asked most",
    "forecast error": "how far the forecast reply rates of mentors lie from their true ones at the "
    "end (root mean square)",
    "brier": "mean squared error of the forecasts of replies: 0 is foresight, .25 a coin",
    "calibration error": "how far requests forecast alike are answered more or less often than "
    "forecast, on average",
}
NO_FIGURE = "-"
NOTHING = "no figure: nothing happened that it is a share of, or there is one seed only"
WIDTH = 96


def legend() -> str:
    """The columns and what each says, one a line or more."""
    told = {**COLUMNS, NO_FIGURE: NOTHING}
    widest = max(map(len, told))
    return "\n".join(
        fill(
            words, WIDTH, initial_indent=f"{name:{widest}}  ", subsequent_indent=" " * (widest + 2)
        )
        for name, words in told.items()
    )
