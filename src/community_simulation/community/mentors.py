"""The mentors: what they did, what they offer, how much room they have."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from community_simulation.community.entrepreneurs import Makers, joined, spoken
from community_simulation.community.people import Offer, Person
from community_simulation.community.tables import (
    Profession,
    areas,
    employers,
    lines,
    professions,
    towns,
)
from community_simulation.community.writing import Voice, fill, voice

PLACES: Final = {1: 0.20, 2: 0.35, 3: 0.20, 4: 0.15, 6: 0.07, 8: 0.03}
EVERY_STAGE: Final = ("idea", "operational", "earning", "profitable")
WRITES_ENGLISH: Final = 0.2
WOMEN: Final = 0.48
INDIGENOUS: Final = 0.35
PAUSED: Final = 0.07
LAPSED: Final = 0.22
LONGEST_HEADLINE: Final = 120
TRIES: Final = 30
CITIES: Final = {"Ciudad de Guatemala": 1.7, "Ciudad de México": 1.7, "Guadalajara": 1.5}


class MentorMaker:
    """Makes mentors whose headlines all differ."""

    def __init__(self, makers: Makers) -> None:
        self._makers = makers
        self._headlines: set[str] = set()

    def make(self, key: int) -> Person:
        """One mentor with a profile and room for a few asks."""
        makers, chance = self._makers, self._makers.chance
        weights = [town.weight * CITIES.get(town.name, 1.0) for town in towns()]
        town = chance.weighted(towns(), weights)
        gender = "f" if chance.happens(WOMEN) else "m"
        is_indigenous = bool(town.language) and chance.happens(INDIGENOUS)
        language = "en" if chance.happens(WRITES_ENGLISH) else "es"
        name = makers.namer.person(gender, town, is_indigenous=is_indigenous)
        joined_at = joined(makers, town.time_zone, growth=0.9)
        profession = chance.pick(professions())
        offer = self._offer(
            profession, voice(language=language, gender=gender, town=town), joined_at
        )
        return Person(
            key=key,
            email=makers.namer.address(name),
            name=name,
            gender=gender,
            language=language,
            languages=spoken(town, language, is_indigenous=is_indigenous, chance=chance),
            town=town,
            portrait_seed=chance.between(1, 2**31 - 1),
            joined_at=joined_at,
            last_seen_at=offer.lapsed_at or self._lately(joined_at),
            offer=offer,
        )

    def _lately(self, joined_at: datetime) -> datetime:
        ago = timedelta(hours=1 + self._makers.chance.waiting(130))
        return max(joined_at, self._makers.until - ago)

    def _offer(self, profession: Profession, speaker: Voice, joined_at: datetime) -> Offer:
        chance = self._makers.chance
        able = self._areas(profession)
        said = _with_profession(speaker, profession, able, self._makers)
        lapsed_at = paused_until = None
        if chance.happens(LAPSED):
            lapsed_at = joined_at + (self._makers.until - joined_at) * (0.1 + 0.8 * chance.share())
        elif chance.happens(PAUSED):
            paused_until = (self._makers.until + timedelta(days=chance.between(4, 55))).date()
        return Offer(
            headline=self._headline(said),
            about=self._about(said, is_own=profession.employer == "own"),
            employer=_employer_field(said, is_own=profession.employer == "own"),
            areas=able,
            industries=tuple(sorted(chance.some(profession.industries, chance.between(1, 3)))),
            stages=self._stages(),
            places_a_month=chance.weighted(list(PLACES), list(PLACES.values())),
            good_ask=self._good_ask(said),
            paused_until=paused_until,
            lapsed_at=lapsed_at,
        )

    def _areas(self, profession: Profession) -> tuple[str, ...]:
        """Two to six areas; the scarce ones are rarely among them."""
        chance, known = self._makers.chance, areas()
        able = [
            area for area in profession.areas if chance.happens(known[area].able_mentors ** 0.5)
        ]
        further = [area for area in known if known[area].able_mentors == 1 and area not in able]
        wanted = chance.between(2, 6)
        while len(able) < min(wanted, 3):
            able.append(further.pop(chance.between(0, len(further) - 1)))
        return tuple(able[:wanted])

    def _headline(self, said: Voice) -> str:
        """One line that no other mentor has; the years make a last resort different."""
        kinds, chance = lines(said.language)["headline"], self._makers.chance
        for _ in range(TRIES):
            line = fill(chance.pick(kinds), said, chance)
            if len(line) <= LONGEST_HEADLINE and line not in self._headlines:
                break
        else:
            line = fill(f"{kinds[0]}, {said.town}", said, chance)
        self._headlines.add(line)
        return line

    def _about(self, said: Voice, *, is_own: bool) -> str:
        kinds, chance = lines(said.language), self._makers.chance
        story = chance.some(kinds["story"], 1 + chance.happens(0.35))
        parts = [
            chance.pick(kinds["career_own" if is_own else "career"]),
            chance.pick(kinds["offer"]),
            *story,
            chance.pick(kinds["style"]),
        ]
        return " ".join(fill(part, said, chance) for part in parts)

    def _good_ask(self, said: Voice) -> str:
        kinds, chance = lines(said.language), self._makers.chance
        parts = (chance.pick(kinds["good_what"]), chance.pick(kinds["good_how"]))
        return " ".join(fill(part, said, chance) for part in parts)

    def _stages(self) -> tuple[str, ...]:
        chance = self._makers.chance
        if chance.happens(0.4):
            return EVERY_STAGE
        first = chance.between(0, 2)
        return EVERY_STAGE[first : first + chance.between(2, 3)]


def _with_profession(
    speaker: Voice, profession: Profession, able: tuple[str, ...], makers: Makers
) -> Voice:
    chance, language = makers.chance, speaker.language
    helps = [areas()[area].help[language] for area in chance.some(able, 2)]
    title = profession.title["en" if language == "en" else speaker.gender]
    return replace(
        speaker,
        slots={
            **speaker.slots,
            "title": title,
            "a_title": f"{'an' if title[0] in 'aeiou' else 'a'} {title}",
            "field": profession.field[language],
            "years": str(chance.between(6, 34)),
            "employer": chance.pick(employers()[profession.employer]),
            "help": helps[0],
            "help2": helps[-1],
        },
    )


def _employer_field(said: Voice, *, is_own: bool) -> str:
    if is_own:
        return "Own business" if said.language == "en" else "Negocio propio"
    employer = said.slots["employer"]
    return employer[0].upper() + employer[1:]
