"""What may not stand in a text that others read before a yes: a sentence at its field."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tequio.domain.safety import texts
from tequio.domain.safety.texts import Problem


def refuse(form: forms.Form, rules: Mapping[str, texts.Found], *names: str) -> dict[str, Any]:
    """Adds a sentence at each of these fields for all that should change there."""
    written = {name: str(form.cleaned_data.get(name) or "") for name in names}
    for (field, code), words in by_field(texts.problems(rules, written)).items():
        form.add_error(field, sentence(code, words))
    return form.cleaned_data


def by_field(problems: Iterable[Problem]) -> dict[tuple[str, str], list[str]]:
    """All the words that each field and reason is about."""
    about: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        about.setdefault((problem.field, problem.code), []).append(problem.words)
    return about


def sentence(code: str, words: Iterable[str]) -> str:
    """What to change, and why."""
    sentences = {
        "mail_address": _(
            "Leave out %(words)s: this reads like an e-mail address. "
            "Those can be shared once an ask is accepted."
        ),
        "telephone": _(
            "Leave out %(words)s: this reads like a telephone number. "
            "Those can be shared once an ask is accepted. If it is a quantity, write it with "
            "commas, as in 2,500,000; if it is on a document, name that first: invoice 20260315."
        ),
        "web_address": _(
            "Leave out %(words)s: this reads like a web address. "
            "Those can be shared once an ask is accepted."
        ),
        "account": _(
            "Leave out %(words)s: this reads like an account in a social network. "
            "Those can be shared once an ask is accepted."
        ),
        "identity_number": _(
            "Leave out %(words)s: nobody here needs your tax or identity number, "
            "and whoever has it could misuse it."
        ),
        "unseen_signs": _("There is an invisible sign in the text. Please type it again."),
        "money_charged": _(
            "This reads like charging for help: %(words)s. "
            "Mentors help here for free and ask nobody for money."
        ),
        "money_requested": _(
            "This reads like asking the mentor for money: %(words)s. "
            "Mentors give advice, never money."
        ),
        "money_offered": _(
            "This reads like paying the mentor: %(words)s. Help is free here: nobody charges."
        ),
    }
    named = ", ".join(_("“%(word)s”") % {"word": word} for word in words)
    return sentences[code] % {"words": named}
