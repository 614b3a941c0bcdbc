"""The team: the funder names the lead evaluator, the lead evaluator everybody else."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import members as actions
from tequio.domain.studies.errors import CannotHoldRole, NotAllowed, StudyRefused
from tequio.pages.shared import errors, kept_form
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import refusals, scope
from tequio.pages.studies.commission import account, no_account
from tequio.records.studies import StudyMember, StudyRole


class GrantForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail of the account"))
    role = forms.ChoiceField(label=gettext_lazy("Role in the study"), widget=ChipChoice)

    def __init__(self, *args: object, roles: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, StudyRole(role).label) for role in roles]
        self.fields["role"].initial = roles[0]
        if StudyRole.LEAD_EVALUATOR in roles:
            self.fields["role"].help_text = gettext_lazy(
                "Whoever is to lead is asked first to declare her own interests, and can do "
                "nothing else before."
            )


@creates
def members(request: HttpRequest, public_id: str) -> HttpResponse:
    study = request.study
    roles = [role for role, by in actions.GRANTS.items() if by in request.study_roles]
    form = GrantForm(kept_form.posted(request), roles=roles)
    if request.method == "POST" and form.is_valid() and _grant(request, form):
        return redirect("studies:members", public_id)
    team = [(member, member.role in roles) for member in actions.of_study(study)]
    context = {"form": form, "team": team}
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/members.html", "studies:members", context, status)


def _grant(request: HttpRequest, form: GrantForm) -> bool:
    said = form.cleaned_data
    person = account(said["email"])
    if person is None:
        form.add_error("email", no_account())
        return False
    try:
        actions.grant(
            study=request.study,
            by=request.user,
            person=person,
            role=said["role"],
            now=timezone.now(),
        )
    except CannotHoldRole as refused:
        form.add_error("email", refusals.words(refused))
        return False
    if said["role"] == StudyRole.LEAD_EVALUATOR:
        messages.success(request, _("The person is proposed, and is asked to declare interests."))
    else:
        messages.success(request, _("The role is given."))
    return True


def end(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    member = get_object_or_404(StudyMember, pk=number, study=public_id)
    try:
        actions.end(study=request.study, by=request.user, member=member, now=timezone.now())
    except NotAllowed:
        return errors.conflict(request, _("Whoever gave this role can end it."))
    except StudyRefused as refused:
        return refusals.answer(request, refused)
    messages.success(request, _("The role has ended."))
    return redirect("studies:members", public_id)
