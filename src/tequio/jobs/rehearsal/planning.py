"""The plan of a rehearsal: the standard one with the numbers of the preset."""

from typing import Any, Final

from community_simulation.study.presets import Preset
from tequio.domain.studies import plan

COST: Final = 1_200_000
CURRENCY: Final = "MXN"
IN_MONEY: Final = ("finance_amount", "sales_year")


def content(preset: Preset, *, replicates: int) -> dict[str, Any]:
    """A plan that can be locked; the log-side tier is among its weighting variables."""
    made = plan.standard(
        sample={"size": preset.sampled, "expected_response": preset.response},
        forms={"detailed_share": preset.detailed_share},
        follow_up={"share": preset.follow_up_share, "modes": ["phone"]},
        estimates={"replicates": replicates},
        costs={"total": COST, "currency": CURRENCY},
    )
    for indicator in made["indicators"]:
        if indicator["id"] in IN_MONEY:
            indicator["currency"] = CURRENCY
    return made
