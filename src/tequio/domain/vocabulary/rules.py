"""What may not stand in a phrase: strangers read it as the reason why an area is suggested."""

import re
from typing import Final

from tequio.domain.safety import contact_details, texts

LONG_NUMBER: Final = re.compile(r"\d(?:[ .,/-]?\d){5,}")
"""Of an account, a paper, a plate or a bill; a year or a price is shorter."""


def long_numbers(text: str) -> list[str]:
    """Numbers of six digits or more, in the words of the text."""
    return [found.group() for found in LONG_NUMBER.finditer(contact_details.readable(text))]


OF_A_PHRASE: Final = {**texts.CONTACTS, "long_number": long_numbers}
