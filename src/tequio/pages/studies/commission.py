"""The programme commissions a study and names who pays for it; from there on it is not theirs."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import members
from tequio.domain.studies.errors import CannotHoldRole, StudyRefused
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import refusals
from tequio.records.people import Person


class CommissionForm(forms.Form):
    title_es = forms.CharField(label=gettext_lazy("Title in Spanish"), max_length=160)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=160)
    programme = forms.CharField(label=gettext_lazy("Programme that is studied"), max_length=120)
    funder_email = forms.EmailField(
        label=gettext_lazy("E-mail of whoever pays for the study"),
        help_text=gettext_lazy(
            "The address of an account on this site. This person, not you, chooses the evaluator."
        ),
    )
    funder_name = forms.CharField(
        label=gettext_lazy("Name of the organisation that pays"), max_length=120
    )
    evaluator = forms.CharField(label=gettext_lazy("Who evaluates"), max_length=120)
    contact = forms.CharField(
        label=gettext_lazy("Where people who are asked can turn"), max_length=200
    )
    publish_by = forms.DateField(
        label=gettext_lazy("Published at the latest on"),
        help_text=gettext_lazy("Whatever the result is."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    contacts_kept_until = forms.DateField(
        label=gettext_lazy("Addresses of those asked are kept until"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_publish_by(self) -> object:
        day = self.cleaned_data["publish_by"]
        if day <= timezone.localdate(timezone=timezone.get_default_timezone()):
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def clean_contacts_kept_until(self) -> object:
        day = self.cleaned_data["contacts_kept_until"]
        if day <= timezone.localdate(timezone=timezone.get_default_timezone()):
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        published, kept = said.get("publish_by"), said.get("contacts_kept_until")
        if published and kept and kept < published:
            self.add_error("contacts_kept_until", refusals.words(StudyRefused("kept_too_short")))
        return said


@creates
def commission(request: HttpRequest) -> HttpResponse:
    form = CommissionForm(kept_form.posted(request))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        funder = account(said.pop("funder_email"))
        if funder is None:
            form.add_error("funder_email", no_account())
        else:
            try:
                study = members.commission(
                    by=request.user, funder=funder, now=timezone.now(), **said
                )
            except CannotHoldRole as refused:
                form.add_error("funder_email", refusals.words(refused))
            else:
                return redirect("studies:show", study.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "studies/commission.html", {"form": form}, status=status)


def account(address: str) -> Person | None:
    """The open account with this address, if it was confirmed."""
    return (
        Person.objects.present()
        .filter(email__iexact=address, emailaddress__verified=True)
        .distinct()
        .first()
    )


def no_account() -> str:
    """What to say where there is none."""
    return _(
        "There is no account with this address that can take a role. The person must first join "
        "this site and confirm the address."
    )
