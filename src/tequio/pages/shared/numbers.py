"""A number is never alone: value, denominator, period, and an interval where it is an estimate."""

from dataclasses import dataclass

from tequio.pages.shared import dates


@dataclass(frozen=True)
class Share:
    """`value` of `of` did what `label` says, in `period`; `low` and `high` are shares of 1.

    Without `of` the value stands as a count. `matters` marks the one number of the page,
    `href` leads to what was counted.
    """

    value: float
    label: str
    of: float | None = None
    period: str = ""
    low: float | None = None
    high: float | None = None
    matters: bool = False
    href: str = ""

    @property
    def share(self) -> str:
        """The figure in large type: a percentage, a count, or a dash when nobody was asked."""
        if self.of is None:
            return dates.decimal(self.value)
        return dates.percent(self.value / self.of) if self.of else "–"

    @property
    def counted(self) -> str:
        return dates.decimal(self.value)

    @property
    def denominator(self) -> str:
        return "" if self.of is None else dates.decimal(self.of)

    @property
    def has_interval(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def low_text(self) -> str:
        return dates.percent(self.low or 0.0)

    @property
    def high_text(self) -> str:
        return dates.percent(self.high or 0.0)

    @property
    def point_x(self) -> str:
        return _on_axis(self.value / self.of if self.of else 0.0)

    @property
    def low_x(self) -> str:
        return _on_axis(self.low or 0.0)

    @property
    def high_x(self) -> str:
        return _on_axis(self.high or 0.0)


@dataclass(frozen=True)
class Bar:
    """One bar from zero: `value` of `of`."""

    label: str
    value: float
    of: float

    @property
    def counted(self) -> str:
        return dates.decimal(self.value)

    @property
    def denominator(self) -> str:
        return dates.decimal(self.of)

    @property
    def share(self) -> str:
        return dates.percent(self.value / self.of) if self.of else "–"

    @property
    def width(self) -> str:
        return _on_axis(self.value / self.of if self.of else 0.0)


def _on_axis(share: float) -> str:
    """Place a share on a drawn axis of 0% to 100%."""
    return f"{100 * min(1.0, max(0.0, share)):.1f}%"
