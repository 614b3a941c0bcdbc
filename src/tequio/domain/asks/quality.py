"""What keeps an ask from being answered, found before a mentor sees it."""

import re
from dataclasses import dataclass
from typing import Final

from tequio.domain.people.search_text import searchable

FEWEST_WORDS_OF_QUESTION: Final = 5
FEWEST_WORDS_OF_CONTEXT: Final = 6


def _any_of(*phrases: str) -> re.Pattern[str]:
    """Matches any of the phrases, as whole words, in searchable text."""
    return re.compile(r"\b(?:" + "|".join(phrases) + r")\b")


ADDRESS: Final = re.compile(
    r"[\w.+-]+\s*(?:@|[(\[]\s*(?:at|arroba)\s*[)\]]|\barroba\b)\s*[\w-]+"
    r"\s*(?:\.|[(\[]\s*(?:dot|punto)\s*[)\]]|\b(?:punto|dot)\b)\s*\w+",
    re.IGNORECASE,
)
WEB: Final = re.compile(
    r"\b(?:https?://|www\.)\S+"
    r"|\b[\w-]+\.(?:com|net|org|gt|mx|me|ly|io|info|shop)\b(?:/\S*)?",
    re.IGNORECASE,
)
HANDLE: Final = re.compile(r"(?<![\w.])@[\w.]{3,}")
NUMBER: Final = re.compile(r"(?<![\w.,$])\+?\(?\d(?:[\s().-]{0,2}\d){7,14}(?![\w%])")
MONEY_BEFORE: Final = re.compile(r"(?:Q|\$|MXN|GTQ|USD)\s*$", re.IGNORECASE)
MONEY_AFTER: Final = re.compile(
    r"^\s*(?:quetzales|pesos|d[oó]lares|unidades|units|dollars)", re.IGNORECASE
)
ELSEWHERE: Final = _any_of(
    r"(?:mi|my) (?:numero|number|whatsapp|wasap|guasap|cel|celular|telefono|phone|e ?mail|correo)"
    r" (?:es|is)",
    r"(?:escribame|llameme|marqueme|contacteme|agregueme)"
    r" (?:a|al|por|en) (?:mi|whatsapp|telegram|facebook|instagram)",
    r"(?:text|call|message|add|reach) me (?:on|at|by)",
)
DIGIT: Final = (
    "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
    "|zero|one|two|three|four|five|six|seven|eight|nine"
)
SPELLED_NUMBER: Final = _any_of(rf"(?:{DIGIT})(?: (?:{DIGIT})){{5,}}")
QUESTION: Final = _any_of(
    "como",
    "que",
    "cual(?:es)?",
    "cuant[oa]s?",
    "cuando",
    "donde",
    "quien(?:es)?",
    "deberia",
    "debo",
    "puedo",
    "conviene",
    "vale la pena",
    "how",
    "what",
    "which",
    "when",
    "where",
    "who",
    "why",
    "should",
    "could",
    "can i",
    "do i",
    "is it",
    "does it",
    "am i",
    "are there",
)
MONEY_REQUESTED: Final = _any_of(
    r"(?:me|nos) (?:puede|podria|pueda|puedes|podrian?) (?:prestar|donar|regalar|financiar"
    r"|depositar|transferir|apoyar con (?:dinero|efectivo|capital))",
    r"(?:me|nos) (?:prestes?|dones?|regale|deposite|financie|transfiera)",
    r"prest(?:eme|ame|enme)|depositeme|regaleme|doneme",
    r"(?:puede|podria|quisiera|quiere|les? interesa) invertir en mi|invierta en mi",
    r"necesito que (?:me|nos) (?:preste|financie|done|de dinero|deposite|invierta)",
    r"necesito (?:su|tu) (?:dinero|apoyo economico)",
    r"(?:can|could|would|will) you (?:lend|loan|give|send|donate|wire|fund|invest in)"
    r"(?: \w+){0,3}? (?:me|us|money|my|our)",
    r"(?:can|could|would|will) you (?:lend|loan|fund) (?:me|us)",
    r"(?:lend|loan|give|send|wire) (?:me|us) (?:some )?(?:money|cash|funds|\d+)",
    r"invest in my|donate to my|i need you to (?:lend|fund|invest|pay)",
)

MONEY_OFFERED: Final = _any_of(
    r"(?:le|te|les) (?:puedo pagar|pagaria|pagare)",
    r"cuanto (?:me )?cobra(?:n|s|ria)? (?:por|usted|ustedes)",
    r"(?:i can|i could|i will|i would|can i|let me) pay you",
    r"how much do you charge",
)


@dataclass(frozen=True)
class Problem:
    """One thing to change: which field, why (a code), and the words it is about."""

    field: str
    code: str
    words: str = ""


def problems(*, context: str, question: str, tried: str) -> tuple[Problem, ...]:
    """Everything that should be changed before sending, in the order of the form."""
    found = [*_question_problems(question), *_context_problems(context)]
    for field, text in (("question", question), ("context", context), ("tried", tried)):
        found += [*contact_problems(field, text), *_money_problems(field, text)]
    return tuple(found)


def _question_problems(question: str) -> list[Problem]:
    words = searchable(question)
    if not words:
        return [Problem("question", "no_question")]
    if "?" not in question and "¿" not in question and not QUESTION.search(words):
        return [Problem("question", "no_question")]
    if len(set(words.split())) < FEWEST_WORDS_OF_QUESTION:
        return [Problem("question", "too_vague")]
    return []


def _context_problems(context: str) -> list[Problem]:
    if len(set(searchable(context).split())) < FEWEST_WORDS_OF_CONTEXT:
        return [Problem("context", "too_vague")]
    return []


def contact_problems(field: str, text: str) -> list[Problem]:
    """Each way to reach somebody, once: an address is not named again as the site in it."""
    found = [match for pattern in (ADDRESS, WEB, HANDLE) for match in pattern.finditer(text)]
    found += [match for match in NUMBER.finditer(text) if not _is_amount(text, match)]
    apart: list[re.Match[str]] = []
    for match in found:
        if all(match.end() <= one.start() or one.end() <= match.start() for one in apart):
            apart.append(match)
    said = [match.group().strip() for match in sorted(apart, key=lambda one: one.start())]
    for pattern in (ELSEWHERE, SPELLED_NUMBER):
        said += [match.group() for match in pattern.finditer(searchable(text))]
    return [Problem(field, "contact_details", words) for words in dict.fromkeys(said)]


def _is_amount(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    return bool(MONEY_BEFORE.search(before) or MONEY_AFTER.search(after))


def _money_problems(field: str, text: str) -> list[Problem]:
    words = searchable(text)
    return [
        Problem(field, code, said)
        for code, pattern in (
            ("money_requested", MONEY_REQUESTED),
            ("money_offered", MONEY_OFFERED),
        )
        for said in dict.fromkeys(match.group() for match in pattern.finditer(words))
    ]
