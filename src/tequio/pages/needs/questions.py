"""Guiding questions: for whoever does not know what they need, or was not understood."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentor_matching.needs import guiding
from tequio.domain.needs import actions
from tequio.pages.needs.choices import reader
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import ChipChoice
from tequio.records.people import Business, Person, Stage


class GuidingForm(forms.Form):
    """One question a field; one answered is enough."""

    def __init__(self, *args: object, has_only_an_idea: bool | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for question in guiding.questions():
            answers = guiding.answers_for(question, has_only_an_idea=has_only_an_idea)
            self.fields[question.id] = forms.ChoiceField(
                label=question.text[reader()],
                choices=[(answer.id, answer.text[reader()]) for answer in answers],
                widget=ChipChoice,
                required=False,
            )

    def clean(self) -> dict[str, str]:
        said: dict[str, str] = super().clean() or {}
        if not self.errors and not any(said.values()):
            raise forms.ValidationError(_("Choose what fits you best; one answer is enough."))
        return said


def questions(request: HttpRequest) -> HttpResponse:
    """POST turns the answers into needs."""
    only_an_idea = _has_only_an_idea(request.user)
    posted = kept_form.posted(request)
    form = GuidingForm(posted, has_only_an_idea=only_an_idea)
    if request.method == "POST" and form.is_valid():
        actions.answer_questions(by=request.user, chosen=form.cleaned_data, now=timezone.now())
        return redirect("needs:chips")
    status = 422 if request.method == "POST" else 200
    told = request.user.stories.order_by("-told_at").first()
    return render(request, "needs/questions.html", {"form": form, "told": told}, status=status)


def _has_only_an_idea(person: Person) -> bool | None:
    business = Business.objects.filter(person=person).first()
    return None if business is None else business.stage == Stage.IDEA
