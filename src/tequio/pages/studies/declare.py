"""Whoever is proposed to lead declares her own interests, or does not take the study on."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import members
from tequio.domain.studies.errors import CannotHoldRole
from tequio.pages.shared import kept_form
from tequio.pages.studies import refusals, scope


class DeclarationForm(forms.Form):
    declaration = forms.CharField(
        label=gettext_lazy("Your declaration of interests"),
        help_text=gettext_lazy(
            "In your own words: work, money, family or friendship that ties you to the programme, "
            "its mentors or whoever pays, today or in the last years; or that there is nothing."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_complete = forms.BooleanField(
        label=gettext_lazy("This is complete, and I know that it is printed in the report.")
    )


def declare(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form; a POST declares, or declines with `step=decline`."""
    study, now = request.study, timezone.now()
    is_post = request.method == "POST"
    if is_post and request.POST.get("step") == "decline":
        members.decline(study=study, by=request.user, now=now)
        messages.info(request, _("You do not lead this study. The funder can propose another."))
        return redirect("studies:list")
    form = DeclarationForm(kept_form.posted(request))
    if is_post and form.is_valid():
        text = form.cleaned_data["declaration"]
        try:
            members.declare(study=study, by=request.user, text=text, now=now)
        except CannotHoldRole as refused:
            form.add_error("declaration", refusals.words(refused))
        else:
            messages.success(request, _("Your declaration is on file. You lead this study now."))
            return redirect("studies:show", public_id)
    context = {"form": form}
    status = 422 if is_post else 200
    return scope.page(request, "studies/declare.html", "studies:declare", context, status)
