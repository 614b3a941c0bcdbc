"""Who may join, and what follows from who somebody is."""

import re
import unicodedata
import zlib
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from tequio.domain.people import look_alikes, unseen_signs
from tequio.domain.safety import contact_details

_time_zones: Final = cache(available_timezones)  # it walks over six hundred files each time


def why_not_joinable(
    *, as_entrepreneur: bool, as_mentor: bool, is_adult: bool, accepts_rules: bool
) -> str:
    """A code of what stands in the way, or nothing."""
    if not is_adult:
        return "not_adult"
    if not accepts_rules:
        return "rules_not_accepted"
    if not (as_entrepreneur or as_mentor):
        return "no_role"
    return ""


def portrait_seed(public_id: str) -> int:
    """A stable number from which the portrait's pattern and colours are drawn."""
    return zlib.crc32(public_id.encode()) & 0x7FFFFFFF


def known_time_zone(name: str) -> str:
    """The name if it is a time zone, or nothing."""
    return name if name in _time_zones() else ""


WEB_OR_MAIL: Final = re.compile(r"https?:|www\.|@|\b[\w-]+\.(?:com|net|org|info|io|gt|mx)\b", re.I)
TELEPHONE: Final = re.compile(r"(?:\d\W{0,2}){6}")
DIRECTION: Final = frozenset("\u200e\u200f")
"""Marks that a text may hold and a name, which stands inside the sentences of others, may not."""
MOST_MARKS: Final = 2
"""On one letter, after those that have a letter of their own: Arabic and Vietnamese need two."""
OF_THE_HOUSE: Final = re.compile(
    r"\b(?:tequio|admin|(?:sys|web)admin|administra(?:cion|dora?|tor|tion)"
    r"|modera(?:cion|dora?|tor|tion)|coordina(?:cion|dora?|tor|tion)|soporte|support|staff"
    r"|webmaster|help ?desk|(?:atencion|servicio) al (?:cliente|usuario)|customer (?:service|care))"
    r"(?:e?s)?\b|^(?:team|equipo|el|la)?tequio(?:team|equipo|oficial|official)?$"
)


def why_not_a_name(name: str) -> str:
    """A code of why this cannot be a person's name, or nothing.

    Names stand in mails and beside buttons: they carry no address, no invisible sign that turns
    text around, and do not speak for the house.
    """
    if not any(sign.isalpha() for sign in name):
        return "no_letters"
    turns = any(sign in DIRECTION or unicodedata.category(sign) == "Cc" for sign in name)
    if turns or unseen_signs.found_in(name):
        return "invisible_signs"
    if _has_piled_marks(name):
        return "many_marks"
    if WEB_OR_MAIL.search(name):
        return "address"
    if TELEPHONE.search(name) or contact_details.of_kind("telephone", name):
        return "telephone"
    if contact_details.ways_to_reach(name):
        return "address"
    return "of_the_house" if _speaks_for_the_house(name) else ""


def _has_piled_marks(name: str) -> bool:
    marks = [bool(unicodedata.combining(sign)) for sign in unicodedata.normalize("NFC", name)]
    return any(
        all(marks[start : start + MOST_MARKS + 1]) for start in range(len(marks) - MOST_MARKS)
    )


def _speaks_for_the_house(name: str) -> bool:
    words = look_alikes.folded(name)
    return bool(OF_THE_HOUSE.search(words) or OF_THE_HOUSE.search(words.replace(" ", "")))
