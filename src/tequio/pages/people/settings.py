"""Settings: oneself, what one is told, when it is quiet."""

from typing import Any, Final

from django import forms
from django.conf import settings as site
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.notifications import actions as notifications
from tequio.domain.notifications import queries
from tequio.domain.people import actions
from tequio.domain.safety import texts
from tequio.pages.needs import choices
from tequio.pages.people import time_zones
from tequio.pages.people.name_field import name_field
from tequio.pages.safety import text_words
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import ChipChoice, Chips, LongSelect
from tequio.records.notifications import NotificationKind
from tequio.records.people import Person

CHANNELS: Final = ("by_mail", "in_site")


class OneselfForm(forms.Form):
    """Name, languages, place, and whether others may find one."""

    name = name_field()
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the site"), choices=site.LANGUAGES[:2], widget=ChipChoice
    )
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages you speak"), widget=Chips)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    region = forms.CharField(
        label=gettext_lazy("State or department"), required=False, max_length=80
    )
    town = forms.CharField(label=gettext_lazy("Town"), required=False, max_length=80)
    time_zone = forms.CharField(label=gettext_lazy("Time zone"), max_length=40, widget=LongSelect)
    hidden_from_search = forms.BooleanField(
        label=gettext_lazy("Do not show me in the directory"), required=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = choices.spoken()
        self.fields["country"].choices = choices.countries()
        own = str(self.initial.get("time_zone", ""))
        self.fields["time_zone"].widget.choices = time_zones.choices(own)

    def clean_time_zone(self) -> str:
        name = self.cleaned_data["time_zone"]
        if not actions.rules.known_time_zone(name):
            raise forms.ValidationError(
                _("We do not know this time zone. Choose one from the list.")
            )
        return str(name)

    def clean(self) -> dict[str, Any]:
        """Others see the place before any yes: it holds no way to reach somebody."""
        return text_words.refuse(self, texts.OF_ANYBODY, "region", "town")


def oneself(request: HttpRequest) -> HttpResponse:
    form = OneselfForm(kept_form.posted(request), initial=_initial(request.user))
    if request.method == "POST" and form.is_valid():
        said, now = dict(form.cleaned_data), timezone.now()
        actions.choose_language(by=request.user, language=said.pop("language"))
        actions.hide(by=request.user, hidden=said.pop("hidden_from_search"), now=now)
        actions.describe_oneself(by=_again(request.user), now=now, **said)
        messages.success(request, _("Saved."))
        return redirect("people:settings")
    status = 422 if request.method == "POST" else 200
    return render(request, "people/oneself.html", {"form": form}, status=status)


def _again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def _initial(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in OneselfForm.base_fields}


def settings(request: HttpRequest) -> HttpResponse:
    """The list of everything that can be set."""
    return render(request, "people/settings.html")


class QuietForm(forms.Form):
    """Hours without mail, by one's own clock."""

    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("Quiet until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if not self.errors and (said["quiet_from"] is None) != (said["quiet_until"] is None):
            raise forms.ValidationError(_("Give both hours, or none."))
        if not self.errors and said["quiet_from"] and said["quiet_from"] == said["quiet_until"]:
            raise forms.ValidationError(
                _("Both hours are the same. Give two that differ, or leave both empty.")
            )
        return said


def told(request: HttpRequest) -> HttpResponse:
    """What one is told, by kind and channel, and the quiet hours."""
    person = request.user
    form = QuietForm(
        kept_form.posted(request),
        initial={"quiet_from": person.quiet_from, "quiet_until": person.quiet_until},
    )
    if request.method == "POST" and form.is_valid():
        _choose(request)
        notifications.set_quiet_hours(by=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:told")
    rows = [
        {"choice": choice, "label": NotificationKind(choice.kind).label}
        for choice in queries.choices_of(person)
    ]
    status = 422 if request.method == "POST" else 200
    return render(request, "people/told.html", {"rows": rows, "form": form}, status=status)


def _choose(request: HttpRequest) -> None:
    """Only what stood on the page: what another role is told stays as it was."""
    for kind in [choice.kind for choice in queries.choices_of(request.user)]:
        marked = {channel: f"{kind}:{channel}" in request.POST for channel in CHANNELS}
        notifications.choose(by=request.user, kind=kind, **marked)
