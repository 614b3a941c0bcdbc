"""Which items of an uploaded form our own pages and checks cannot use, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tequio.domain.studies.questionnaires.model import Item, Questionnaire
from tequio.domain.studies.questionnaires.xpath import UnusableCondition, parse

ON_THE_WEB: Final = frozenset(
    {"one", "many", "integer", "decimal", "money", "text", "note", "calculate"}
)
_PATTERN = re.compile(r"regex\s*\([^,]*,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")


@dataclass(frozen=True)
class UnusableItem:
    """An item and the reason: `kind`, `repeat`, `cascade`, `condition` or `calculated`."""

    name: str
    reason: str


def unusable_items(questionnaire: Questionnaire) -> tuple[UnusableItem, ...]:
    """Items with conditions that cannot be checked; in the short form also what no page shows."""
    calculated = {item.name for item in questionnaire.items if item.kind == "calculate"}
    found = []
    for item in questionnaire.items:
        found += [UnusableItem(item.name, why) for why in _conditions(item, calculated)]
        if questionnaire.form == "short":
            found += [UnusableItem(item.name, why) for why in _on_a_page(item)]
    return tuple(found)


def _conditions(item: Item, calculated: set[str]) -> Iterator[str]:
    for text in filter(None, (item.relevant, item.constraint)):
        try:
            spoken_of = parse(text).variables
            for single, double in _PATTERN.findall(text):
                re.compile(single or double)
        except (UnusableCondition, re.error):
            yield "condition"
        else:
            if spoken_of & calculated:
                yield "calculated"


def _on_a_page(item: Item) -> Iterator[str]:
    if item.kind not in ON_THE_WEB:
        yield "kind"
    if "*" in item.group:
        yield "repeat"
    if item.choice_filter:
        yield "cascade"
