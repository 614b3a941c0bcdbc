"""The codes of the rules as sentences for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from tequio.domain.safety.contact_details import KINDS
from tequio.domain.safety.texts import Problem
from tequio.pages.safety import text_words

HINTS: Final = ("too_vague", "no_question", "many_questions", "general")
"""What is missing; everything else has to go."""
SAID_LIVE: Final = (*HINTS, *KINDS, "money_requested", "money_offered")


@dataclass(frozen=True)
class Said:
    """All that one field should change for one reason, as a sentence."""

    field: str
    code: str
    sentence: str

    @property
    def is_hint(self) -> bool:
        return self.code in HINTS


def said_of(problems: Iterable[Problem]) -> list[Said]:
    """One sentence for each field and reason, with all the words it is about."""
    return [
        Said(field, code, _problem_sentence(field, code, words))
        for (field, code), words in text_words.by_field(problems).items()
    ]


def _problem_sentence(field: str, code: str, words: list[str]) -> str:
    """What to change, and why a mentor would answer more readily."""
    hints = {
        "no_question": _("Ask one question: what do you want to know from the mentor?"),
        "too_vague": _too_vague(field),
        "general": _(
            "This question could be anybody's: name what does not go as you wish. For example: "
            "“On Mondays I sell 20 breads of 60: what would you change first?”"
        ),
        "many_questions": _(
            "These are several questions. Keep the one that matters most now: "
            "one question is answered more often, and the others can follow in the conversation."
        ),
    }
    return hints.get(code) or text_words.sentence(code, words)


def _too_vague(field: str) -> str:
    if field == "question":
        return _("Say your question with a few more words, so that the mentor can answer it.")
    return _(
        "Say a little more about your business: what you sell, to whom, and with what figures."
    )


def refusal_sentence(reason: str, *, name: str, most: int) -> str:
    """Why this ask cannot be sent to this mentor, and what to do instead."""
    sentences = {
        "oneself": _("This is your own page."),
        "already_asked": _("You already have an open ask with %(name)s."),
        "taken_back_today": _(
            "You took back an ask to %(name)s today. Write again tomorrow, or choose another "
            "mentor: what you write here goes along."
        ),
        "too_many_open": _(
            "You have %(most)d open asks, the most at a time. Wait for an answer or withdraw one."
        ),
        "paused": _(
            "%(name)s takes a pause at the moment. "
            "Choose another mentor: what you write here goes along."
        ),
        "no_room": _(
            "%(name)s has no place left this month. "
            "Choose another mentor: what you write here goes along."
        ),
        "no_business": _(
            "First a few words about your business: the mentor sees them with your question. "
            "Then you go on with your question."
        ),
        "no_shared_language": _(
            "You and %(name)s share no language. "
            "Add your languages in the settings, or choose another mentor."
        ),
        "not_found": _(
            "This mentor cannot be asked any more. Your text is kept: choose another mentor."
        ),
    }
    return sentences[reason] % {"name": name, "most": most}


OWN_ASKS_FIRST: Final = ("already_asked", "too_many_open")
"""Where another mentor is no way out: one's own asks come first."""


def closed_sentence(reason: str) -> str:
    """Why an ask cannot be answered any more."""
    sentences = {
        "already_accepted": _("This ask is already accepted."),
        "already_declined": _("This ask is already declined."),
        "already_expired": _("The time of this ask is over."),
        "already_withdrawn": _("The ask was taken back by the one who sent it."),
        "already_mentor_left": _("This ask was closed before there was an answer."),
        "already_question_back": _("A question back was already sent; the answer is awaited."),
        "already_waiting": _("The question was already answered; the mentor has the ask again."),
        "one_question_only": _(
            "One question back was already asked. Now you can accept or decline."
        ),
        "not_yours": _("This ask is with somebody else."),
    }
    return sentences[reason]


def link_sentence(reason: str) -> str:
    """Why a link in a mail does not work any more."""
    sentences = {
        "used": _("This link was already used. Sign in to see what became of it."),
        "expired": _("This link is past its time. Sign in to go on."),
        "unknown": _(
            "This link does not work. "
            "Perhaps a part of it was lost: try to open it from the mail again."
        ),
        "closed": _(
            "The coordination closed the account that this link is for, so the link opens nothing. "
            "If you think this is a mistake, write to us: somebody reads it."
        ),
    }
    return sentences[reason]
