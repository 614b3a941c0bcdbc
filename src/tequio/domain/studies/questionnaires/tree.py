"""A condition as a tree: what somebody needs who wants to say it in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from tequio.domain.studies.questionnaires.xpath import built


@dataclass(frozen=True)
class Tree:
    """One part of a condition.

    `kind` is or, and, compared, calculated, negative, number, text, own, variable, year or call;
    `name` is the sign, the number, the text, the variable or the function.
    """

    kind: str
    name: str = ""
    parts: tuple["Tree", ...] = ()

    def flat(self, kind: str) -> tuple["Tree", ...]:
        """The parts of a chain of the same word: three of `a or b or c`."""
        if self.kind != kind:
            return (self,)
        return tuple(one for part in self.parts for one in part.flat(kind))


class _Trees:
    def either(self, left: Tree, right: Tree) -> Tree:
        return Tree("or", parts=(left, right))

    def both(self, left: Tree, right: Tree) -> Tree:
        return Tree("and", parts=(left, right))

    def compared(self, sign: str, left: Tree, right: Tree) -> Tree:
        return Tree("compared", sign, (left, right))

    def calculated(self, sign: str, left: Tree, right: Tree) -> Tree:
        return Tree("calculated", sign, (left, right))

    def negative(self, inner: Tree) -> Tree:
        return Tree("negative", parts=(inner,))

    def number(self, value: float) -> Tree:
        return Tree("number", f"{value:.15g}")

    def text(self, value: str) -> Tree:
        return Tree("text", value)

    def own(self) -> Tree:
        return Tree("own")

    def variable(self, name: str) -> Tree:
        return Tree("variable", name)

    def year(self) -> Tree:
        return Tree("year")

    def call(self, name: str, arguments: Sequence[Tree]) -> Tree:
        return Tree("call", name, tuple(arguments))


def tree_of(text: str) -> Tree:
    """The tree of a condition. Raises UnusableCondition.

    >>> tree_of("${a} > 0 or ${b} = '1'").parts[1].name
    '='
    """
    return built(text, _Trees())
