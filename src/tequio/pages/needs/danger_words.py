"""What is said to somebody who writes of danger: that it counts, and whom to call."""

from django.utils.translation import gettext as _

from tequio.domain.safety import danger


def notice(kinds: tuple[str, ...], country: str) -> str:
    """One paragraph: first the person, then the numbers, then what cannot be found here."""
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
        % {"numbers": _numbers(kinds, country)}
    )
    parts.append(_("The mentors here know about businesses only."))
    return " ".join(parts)


def _numbers(kinds: tuple[str, ...], country: str) -> str:
    found = danger.numbers_for(kinds, country)
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
    return _("%(call)s (%(what)s)") % {"call": number.call, "what": what[number.what]}
