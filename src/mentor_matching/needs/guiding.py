"""A few plain questions for somebody who does not know what they need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from mentor_matching import tables
from mentor_matching.needs.results import NeedMatch

FEWEST = 3
MOST = 5
_BECAUSE = {"es": "usted eligió «{answer}»", "en": "you chose “{answer}”"}


@dataclass(frozen=True, slots=True)
class GuidingAnswer:
    """One answer to choose from, and the areas that help whoever chooses it, likeliest first.

    `stages` is "idea", "running", or empty where the answer suits both.
    """

    id: str
    stages: str
    text: Mapping[str, str]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuidingQuestion:
    """One question; its weight says how much its answers count against those of others."""

    id: str
    weight: int
    text: Mapping[str, str]
    answers: list[GuidingAnswer] = field(default_factory=list)


@cache
def questions() -> tuple[GuidingQuestion, ...]:
    """All questions in the order in which they are asked.

    >>> [question.id for question in questions()]
    ['worry', 'wish', 'selling', 'numbers']
    """
    asked: dict[str, GuidingQuestion] = {}
    for row in tables.rows("guiding_questions.csv"):
        text = {"es": row["es"], "en": row["en"]}
        if not row["answer"]:
            asked[row["question"]] = GuidingQuestion(row["question"], int(row["weight"]), text)
            continue
        areas = tuple(row["areas"].split(";"))
        answer = GuidingAnswer(row["answer"], row["stages"], text, areas)
        asked[row["question"]].answers.append(answer)
    return tuple(asked.values())


def answers_for(question: GuidingQuestion, *, has_only_an_idea: bool | None) -> list[GuidingAnswer]:
    """The answers that suit somebody with an idea, with a running business, or (None) anybody.

    >>> [answer.id for answer in answers_for(questions()[3], has_only_an_idea=True)]
    ['nothing_yet']
    """
    unfit = {None: "", True: "running", False: "idea"}[has_only_an_idea]
    return [answer for answer in question.answers if not unfit or answer.stages != unfit]


def needs_from_answers(chosen: Mapping[str, str], language: str) -> tuple[NeedMatch, ...]:
    """Three to five areas, likeliest first, each with the answer that speaks most for it.

    An area earns its question's weight times 3, 2 or 1 by its place in the answer; `score` is its
    share of the most that one area could earn from these answers.

    Args:
        chosen: question id -> answer id; unknown ones and unanswered questions count nothing.
        language: "es" or "en", of the reasons.

    Returns:
        No area if nothing known was chosen.

    >>> for need in needs_from_answers({"worry": "no_money_left", "numbers": "no"}, "en"):
    ...     print(need.area_id, round(need.score, 2), need.because)
    pricing 0.83 you chose “I sell and still no money is left”
    cashflow 0.67 you chose “I sell and still no money is left”
    accounting 0.5 you chose “I sell and still no money is left”
    """
    points: dict[str, int] = {}
    because: dict[str, str] = {}
    possible = 0
    for question in questions():
        answer = next((a for a in question.answers if a.id == chosen.get(question.id)), None)
        if answer is None:
            continue
        possible += question.weight * len(answer.areas)
        reason = _BECAUSE[language].format(answer=answer.text[language])
        for place, area in enumerate(answer.areas):
            points[area] = points.get(area, 0) + question.weight * (len(answer.areas) - place)
            because.setdefault(area, reason)
    best = sorted(points, key=lambda area: -points[area])[:MOST]
    return tuple(NeedMatch(area, points[area] / possible, because[area]) for area in best)
