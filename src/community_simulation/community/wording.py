"""How an ask is worded: who asks, about what, and what was tried."""

from datetime import datetime, timedelta
from typing import Final

from community_simulation.community import telling
from community_simulation.community.chance import Chance
from community_simulation.community.events import Ask
from community_simulation.community.people import Person
from community_simulation.community.tables import Problem
from community_simulation.community.telling import Teller
from community_simulation.community.writing import fill, voice

DAYS_TO_ANSWER: Final = 7
MINUTES: Final = {15: 0.2, 20: 0.25, 30: 0.35, 45: 0.12, 60: 0.08}


def teller_of(person: Person) -> Teller:
    """How an entrepreneur tells of problems; raises ValueError for somebody without a trade."""
    if person.trade is None:
        raise ValueError("without a trade there is nothing to tell")
    speaker = voice(
        language=person.language, gender=person.gender, town=person.town, trade=person.trade
    )
    speaks_indigenous = len(set(person.languages) - {"es", "en"}) > 0
    return Teller(speaker, person.trade, person.stage, speaks_indigenous)


def worded(
    key: int, problem: Problem, *, asker: Person, mentor: Person, at: datetime, chance: Chance
) -> Ask:
    """A waiting ask about the problem, in the words of the asker."""
    teller = teller_of(asker)
    speaker = teller.speaker
    context = f"{telling.opening(teller, chance)} {fill(problem.context, speaker, chance)}"
    return Ask(
        key=key,
        asker=asker.key,
        mentor=mentor.key,
        area=problem.area,
        context=context,
        question=fill(problem.question, speaker, chance),
        tried=fill(problem.tried, speaker, chance),
        minutes=chance.weighted(list(MINUTES), list(MINUTES.values())),
        language=asker.language,
        state="waiting",
        sent_at=at,
        due_at=at + timedelta(days=DAYS_TO_ANSWER),
    )
