"""What a mentor offers: areas, trades, stages, languages, places, a good ask, a pause."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.mentors import actions
from tequio.domain.people import actions as people
from tequio.domain.safety import texts
from tequio.pages.needs import choices, trades
from tequio.pages.safety import text_words
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import Chips, LongSelect
from tequio.records.people import Mentor, Stage

MOST_AREAS = 8
MOST_TRADES = 6
READ_BY_ALL: Final = ("headline", "about", "employer", "good_ask")


class OfferForm(forms.Form):
    """Everything that suggestions and the mentor's page are made of."""

    headline = forms.CharField(
        label=gettext_lazy("You in one line"),
        help_text=gettext_lazy("For example: twenty years in neighbourhood shops."),
        max_length=120,
    )
    about = forms.CharField(
        label=gettext_lazy("About you"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    employer = forms.CharField(label=gettext_lazy("Where you work"), required=False, max_length=120)
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("What you can help with"),
        help_text=gettext_lazy("Up to eight: few and certain is better than many."),
        widget=Chips,
    )
    trades = forms.CharField(
        label=gettext_lazy("Trades you know"),
        help_text=gettext_lazy("In your own words, up to six, one on each line: bakery, textiles."),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stages = forms.MultipleChoiceField(
        label=gettext_lazy("Businesses you want to help"), choices=Stage, widget=Chips
    )
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages you speak"), widget=Chips)
    country = forms.ChoiceField(label=gettext_lazy("Country"), widget=LongSelect)
    town = forms.CharField(label=gettext_lazy("Town"), required=False, max_length=80)
    places_a_month = forms.IntegerField(
        label=gettext_lazy("How many people a month?"),
        help_text=gettext_lazy("Nobody more is sent to you."),
        min_value=0,
        max_value=50,
    )
    good_ask = forms.CharField(
        label=gettext_lazy("What a good ask to you looks like"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = choices.grouped_areas()
        self.fields["languages"].choices = choices.spoken()
        self.fields["country"].choices = choices.countries()

    def clean_areas(self) -> list[str]:
        areas = list(dict.fromkeys(self.cleaned_data["areas"]))
        if len(areas) > MOST_AREAS:
            raise forms.ValidationError(
                _("You marked %(marked)d areas. Keep at most %(most)d: those you are surest of.")
                % {"marked": len(areas), "most": MOST_AREAS}
            )
        return areas

    def clean_trades(self) -> list[str]:
        """The codes of the trades, each found by what it is called."""
        named = trades.named_in(self.cleaned_data["trades"])
        if len(named) > MOST_TRADES:
            raise forms.ValidationError(
                _("You named %(named)d trades. Keep at most %(most)d: those you know best.")
                % {"named": len(named), "most": MOST_TRADES}
            )
        found = trades.codes_of(named)
        unknown = [name for name, code in found.items() if not code]
        if unknown:
            raise forms.ValidationError(
                _("We do not know the trade “%(name)s”. Try another word for it.")
                % {"name": unknown[0]}
            )
        return list(dict.fromkeys(found.values()))

    def clean(self) -> dict[str, Any]:
        """Everybody reads these before any yes: no way to reach anybody, and no price."""
        text_words.refuse(self, texts.OF_ANYBODY, "town")
        return text_words.refuse(self, texts.OF_A_MENTOR, *READ_BY_ALL)


def offer(request: HttpRequest) -> HttpResponse:
    mentor = Mentor.objects.select_related("person").get(person=request.user)
    posted = kept_form.posted(request)
    form = OfferForm(posted, initial=_initial(mentor))
    if request.method == "POST" and form.is_valid():
        _save(request, form)
        messages.success(request, _("Saved. This is how others see it."))
        return redirect("needs:mentor", request.user.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "needs/offer.html", {"form": form, "mentor": mentor}, status=status)


def _initial(mentor: Mentor) -> dict[str, object]:
    names = ("headline", "about", "employer", "areas", "places_a_month", "good_ask")
    return {name: getattr(mentor, name) for name in names} | {
        "stages": mentor.stages or list(Stage.values),
        "trades": trades.as_text(mentor.industries),
        "languages": mentor.person.languages,
        "country": mentor.person.country,
        "town": mentor.person.town,
    }


def _save(request: HttpRequest, form: OfferForm) -> None:
    said, person, now = form.cleaned_data, request.user, timezone.now()
    people.describe_oneself(
        by=person,
        name=person.name,
        country=said["country"],
        region=person.region,
        town=said["town"],
        languages=said["languages"],
        time_zone=person.time_zone,
        now=now,
    )
    actions.offer(
        by=person,
        industries=said["trades"],
        now=now,
        **{
            name: said[name]
            for name in (
                "headline",
                "about",
                "employer",
                "areas",
                "stages",
                "places_a_month",
                "good_ask",
            )
        },
    )


class PauseForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("I am back on"),
        help_text=gettext_lazy("At most a year from today."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def refuse(self, reason: str) -> None:
        """Says at the field what a rule has against the day."""
        sentences = {
            "past": _("Choose a day that is still to come."),
            "too_long": _(
                "A pause lasts at most a year, so that nobody is away for ever. Choose an earlier "
                "day, or say in your offer that you take nobody: 0 people a month."
            ),
        }
        self.add_error("until", sentences[reason])


def pause(request: HttpRequest) -> HttpResponse:
    """A pause ends by itself on its day; `step=end` ends it now."""
    mentor = Mentor.objects.get(person=request.user)
    form = PauseForm(kept_form.posted(request))
    if request.method == "POST" and request.POST.get("step") == "end":
        actions.pause(by=request.user, until=None, now=timezone.now())
        return redirect("needs:offer")
    if request.method == "POST" and form.is_valid() and _paused(request, form):
        return redirect("needs:offer")
    status = 422 if request.method == "POST" else 200
    return render(request, "needs/pause.html", {"form": form, "mentor": mentor}, status=status)


def _paused(request: HttpRequest, form: PauseForm) -> bool:
    try:
        actions.pause(by=request.user, until=form.cleaned_data["until"], now=timezone.now())
    except actions.PauseRefused as refused:
        form.refuse(refused.reason)
        return False
    return True
