"""The conditions and checks of a form as sentences: a spreadsheet's signs are for programs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies.questionnaires.model import Item, Questionnaire
from tequio.domain.studies.questionnaires.tree import Tree, tree_of
from tequio.domain.studies.questionnaires.xpath import UnusableCondition

VERBS: Final = {
    ">": gettext_lazy("%(what)s is more than %(other)s"),
    ">=": gettext_lazy("%(what)s is at least %(other)s"),
    "<": gettext_lazy("%(what)s is less than %(other)s"),
    "<=": gettext_lazy("%(what)s is at most %(other)s"),
    "=": gettext_lazy("%(what)s is %(other)s"),
    "!=": gettext_lazy("%(what)s is not %(other)s"),
}
SUMS: Final = {
    "+": gettext_lazy("%(what)s plus %(other)s"),
    "-": gettext_lazy("%(what)s minus %(other)s"),
    "*": gettext_lazy("%(what)s times %(other)s"),
}
CONSTANTS: Final = ("text", "number")
ANSWERS: Final = ("variable", "own")
FIRST_WITH_COMMA: Final = 10_000
UNCHANGED: Final = ("number", "int", "string", "once", "coalesce")


class Unsayable(Exception):
    """A condition for which there are no words here."""


def in_words(condition: str, item: Item, form: Questionnaire, language: str) -> str:
    """What a condition of an item says; nothing where it cannot be said."""
    try:
        return _Writer(item, form, language).truth(tree_of(condition))
    except (UnusableCondition, Unsayable):
        return ""


class _Writer:
    """Says conditions of one item in the terms of the form: its questions and its choices."""

    def __init__(self, item: Item, form: Questionnaire, language: str) -> None:
        self.item, self.form, self.language = item, form, language

    def truth(self, tree: Tree) -> str:
        if tree.kind == "or":
            return self._any(tree.flat("or"))
        if tree.kind == "and":
            return self._all(tree.flat("and"))
        if tree.kind == "compared":
            return self._compared(tree)
        if tree.kind == "call":
            return self._called(tree)
        raise Unsayable

    def _any(self, parts: Sequence[Tree]) -> str:
        """One of several; answers to one question become one list."""
        first = parts[0]
        subjects = {(part.name, *part.parts[:1]) for part in parts if part.parts}
        is_list = len(subjects) == 1 and first.kind == "compared" and first.name == "="
        if is_list and all(part.parts[1].kind in CONSTANTS for part in parts):
            labels = [self._constant(part.parts[1], part.parts[0]) for part in parts]
            return VERBS["="] % {"what": self._term(first.parts[0]), "other": _listed(labels)}
        word = _("or")
        return f" {word} ".join(self._within(part) for part in parts)

    def _all(self, parts: Sequence[Tree]) -> str:
        """Each of several; the two ends of a range become one sentence."""
        said: list[str] = []
        rest = list(parts)
        while rest:
            part = rest.pop(0)
            if rest and _is_range(part, rest[0]):
                ends = {"low": self._term(part.parts[1]), "high": self._term(rest.pop(0).parts[1])}
                what = {"what": self._term(part.parts[0]), **ends}
                said.append(_("%(what)s lies between %(low)s and %(high)s") % what)
            else:
                said.append(self._within(part))
        word = _("and")
        return f", {word} ".join(said)

    def _within(self, part: Tree) -> str:
        """A part of a longer sentence; what holds several parts itself stands in brackets."""
        words = self.truth(part)
        return f"({words})" if part.kind == "and" else words

    def _compared(self, tree: Tree) -> str:
        left, right = tree.parts
        if right.kind == "text" and not right.name and tree.name in ("=", "!="):
            text = _("%(what)s has no answer") if tree.name == "=" else _("%(what)s has an answer")
            return text % {"what": self._term(left)}
        words = {"what": self._term(left), "other": self._beside(left, right)}
        return VERBS[tree.name] % words

    def _called(self, tree: Tree) -> str:
        if tree.name == "not":
            (inner,) = tree.parts
            if inner.kind == "call" and inner.name == "selected":
                return self._selected(inner, is_so=False)
            return _("it is not so that %(what)s") % {"what": self.truth(inner)}
        if tree.name == "selected":
            return self._selected(tree, is_so=True)
        raise Unsayable

    def _selected(self, tree: Tree, *, is_so: bool) -> str:
        chosen, code = tree.parts
        if chosen.kind not in ANSWERS:
            raise Unsayable
        words = {"what": self._term(chosen), "other": self._beside(chosen, code)}
        if is_so:
            return _("%(what)s includes %(other)s") % words
        return _("%(what)s does not include %(other)s") % words

    def _beside(self, answer: Tree, tree: Tree) -> str:
        """What an answer is compared with, in words."""
        if answer.kind in ANSWERS and tree.kind in CONSTANTS:
            return self._constant(tree, answer)
        return self._term(tree)

    def _term(self, tree: Tree) -> str:
        if tree.kind == "own":
            return _("this answer")
        if tree.kind == "variable":
            return self._question(tree.name)
        if tree.kind == "number":
            return _number(tree.name)
        if tree.kind == "year":
            return _("the current year")
        if tree.kind == "calculated" and tree.name in SUMS:
            what, other = (self._term(part) for part in tree.parts)
            return SUMS[tree.name] % {"what": what, "other": other}
        if tree.kind == "call" and tree.name in UNCHANGED:
            return self._term(tree.parts[0])
        raise Unsayable

    def _question(self, name: str) -> str:
        item = self.form.by_name.get(name)
        if item is None:
            raise Unsayable
        words = {"number": item.number, "text": item.text(self.language)}
        return _("the answer to question %(number)s (“%(text)s”)") % words

    def _constant(self, tree: Tree, answer: Tree) -> str:
        """The words of a choice where the answer is one of a list; else the number or text."""
        item = self.item if answer.kind == "own" else self.form.by_name.get(answer.name)
        choices = self.form.choices.get(item.choices, ()) if item else ()
        labels = {one.code: one.en if self.language == "en" else one.es for one in choices}
        if tree.kind == "number" and tree.name not in labels:
            return self._term(tree)
        return _("“%(label)s”") % {"label": labels.get(tree.name, tree.name)}


def _number(text: str) -> str:
    """A number as people write it; years without a comma."""
    value = Decimal(text)
    return f"{value:,f}" if abs(value) >= FIRST_WITH_COMMA else text


def _is_range(first: Tree, second: Tree) -> bool:
    """Whether two comparisons are the lower and the upper end for the same answer."""
    if not first.kind == second.kind == "compared":
        return False
    return (first.name, second.name) == (">=", "<=") and first.parts[0] == second.parts[0]


def _listed(labels: Sequence[str]) -> str:
    """A, B or C."""
    if len(labels) == 1:
        return labels[0]
    return _("%(first)s or %(last)s") % {"first": ", ".join(labels[:-1]), "last": labels[-1]}
