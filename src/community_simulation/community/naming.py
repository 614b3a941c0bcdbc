"""Names of people and businesses, and addresses that can never reach anybody."""

import unicodedata
from typing import Final

from community_simulation.community.chance import Chance
from community_simulation.community.tables import Town, Trade, names

DOMAIN: Final = "example.org"
ONLY_AFTER_MARIA: Final = frozenset({"José", "del Carmen", "de los Ángeles"})
SECOND_NAME: Final = 0.35
LOCAL_SURNAME: Final = 0.8


class Namer:
    """Gives each person a name and an address that nobody else has."""

    def __init__(self, chance: Chance, *, taken: frozenset[str] = frozenset()) -> None:
        self._chance = chance
        self._names: set[str] = set()
        self._addresses = set(taken)

    def person(self, gender: str, town: Town, *, is_indigenous: bool) -> str:
        """One or two given names and two surnames, of the language of the town if indigenous."""
        while True:
            name = f"{self._given(gender)} {self._surnames(town, is_indigenous=is_indigenous)}"
            if name not in self._names:
                self._names.add(name)
                return name

    def address(self, name: str) -> str:
        """An address at example.org, which is reserved and receives nothing."""
        words = _plain(name).split()
        stem = f"{words[0]}.{words[-2]}"
        address, number = f"{stem}@{DOMAIN}", 1
        while address in self._addresses:
            number += 1
            address = f"{stem}{number}@{DOMAIN}"
        self._addresses.add(address)
        return address

    def _given(self, gender: str) -> str:
        kind = "woman" if gender == "f" else "man"
        first = self._chance.pick(names()[kind])
        if not self._chance.happens(SECOND_NAME):
            return first
        second = self._chance.pick(names()[f"{kind}_second"])
        if second == first or (second in ONLY_AFTER_MARIA and first != "María"):
            return first
        return f"{first} {second}"

    def _surnames(self, town: Town, *, is_indigenous: bool) -> str:
        first = second = self._surname(town, is_indigenous=is_indigenous)
        while second == first:
            second = self._surname(town, is_indigenous=is_indigenous)
        return f"{first} {second}"

    def _surname(self, town: Town, *, is_indigenous: bool) -> str:
        is_local = is_indigenous and self._chance.happens(LOCAL_SURNAME)
        return self._chance.pick(names()[town.language if is_local else town.country])


def business_name(trade: Trade, owner: str, gender: str, town: Town, chance: Chance) -> str:
    """What stands over the door."""
    words = names()
    endings = (
        chance.pick(words["word"]),
        chance.pick(words["word"]),
        chance.pick(words[f"word_{town.country}"]),
        chance.pick(words["word" if "tech" in trade.tags else "saint"]),
        f"{'Doña' if gender == 'f' else 'Don'} {owner.split()[0]}",
        owner.split()[-2] if len(owner.split()[-2]) > 2 else owner.split()[-1],
    )
    return f"{chance.pick(trade.names)} {chance.pick(endings)}"


def _plain(text: str) -> str:
    """Small letters without accents or apostrophes."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if sign.isascii() and (sign.isalnum() or sign == " "))
