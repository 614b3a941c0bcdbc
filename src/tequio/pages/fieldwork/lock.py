"""The end of field work: follow-up of the silent, what is still open, and the data lock."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import follow_up as silent
from tequio.domain.studies import lock as data
from tequio.domain.studies.errors import NotAllowed, StudyRefused
from tequio.pages.fieldwork import words
from tequio.pages.shared.forms import Chips
from tequio.pages.studies import access, scope
from tequio.survey_records.models import FollowUp, Plan, Signature

FIELDS = {"not_the_plan": "why"}
ONCE = "follow_up"  # what is open once in a study is not counted
KNOWS = {"few_answers": "knows_few", "follow_up_untried": "knows_untried"}


class FollowUpForm(forms.Form):
    share = forms.FloatField(
        label=gettext_lazy("Share of the silent that is asked again"),
        help_text=gettext_lazy("From 0 to 1, as the plan says."),
        min_value=0.001,
        max_value=1,
    )
    modes = forms.MultipleChoiceField(
        label=gettext_lazy("Ways of contact"), choices=words.MODES, widget=Chips
    )
    why = forms.CharField(
        label=gettext_lazy("Why it is not as the plan says"),
        help_text=gettext_lazy(
            "Only where it is different. It is kept and published as a numbered deviation."
        ),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LockForm(forms.Form):
    understood = forms.BooleanField(
        label=gettext_lazy("I understand that nothing about cases and answers changes afterwards.")
    )
    knows_few = forms.BooleanField(
        label=gettext_lazy(
            "I know that no number will ever be made of fewer than ten answers, and lock anyway."
        ),
        required=False,
    )
    knows_untried = forms.BooleanField(
        label=gettext_lazy(
            "I know that the follow-up will stay without any answer, and lock anyway."
        ),
        required=False,
    )

    def __init__(self, *args: Any, few: bool, untried: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not few:
            del self.fields["knows_few"]
        if not untried:
            del self.fields["knows_untried"]


def lock(request: HttpRequest, public_id: str) -> HttpResponse:
    is_post = request.method == "POST"
    form = _lock_form(request, request.POST if is_post else None)
    if is_post and form.is_valid():
        try:
            data.lock_data(
                study=request.study,
                by=request.user,
                now=timezone.now(),
                knowing_few=form.cleaned_data.get("knows_few", False),
                knowing_untried=form.cleaned_data.get("knows_untried", False),
            )
        except data.ItemsOpen as refused:
            form.add_error(None, words.refusal(refused))
        except (data.TooFewToLock, data.FollowUpUntried) as refused:
            field = KNOWS[refused.code]
            form.add_error(field if field in form.fields else None, words.refusal(refused))
        except StudyRefused as refused:
            return words.answer(request, refused)
        else:
            messages.success(request, _("The data are locked. The results may be looked at now."))
            return redirect("studies:lock", public_id)
    return _page(request, form, FollowUpForm(initial=_planned(request)), 422 if is_post else 200)


def follow_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Draws the follow-up once."""
    form = FollowUpForm(request.POST)
    if form.is_valid():
        try:
            silent.draw(
                study=request.study, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except NotAllowed as refused:
            return words.answer(request, refused)
        except StudyRefused as refused:
            form.add_error(FIELDS.get(refused.code), words.refusal(refused))
        else:
            messages.success(request, _("The follow-up is drawn."))
            return redirect("studies:lock", public_id)
    return _page(request, _lock_form(request), form, 422)


def close_begun(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ends answers that were begun and not sent."""
    try:
        partial, broken = data.close_begun(study=request.study, by=request.user, now=timezone.now())
    except StudyRefused as refused:
        return words.answer(request, refused)
    said = _("Kept as partial interviews: %(partial)d. Break-offs, not kept: %(broken)d.")
    messages.info(request, said % {"partial": partial, "broken": broken})
    return redirect("studies:lock", public_id)


def _lock_form(request: HttpRequest, posted: QueryDict | None = None) -> LockForm:
    study = request.study
    return LockForm(posted, few=data.too_few_answers(study), untried=data.follow_up_untried(study))


def _planned(request: HttpRequest) -> dict[str, object]:
    plan = Plan.objects.filter(study=request.study).first()
    planned = (plan.content.get("follow_up") if plan else None) or {}
    return {"share": planned.get("share"), "modes": planned.get("modes")}


def _where(request: HttpRequest, code: str) -> str:
    """Where something that is open is closed, if this person may go there."""
    page = words.WHERE_OPEN.get(code, "")
    may_go = bool(page) and access.may(request, page)
    return reverse(page, args=[request.study.public_id]) if may_go else ""


def _page(
    request: HttpRequest, form: LockForm, follow_up_form: FollowUpForm, status: int
) -> HttpResponse:
    study = request.study
    is_locked = study.data_locked_at is not None
    items = {} if is_locked else data.open_items(study)
    context = {
        "form": form,
        "follow_up_form": follow_up_form,
        "follow_up": FollowUp.objects.filter(study=study).first(),
        "open_items": [
            (str(words.OPEN[code]), count if code != ONCE else None, _where(request, code))
            for code, count in items.items()
        ],
        "few": "knows_few" in form.fields,
        "untried": "knows_untried" in form.fields,
        "has_begun": "begun_answers" in items,
        "is_in_field": study.field_opened_at is not None and not is_locked,
        "signatures": Signature.objects.filter(study=study, subject=Signature.Subject.DATA),
        "may_lock": access.may(request, "studies:lock", "POST"),
        "may_close": access.may(request, "studies:close-begun", "POST"),
    }
    return scope.page(request, "fieldwork/lock.html", "studies:lock", context, status)
