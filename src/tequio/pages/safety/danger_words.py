"""What is said to somebody who writes of danger: that it counts, and whom to call.

Said to the writer alone, at the moment of writing; nothing is refused, told to others or stored.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tequio.domain.safety import danger


def said_of(texts: Iterable[str], country: str) -> str:
    """The notice for who wrote these texts; nothing where they speak of no danger."""
    kinds = danger.kinds_in("\n".join(texts))
    return notice(kinds, country) if kinds else ""


def say_once(request: HttpRequest, texts: Iterable[str], country: str) -> bool:
    """Shows the notice on the page that follows; whether there is one."""
    said = said_of(texts, country)
    if said:
        messages.warning(request, said)
    return bool(said)


def notice(kinds: tuple[str, ...], country: str) -> SafeString:
    """One paragraph: first the person, then the numbers, then what cannot be found here.

    A number is a link, because who reads it on a telephone calls by touching it.
    """
    found = danger.numbers_for(kinds, country)
    parts = [_("What you write matters more than any business.")]
    if "despair" in kinds:
        parts.append(
            _(
                "You do not have to carry this alone: talk today with somebody you trust, or go to "
                "the nearest health centre or hospital."
            )
        )
    parts.append(
        _("If you or somebody is in danger, please call: %(numbers)s.")
        % {"numbers": _numbers(found)}
    )
    guatemalan = {number.what for number in found if number.country == "GT"}
    if "despair" in kinds and guatemalan and "psychological_help" not in guatemalan:
        parts.append(
            _("For Guatemala we know of no line for psychological help that is confirmed.")
        )
    parts.append(_("The mentors here know about businesses only."))
    return SafeString(" ".join(parts))  # our own words and numbers, nothing that somebody wrote


def _numbers(found: list[danger.Number]) -> str:
    said = {"GT": _("in Guatemala %(calls)s"), "MX": _("in Mexico %(calls)s")}
    return "; ".join(
        words % {"calls": ", ".join(_one(number) for number in found if number.country == country)}
        for country, words in said.items()
        if any(number.country == country for number in found)
    )


def _one(number: danger.Number) -> str:
    what = {
        "police": _("police"),
        "emergencies": _("emergencies"),
        "violence_against_women": _("violence against women"),
        "extortion": _("extortion"),
        "psychological_help": _("psychological help, free, at all hours"),
    }
    address = number.call.replace(" ", "")
    call = format_html('<a href="tel:{}">{}</a>', address, number.call)
    return _("%(call)s (%(what)s)") % {"call": call, "what": what[number.what]}
