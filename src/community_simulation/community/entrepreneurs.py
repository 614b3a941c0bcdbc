"""The entrepreneurs: who they are, what they do, what is on their mind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from community_simulation.community import hours, telling
from community_simulation.community.chance import Chance
from community_simulation.community.naming import Namer, business_name
from community_simulation.community.people import Business, Need, Person, Story
from community_simulation.community.tables import Town, Trade, towns, trades
from community_simulation.community.telling import ProblemBook, Teller, fitting
from community_simulation.community.writing import fill, voice

STAGE_SHARES: Final = {"idea": 0.27, "operational": 0.23, "earning": 0.30, "profitable": 0.20}
ASKS: Final = {"idea": 0.22, "operational": 0.28, "earning": 0.34, "profitable": 0.34}
HINDRANCES: Final = {
    "idea": {"O": 0.32, "W": 0.42, "E": 0.10, "looking": 0.16},
    "operational": {"O": 0.40, "W": 0.26, "E": 0.18, "looking": 0.16},
    "earning": {"O": 0.44, "W": 0.16, "E": 0.24, "looking": 0.16},
    "profitable": {"O": 0.40, "W": 0.12, "E": 0.32, "looking": 0.16},
}
WOMEN: Final = 0.58
INDIGENOUS: Final = 0.55
SPEAKS_INDIGENOUS: Final = 0.65
ON_THE_SITE: Final = frozenset(("quc", "mam", "kek", "cak", "nah", "yua", "zap", "tzo"))
WRITES_ENGLISH: Final = 0.2
ALSO_SPEAKS_ENGLISH: Final = 0.06
WITHOUT_STORY: Final = 0.45
SECOND_PROBLEM: Final = 0.6
GROWTH: Final = 0.7
WITHOUT_VISITORS: Final = frozenset(
    ("Nezahualcóyotl", "Villa Nueva", "Mixco", "Toluca", "Mazatenango", "Escuintla", "Coatepeque")
)
LARGE_CITIES: Final = frozenset(
    (
        *("Ciudad de México", "Ciudad de Guatemala", "Nezahualcóyotl", "Mixco", "Villa Nueva"),
        *("Guadalajara", "Monterrey", "Tijuana", "Puebla", "León", "Acapulco", "Toluca"),
    )
)
COFFEE_REGIONS: Final = frozenset(
    (
        *("Huehuetenango", "San Marcos", "Alta Verapaz", "Sololá", "Chiquimula", "Sacatepéquez"),
        *("Chiapas", "Veracruz", "Oaxaca", "Zacapa", "Jalapa"),
    )
)
SPAN: Final = timedelta(days=730)


@dataclass(frozen=True)
class Makers:
    """What is shared while people are made."""

    chance: Chance
    namer: Namer
    book: ProblemBook
    until: datetime


def make_entrepreneur(key: int, makers: Makers) -> Person:
    """One entrepreneur with business, languages and, if told, a story."""
    chance = makers.chance
    town = chance.weighted(towns(), [town.weight for town in towns()])
    local = [trade for trade in trades() if belongs(trade, town)]
    trade = chance.weighted(local, [trade.weight for trade in local])
    gender = "f" if chance.happens(WOMEN) else "m"
    is_indigenous = bool(town.language) and chance.happens(INDIGENOUS)
    language = "en" if chance.happens(WRITES_ENGLISH) else "es"
    languages = spoken(town, language, is_indigenous=is_indigenous, chance=chance)
    stage = chance.weighted(list(STAGE_SHARES), list(STAGE_SHARES.values()))
    name = makers.namer.person(gender, town, is_indigenous=is_indigenous)
    joined_at = joined(makers, town.time_zone, growth=GROWTH)
    hindrance = _hindrance(stage, chance)
    speaker = voice(language=language, gender=gender, town=town, trade=trade)
    teller = Teller(speaker, trade, stage, len(set(languages) - {"es", "en"}) > 0)
    return Person(
        key=key,
        email=makers.namer.address(name),
        name=name,
        gender=gender,
        language=language,
        languages=languages,
        town=town,
        portrait_seed=chance.between(1, 2**31 - 1),
        joined_at=joined_at,
        last_seen_at=min(
            joined_at + timedelta(days=chance.waiting(12)), makers.until - timedelta(minutes=7)
        ),
        business=_business(trade, name, gender, town, teller, chance),
        trade=trade,
        story=_story(teller, hindrance, joined_at, makers),
        hindrance=hindrance,
    )


def belongs(trade: Trade, town: Town) -> bool:
    """Whether one would find such a business there: no coffee farm in Tijuana."""
    if "tourism" in trade.tags and town.name in WITHOUT_VISITORS:
        return False
    if "farm" in trade.tags and town.name in LARGE_CITIES:
        return False
    if trade.key == "coffee_farm":
        return town.region in COFFEE_REGIONS
    return bool(town.language) or "textile" not in trade.tags


def spoken(town: Town, language: str, *, is_indigenous: bool, chance: Chance) -> tuple[str, ...]:
    """Spanish always, then the language of the town and English for those who have them."""
    has_english = language == "en" or chance.happens(ALSO_SPEAKS_ENGLISH)
    has_local = town.language in ON_THE_SITE and is_indigenous and chance.happens(SPEAKS_INDIGENOUS)
    return ("es", *([town.language] if has_local else []), *(["en"] if has_english else []))


def joined(makers: Makers, time_zone: str, *, growth: float) -> datetime:
    """When somebody joined: more in the later months, at a local hour of use."""
    passed = SPAN * makers.chance.share() ** growth
    moment = hours.on_the_day(makers.until - SPAN + passed, time_zone, makers.chance)
    return min(moment, makers.until - timedelta(minutes=makers.chance.between(40, 400)))


def _hindrance(stage: str, chance: Chance) -> str:
    if chance.happens(ASKS[stage]):
        return ""
    shares = HINDRANCES[stage]
    return chance.weighted(list(shares), list(shares.values()))


def _business(
    trade: Trade, owner: str, gender: str, town: Town, teller: Teller, chance: Chance
) -> Business:
    is_named = teller.stage != "idea" or chance.happens(0.3)
    words = fill("{place}", teller.speaker, chance)
    noun = words.split(" ", 1)[1]
    return Business(
        name=business_name(trade, owner, gender, town, chance) if is_named else "",
        trade=noun[0].upper() + noun[1:],
        industry=trade.isic,
        stage=teller.stage,
    )


def _story(teller: Teller, hindrance: str, joined_at: datetime, makers: Makers) -> Story | None:
    chance, language = makers.chance, teller.speaker.language
    told_at = joined_at + timedelta(minutes=chance.between(3, 25))
    if hindrance == "W":
        if chance.happens(WITHOUT_STORY):
            return None
        wondering = fill(
            chance.pick(fitting("no_idea", language, teller.stage)), teller.speaker, chance
        )
        return Story(f"{telling.opening(teller, chance)} {wondering}", language, told_at, ())
    if hindrance == "looking" and chance.happens(WITHOUT_STORY):
        return None
    scarce = hindrance == "E"
    first = makers.book.choose_scarce(teller) if scarce else makers.book.choose(teller)
    told = [first]
    if chance.happens(SECOND_PROBLEM):
        told.append(makers.book.choose(teller, areas_not=(first.area,)))
    text, needs = telling.tell(teller, told, chance)
    return Story(text, language, told_at, _with_another(needs, teller, makers))


def _with_another(needs: tuple[Need, ...], teller: Teller, makers: Makers) -> tuple[Need, ...]:
    """Sometimes one more need, added by hand."""
    if not makers.chance.happens(0.3):
        return needs
    known = {need.area for need in needs}
    further = makers.book.choose(teller, areas_not=known).area
    return needs if further in known else (*needs, Need(further, ""))
