"""Whom a closed page is for, in words, and what somebody else can do who wanted it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: Final[dict[str, str | Promise]] = {
    "entrepreneur": _("people with a business or an idea"),
    "mentor": _("mentors"),
    "coordinator": _("coordinators"),
    "manager": _("programme managers"),
    "administrator": _("administrators of the site"),
    "funder": _("the funder of this study"),
    "lead_evaluator": _("its lead evaluator"),
    "proposed_lead_evaluator": _("whoever is proposed to lead it and has not declared interests"),
    "supervisor": _("its supervisors"),
    "interviewer": _("its interviewers"),
    "coder": _("its coders"),
    "platform_administrator": _("whoever works for the programme"),
}
ADVICE: Final[dict[str, Promise]] = {
    "studies:commission": _(
        "If your organisation wants a study, ask one of them to commission it and to name who "
        "pays. Whoever pays then chooses the evaluator, and from there on the programme has no "
        "say in it."
    ),
}
