"""What may not stand in a text that the other reads before a yes, whoever writes it and where."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from tequio.domain.people import unseen_signs
from tequio.domain.safety import contact_details, money

Found = Callable[[str], list[str]]
CONTACTS: Final[Mapping[str, Found]] = {
    **{kind: partial(contact_details.of_kind, kind) for kind in contact_details.KINDS},
    "identity_number": contact_details.identity_numbers,
    "unseen_signs": unseen_signs.found_in,
}
OF_ANYBODY: Final = {**CONTACTS, "money_requested": money.requested}
"""For what one says of oneself and of a business."""
OF_AN_ASKER: Final = {**OF_ANYBODY, "money_offered": money.offered}
OF_A_MENTOR: Final = {
    **CONTACTS,
    "money_charged": lambda text: [*money.charged(text), *money.requested(text)],
}


@dataclass(frozen=True)
class Problem:
    """One thing to change: which field, why (a code), and the words it is about."""

    field: str
    code: str
    words: str = ""


class TextRefused(Exception):
    """A text has to change before others see it; `problems` say where and why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


def problems(rules: Mapping[str, Found], texts: Mapping[str, str]) -> list[Problem]:
    """Everything that should be changed in these texts, in their order."""
    return [
        Problem(field, code, words)
        for field, text in texts.items()
        for code, found in rules.items()
        for words in found(text)
    ]


def refuse(rules: Mapping[str, Found], **texts: str) -> None:
    """Raises TextRefused if anything should be changed."""
    found = problems(rules, texts)
    if found:
        raise TextRefused(found)
