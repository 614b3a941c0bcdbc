"""What both directions agree on: languages, sheets, columns of our own, names of helpers."""

from typing import Any, Final

Content = dict[str, Any]
SPANISH: Final = "Español (es)"
ENGLISH: Final = "English (en)"
AFTER_CONSENT: Final = "after_consent"
CONSENT: Final = "a_consent"
GIVEN: Final = f"${{{CONSENT}}} = '1'"
WITH_MISSING: Final = "__m"  # ends a list of choices that also offers the missing codes
COMPANION: Final = "_missing"  # ends the item that takes a missing code for a number
MISSING_LIST: Final = "missing"
OWN: Final = ("number", "core", "implied", "exclusive", "publish", "page", "kind")
NUMBERS: Final = ("integer", "decimal", "money")
TYPES: Final = {"one": "select_one", "many": "select_multiple", "money": "decimal"}
KINDS: Final = {
    "select one": "one",
    "select all that apply": "many",
    "string": "text",
    "int": "integer",
}


def only_alone(code: str) -> str:
    """The check of a choice that excludes all others, for programs that know no such thing."""
    return f"not(selected(., '{code}') and count-selected(.) > 1)"
