"""What keeps an ask from being answered, found before a mentor sees it."""

import re
from typing import Final

from tequio.domain.asks.general_questions import is_general
from tequio.domain.people.search_text import searchable
from tequio.domain.safety import texts
from tequio.domain.safety.contact_details import readable
from tequio.domain.safety.texts import Problem

FEWEST_WORDS_OF_QUESTION: Final = 5
FEWEST_WORDS_OF_CONTEXT: Final = 6
FEWEST_WORDS_IN_A_ROW: Final = 3
MOST_QUESTIONS: Final = 3
SENTENCES: Final = re.compile(r"[.?!¿¡;\n]+")
ASKING_WORD: Final = r"(?:como|que|cual(?:es)?|cuant[oa]s?|cuando|donde|quien(?:es)?|por que)"
ACCENTED: Final = re.compile(
    r"\b(?:cómo|qué|cuál(?:es)?|cuánt[oa]s?|cuándo|dónde|quién(?:es)?)\b", re.IGNORECASE
)
TELLS: Final = (
    r"(?:no|soy|tengo|tenia|vendo|no vendo|mi|mis|el|la|los|las|yo|ya|estoy|solo|hay|es|son|era"
    r"|ahora|aqui|nadie|nunca|casi|le dije|me|nos|se me|i|my|the|we|there|nobody)"
)
SPANISH_QUESTION: Final = re.compile(
    rf"^(?:y |pero |entonces |hola |buenos dias |buenas tardes |buenas )?"
    rf"(?:(?:como|que|quien(?:es)?|donde) (?!{TELLS}\b)"
    r"|(?:en|a|de|con|para|por|desde|hasta) (?:que|cual(?:es)?|cuant[oa]s?|quien(?:es)?|donde) "
    r"|(?:cual(?:es)?|cuant[oa]s?|cuando (?:debo|puedo|conviene|es|hay|tengo que)) "
    r"|deberia|debo|puedo|conviene|vale la pena|me conviene|es mejor|es bueno)"
    rf"|\b(?:saber|pregunta es|duda es|pregunto|explique|explicar(?:me)?|digame|decir(?:me)?"
    rf"|aconseje|oriente|entiendo|entender|no se|nose|averiguar|aprender|decidir|recomienda|ensene)"
    rf"(?: \w+){{0,3}}? (?:{ASKING_WORD}|si)\b"
    r"|\b(?:si (?:deberia|debo|puedo|me conviene|conviene|vale la pena))\b"
)
ENGLISH_QUESTION: Final = re.compile(
    r"^(?:and |but |so |hello |hi )?(?:(?:in |at |for |to |by )?(?:how|what|which|where|who|why)"
    rf" (?!{TELLS}\b)|when (?:should|can|do|is)|should|could|can i|can you|do i|is it|does it|am i"
    r"|are there|would|is there)\b"
    r"|\b(?:know|wonder|tell me|explain|question is|sure|understand|deciding|decide|ask|learn"
    r"|advise me|show me|find out|figure out)(?: \w+){0,2}? (?:how|what|which|where|who|why|when"
    r"|if|whether)\b"
)


def problems(*, context: str, question: str, tried: str) -> tuple[Problem, ...]:
    """Everything that should be changed before sending, in the order of the form."""
    written = {"question": question, "context": context, "tried": tried}
    return (
        *_question_problems(question),
        *_context_problems(context),
        *texts.problems(texts.OF_AN_ASKER, written),
    )


def advice(*, context: str, question: str, tried: str) -> tuple[Problem, ...]:
    """What could be better in an ask that may be sent as it is, for the writer to decide."""
    if problems(context=context, question=question, tried=tried) or not is_general(question):
        return ()
    return (Problem("question", "general"),)


def _question_problems(question: str) -> list[Problem]:
    words = searchable(question)
    if not words or not _asks(question):
        return [Problem("question", "no_question")]
    if _questions_in(question) > MOST_QUESTIONS:
        return [Problem("question", "many_questions")]
    longest = max((len(searchable(part).split()) for part in SENTENCES.split(question)), default=0)
    is_broken_up = longest < FEWEST_WORDS_IN_A_ROW
    if is_broken_up or len(set(words.split())) < FEWEST_WORDS_OF_QUESTION:
        return [Problem("question", "too_vague")]
    return []


def _asks(text: str) -> bool:
    """Whether something is asked: by its sign, by an accent, or by how a sentence is built."""
    text = readable(text)
    if "?" in text or "¿" in text or ACCENTED.search(text):
        return True
    parts = [searchable(part) for part in re.split(r"[.?!¿¡;,:\n]+", text)]
    return any(SPANISH_QUESTION.search(part) or ENGLISH_QUESTION.search(part) for part in parts)


def _questions_in(text: str) -> int:
    """How many questions have their own sign; several signs in a row are one."""
    return sum(bool(searchable(part)) for part in text.split("?")[:-1])


def _context_problems(context: str) -> list[Problem]:
    if len(set(searchable(context).split())) < FEWEST_WORDS_OF_CONTEXT:
        return [Problem("context", "too_vague")]
    return []
