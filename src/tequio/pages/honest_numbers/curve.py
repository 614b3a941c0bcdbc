"""The sensitivity curve as places on a drawing that fits every width."""

import math
from dataclasses import dataclass

from tequio.domain.studies.any_survey import Reading
from tequio.pages.honest_numbers.figures import Figures
from tequio.pages.shared import dates

HEIGHT = 240
GRIDS = (*(10.0**-n for n in range(10, 2, -1)), 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Mark:
    """A point of the axis with its words."""

    x: str
    y: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Curve:
    """A straight line from k = 0 to the largest k: the share is linear in k."""

    start_y: str
    end_y: str
    grid: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    naive: Mark | None
    floor: Mark
    threshold_y: str | None
    tip: Mark | None
    height: int = HEIGHT


def draw(reading: Reading, figures: Figures) -> Curve:
    """Places for the curve; call it only where k decides."""
    first, last = reading.curve[0], reading.curve[-1]
    wanted = max(last.share, reading.threshold or 0.0)
    step = next((g for g in GRIDS if wanted / g <= 5), GRIDS[-1])
    top = min(step * (int(wanted / step) + 1), 1.0) * 1.08

    def y(share: float) -> str:
        return f"{HEIGHT * (1 - share / top):.2f}"

    def x(k: float) -> str:
        return f"{100 * k / reading.largest_k:.2f}%"

    lines = [step * i for i in range(int(top / step) + 1)]
    decimals = max(0, -math.floor(math.log10(step)) - 2)
    ks = [k for k in (0.0, 0.25, 0.5, 0.75, 1.0, 1.25) if k <= reading.largest_k]
    ends = {0.0: "start", reading.largest_k: "end"}
    one = next((point for point in reading.curve if point.k == 1), None)
    tipping = reading.tipping
    seen = tipping is not None and tipping <= reading.largest_k
    return Curve(
        start_y=y(first.share),
        end_y=y(last.share),
        grid=tuple(
            Mark("0%", y(value), dates.percent(value, digits=decimals), "start") for value in lines
        ),
        ticks=tuple(Mark(x(k), str(HEIGHT), dates.decimal(k), ends.get(k, "middle")) for k in ks),
        naive=Mark(x(1), y(one.share), figures.share(one.share)) if one else None,
        floor=Mark("0%", y(first.share), figures.share(first.share)),
        threshold_y=None if reading.threshold is None else y(reading.threshold),
        tip=Mark(x(tipping or 0), y(reading.threshold or 0), dates.decimal(round(tipping or 0, 2)))
        if seen
        else None,
    )
