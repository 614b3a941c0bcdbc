"""The released cases by key, with what they ended as so far; attempts are written down here."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.delivery.statistical_files import safe_csv
from tequio.domain.studies import attempts, form_assignment
from tequio.domain.studies import own_keys as keys_of_the_file
from tequio.domain.studies.dispositions import NOT_WORKED, final_codes
from tequio.domain.studies.errors import NotAllowed, StudyRefused
from tequio.pages.fieldwork import words
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import access, scope
from tequio.survey_records.models import Attempt, Case

CASES_A_PAGE = 50


class AttemptForm(forms.Form):
    key = forms.CharField(label=gettext_lazy("Key of the case"), max_length=32)
    mode = forms.ChoiceField(label=gettext_lazy("Way of contact"), choices=words.MODES)
    code = forms.CharField(
        label=gettext_lazy("AAPOR code"),
        help_text=gettext_lazy("For instance 3.13 no answer, 2.112 refusal, 2.332 language."),
        max_length=8,
    )
    interviewer = forms.CharField(
        label=gettext_lazy("Who tried (a sign, not a name)"), max_length=40, required=False
    )


class OtherForm(forms.Form):
    key = forms.CharField(label=gettext_lazy("Key of the case"), max_length=32)
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=words.FORMS_OF_CASES)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is published with the case."),
        max_length=60,
    )


@creates
def cases(request: HttpRequest, public_id: str) -> HttpResponse:
    is_post = request.method == "POST"
    form = AttemptForm(kept_form.posted(request))
    if is_post and form.is_valid() and _record(request, form):
        messages.success(request, _("The attempt is written down."))
        return redirect("studies:cases", public_id)
    return _page(request, form, OtherForm(), 422 if is_post else 200)


def own_keys(request: HttpRequest, public_id: str) -> HttpResponse:
    """The keys of the file beside those of the study, for those who are reached outside of here."""
    try:
        found = keys_of_the_file.read(study=request.study, by=request.user, now=timezone.now())
    except StudyRefused as refused:
        return words.answer(request, refused)
    answer = HttpResponse(
        safe_csv(["key", "own_key"], found), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{public_id}-own-keys.csv"'
    return answer


@creates
def other_form(request: HttpRequest, public_id: str) -> HttpResponse:
    """Gives a case another form, with a reason."""
    form = OtherForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            form_assignment.assign_by_hand(
                study=request.study,
                by=request.user,
                keys=[said["key"].strip()],
                form=said["form"],
                reason=said["reason"],
                now=timezone.now(),
            )
        except NotAllowed as refused:
            return words.answer(request, refused)
        except StudyRefused as refused:
            form.add_error("key", words.refusal(refused))
        else:
            messages.success(request, _("The form is changed, and the reason kept."))
            return redirect("studies:cases", public_id)
    return _page(request, AttemptForm(), form, 422)


def _record(request: HttpRequest, form: AttemptForm) -> bool:
    said, now = form.cleaned_data, timezone.now()
    try:
        made = attempts.record(
            study=request.study,
            by=request.user,
            key=said["key"].strip(),
            mode=said["mode"],
            code=said["code"].strip(),
            interviewer=said["interviewer"],
            made_at=now,
            now=now,
        )
    except StudyRefused as refused:
        field = {"unknown_code": "code", "unknown_mode": "mode"}.get(refused.code, "key")
        form.add_error(field, words.refusal(refused))
        return False
    local = timezone.localtime(now, timezone.get_default_timezone())  # of those asked
    faults = attempts.contact_faults(case_id=made.case_id, made=made, local=local)
    for code in faults:
        messages.warning(request, words.CONTACTS[code])
    return True


def _key(case: Case) -> str:
    """The key, which breaks over lines where there is little room."""
    return format_html('<code class="hash">{}</code>', case.key)


def _page(request: HttpRequest, form: AttemptForm, other: OtherForm, status: int) -> HttpResponse:
    released = Case.objects.filter(study=request.study, released_at__isnull=False)
    counted = released.annotate(tries=Count("attempts"))
    listed = counted.order_by("-followed_up", "release_order")
    page = Paginator(listed, CASES_A_PAGE).get_page(request.GET.get("page"))
    tried = Attempt.objects.filter(case__in=[case.pk for case in page])
    rows = tried.order_by("case_id", "number").values_list("case__key", "code", "mode")
    codes = final_codes(rows)
    names = dict(words.FORMS)
    lines = [
        [
            *(_key(c), c.wave, str(names.get(c.form, c.form))),
            *(codes.get(c.key, NOT_WORKED), c.tries, _("Yes") if c.followed_up else ""),
        ]
        for c in page
    ]
    is_open = request.study.field_opened_at is not None and request.study.data_locked_at is None
    context = {
        "has_own_keys": is_open
        and access.may(request, "studies:own-keys", "POST")
        and keys_of_the_file.are_held(request.study),
        "page": page,
        "lines": lines,
        "head": [_("Key"), _("Wave"), _("Form"), _("Code so far"), _("Attempts"), _("Follow-up")],
        "form": form,
        "other": other,
    }
    return scope.page(request, "fieldwork/cases.html", "studies:field", context, status)
