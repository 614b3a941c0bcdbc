"""One comparison with an outside number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A case, its referee's number and ours; `digits` after the point if the source rounds."""

    case: str
    quantity: str
    source: str
    theirs: float
    ours: float
    digits: int | None = None

    @property
    def difference(self) -> float:
        """Relative difference, absolute where theirs is 0; of rounded numbers where printed."""
        ours = self.ours if self.digits is None else round(self.ours, self.digits)
        return abs(ours - self.theirs) / (abs(self.theirs) or 1.0)

    def line(self) -> str:
        """The row as a line of a Markdown table."""
        note = "" if self.digits is None else f" (printed, {self.digits} digits)"
        return (
            f"| {self.case} | {self.quantity} | {self.source} | {self.theirs:.12g} "
            f"| {self.ours:.12g} | {self.difference:.1e}{note} |"
        )
