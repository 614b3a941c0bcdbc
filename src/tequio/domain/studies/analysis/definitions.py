"""The same results under every other definition of mentored: what the switchboard shows.

A result under the plan's definition keeps its name; under M0 it is `M0.` and that name. Results
that carry their definition in the name (T13, F10, T17, T21, H) are not repeated.
"""

from dataclasses import replace
from typing import Final

from tequio.domain.studies.analysis.bases import emptied
from tequio.domain.studies.analysis.comparison import between_arms
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import Context
from tequio.domain.studies.analysis.experience import experience
from tequio.domain.studies.analysis.field import by_effort
from tequio.domain.studies.analysis.funnel import by_group
from tequio.domain.studies.analysis.log_bounds import log_bounds
from tequio.domain.studies.analysis.material import TIERS
from tequio.domain.studies.analysis.money import money
from tequio.domain.studies.analysis.outcomes import contributions, indicators
from tequio.domain.studies.analysis.reasons import reasons
from tequio.domain.studies.analysis.subgroups import of_the_definition

PARTS: Final = (
    *(by_group, by_effort, experience, indicators, contributions, log_bounds),
    *(between_arms, of_the_definition, reasons, money),
)


MADE: Final = (
    *("F4", "F8", "F11", "F12", "F14", "I", "T13.outcome", "T14", "T15", "T18", "T19", "T20"),
    *("T21.arm", "T21.mde", "T21.negative_control", "T26", "T30", "T7.effort"),
    "T16.other_help.mentored",
)
"""What the parts make, by the beginnings of the names."""


def under(context: Context, definition: str) -> Context:
    """The same study and weights, with another definition of mentored."""
    material = context.material
    plan = {**material.plan, "mentored": definition}
    values = {**material.values, "mentored": material.tier(definition)}
    data = replace(material.data, plan=plan)
    return Context(replace(material, data=data, values=values), context.weighting)


def under_each(context: Context, results: Results) -> Results:
    """Whatever another definition of mentored would change, under each of the others."""
    found: Results = {}
    for definition in TIERS:
        if definition == context.material.definition:
            continue
        other = under(context, definition)
        made: Results = {}
        for part in PARTS if definition in context.shown else ():
            made |= part(other)
        for name, one in results.items():
            if name not in made and any(name == m or name.startswith(f"{m}.") for m in MADE):
                made[name] = emptied(one)
        found |= {
            f"{definition}.{name}": one for name, one in made.items() if one != results.get(name)
        }
    return found
