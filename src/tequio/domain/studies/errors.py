"""What can be wrong with a step of a study; each refusal carries a code and says what to change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


class StudyRefused(Exception):
    """A step that cannot be taken; `code` names the reason, `count` how many it concerns."""

    def __init__(self, code: str, count: int = 0) -> None:
        super().__init__(code if not count else f"{code}: {count}")
        self.code, self.count = code, count


class NotAllowed(StudyRefused):
    """This person's role in the study does not allow the step."""


class CannotHoldRole(StudyRefused):
    """This person may not have this role, or has one that excludes it: words in `refusals`."""


class WrongStage(StudyRefused):
    """The study is not where this step belongs: `locked`, `not_locked`, `not_frozen`, and so on."""


@dataclass(frozen=True)
class PlanFault:
    """What is wrong with one field of a plan, in both languages."""

    field: str
    code: str
    es: str
    en: str


class PlanRefused(StudyRefused):
    """A plan that cannot be read or locked, with every fault."""

    def __init__(self, faults: Sequence[PlanFault]) -> None:
        super().__init__("plan", len(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "; ".join(f"{fault.field}: {fault.en}" for fault in self.faults)


class FieldsRefused(StudyRefused):
    """Something typed that cannot stand; `faults` names each field and why."""

    what: ClassVar[str]

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(self.what, len(faults))
        self.faults = dict(faults)


@dataclass(frozen=True)
class CellFault:
    """One bad cell: its row (the head is row 1), its column, a code and what stands there."""

    row: int
    column: str
    code: str
    value: str = ""


class FrameRefused(StudyRefused):
    """A frame that cannot be frozen, with every bad cell; nothing of it was kept."""

    def __init__(self, faults: Sequence[CellFault]) -> None:
        super().__init__("frame", len(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "; ".join(f"row {f.row}, {f.column}: {f.code} {f.value}" for f in self.faults[:20])


class DrawRefused(StudyRefused):
    """A draw that is not made: `unsigned`, `too_early`, `not_the_value`, `asked_within_a_year`."""
