"""Options that would change nothing: whoever gives one believes that it did."""

from collections.abc import Iterable

from survey_statistics.commands.errors import UnusablePlan


def refuse_idle(given: Iterable[tuple[str, bool]], reason: str) -> None:
    """Refuse the first option that was given although it has no effect here.

    Raises:
        UnusablePlan: naming the option and why it has no effect.

    >>> refuse_idle([("--deviation", False)], "without --strata")
    """
    for option, is_given in given:
        if is_given:
            raise UnusablePlan(
                f"{option} has no effect {reason}. Leave it out, or give what it needs."
            )
