"""What a refusal of a step says to the person, and what to do about it."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from tequio.domain.studies.errors import NotAllowed, StudyRefused
from tequio.pages.shared import errors

WORDS: Final = {
    "locked": _("The plan is locked already. Write down what you do differently as a deviation."),
    "not_locked": _("The plan is not locked yet. Lock it first."),
    "not_frozen": _("No frame is frozen yet. Freeze one first."),
    "plan_before_frame": _(
        "The plan is not locked yet. Lock it first: a plan that is written after the frame is "
        "frozen could be made to fit it."
    ),
    "frame_before_plan": _(
        "This frame was frozen before the plan was locked, so the plan could have been made to "
        "fit it. Freeze a further version of the frame, and take a value announced after that."
    ),
    "drawn": _("The sample of this study is drawn already, and stays as it is."),
    "not_drawn": _("No sample is drawn yet. Draw it first."),
    "data_locked": _("The data of this study are locked, so nothing more can be released."),
    "published": _("This study is published, and stays as it is."),
    "signed": _("You signed this already."),
    "period": _("The first day must come before the last one."),
    "too_long": _("The plan has become too long. Shorten some of its texts."),
    "plan_unsigned": _("Lead evaluator and funder must both sign the plan first."),
    "frame_unsigned": _(
        "The lead evaluator and somebody of the programme must both sign the frame first."
    ),
    "no_value": _("Write the public value and where everybody can look it up."),
    "too_early": _(
        "This value was known before the frame was frozen, so somebody could have arranged the "
        "frame to fit it. Take the next value that is announced."
    ),
    "signed_after_value": _(
        "This value was known before plan and frame were signed. Take the next value that is "
        "announced."
    ),
    "not_announced_yet": _("This moment is still to come. Wait until the value is announced."),
    "not_the_value": _(
        "The plan names another day for the public value. If there is a good reason, write it "
        "down as a deviation and wait for the next value."
    ),
    "changed_after_value": _(
        "The sample was changed after this value was announced, so somebody could have chosen "
        "with it. Take the next value that is announced."
    ),
    "strata_not_held": _(
        "The frame does not hold a column that the plan uses for strata. Freeze a further frame "
        "that holds it, or write down a deviation that leaves this column out."
    ),
    "design": _(
        "This design cannot be drawn from this frame: there are too few people for so many "
        "strata, or the sizes do not fit. Write down a deviation with fewer strata or people."
    ),
    "kept_too_short": _(
        "Addresses must be kept at least until the day of publication: until then people can ask "
        "what became of their answers, and the study must be able to write to them."
    ),
    "no_declaration": _("The lead evaluator needs a declaration of interests on file."),
    "staff": _("People who work for the programme cannot have a role in a study."),
    "suspended": _("This account is not open."),
    "funder": _("Whoever pays for the study cannot lead it."),
    "funder_in_field": _(
        "Whoever pays for the study cannot work in it: she would see who was asked, and what "
        "became of each case. Name somebody else."
    ),
    "has_a_role": _(
        "This person has a role in the study already, and whoever pays for it can have no other. "
        "End that role first, or name another funder."
    ),
    "held": _("This person has that role already."),
    "ended": _("This role has ended already."),
}
COUNTED: Final = {
    "larger_than_frame": ngettext_lazy(
        "More people are to be drawn than the frame holds: it has %(count)d. Write down a "
        "deviation with a smaller sample, or freeze a further frame.",
        "More people are to be drawn than the frame holds: it has %(count)d. Write down a "
        "deviation with a smaller sample, or freeze a further frame.",
        "count",
    ),
    "not_smaller": ngettext_lazy(
        "A deviation can only make the sample smaller: at most %(count)d person, and fewer people "
        "or fewer columns than now.",
        "A deviation can only make the sample smaller: at most %(count)d people, and fewer people "
        "or fewer columns than now.",
        "count",
    ),
    "asked_within_a_year": ngettext_lazy(
        "This sample would ask %(count)d person a second time within 365 days. Freeze a further "
        "frame that leaves out those who were asked lately, or wait.",
        "This sample would ask %(count)d people a second time within 365 days. Freeze a further "
        "frame that leaves out those who were asked lately, or wait.",
        "count",
    ),
    "fewer_left": ngettext_lazy(
        "Only %(count)d case is left to release.",
        "Only %(count)d cases are left to release.",
        "count",
    ),
}


def words(refused: StudyRefused) -> str:
    """The reason in the person's language."""
    if refused.code in COUNTED:
        return str(COUNTED[refused.code] % {"count": refused.count})
    return str(WORDS.get(refused.code, gettext("This step is not possible now.")))


def answer(request: HttpRequest, refused: StudyRefused) -> HttpResponse:
    """A page for a step that came too late or is not this person's."""
    if isinstance(refused, NotAllowed):
        return errors.forbidden(request)
    return errors.conflict(request, words(refused))
