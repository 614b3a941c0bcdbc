"""My business: what it is, where, and in which languages one can talk."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from mentor_matching import industries
from tequio.domain.people import actions
from tequio.domain.safety import texts
from tequio.pages.needs import choices, mentor_words
from tequio.pages.safety import text_words
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import CardLabel, ChipChoice, Chips, ChoiceCards, LongSelect
from tequio.records.people import Business, Person

STAGES = (
    ("idea", CardLabel(_("An idea"), _("Nothing runs yet and I have no customers."))),
    (
        "operational",
        CardLabel(_("It is getting ready"), _("I have a product or service, but no sales yet.")),
    ),
    ("earning", CardLabel(_("It sells"), _("I sell, but there is no profit yet."))),
    ("profitable", CardLabel(_("It makes a profit"), _("I sell and something is left over."))),
)
MOST_INDUSTRIES = 6


class BusinessForm(forms.Form):
    """Name, trade, stage, place and languages."""

    trade = forms.CharField(
        label=_("What do you make, sell or want to start?"),
        help_text=_("In your own words: tortillas, a beauty salon, weaving."),
        max_length=200,
    )
    industry = forms.ChoiceField(
        label=_("Which of these is nearest?"), required=False, widget=ChipChoice
    )
    business_name = forms.CharField(label=_("Name of the business"), required=False, max_length=120)
    stage = forms.ChoiceField(label=_("How is it today?"), choices=STAGES, widget=ChoiceCards)
    country = forms.ChoiceField(label=_("Country"), widget=LongSelect)
    region = forms.CharField(label=_("State or department"), required=False, max_length=80)
    town = forms.CharField(label=_("Town"), required=False, max_length=80)
    languages = forms.MultipleChoiceField(label=_("Languages you speak"), widget=Chips)

    def __init__(self, *args: object, trade: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = choices.countries()
        self.fields["languages"].choices = choices.spoken()
        found = industries.find(trade, choices.reader(), limit=MOST_INDUSTRIES) if trade else ()
        self.fields["industry"].choices = [
            (industry.code, mentor_words.industry_label(industry.code)) for industry in found
        ] + [("", _("None of these"))]
        if not found:
            self.fields["industry"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A mentor sees these before any yes: they hold no way to reach somebody."""
        return text_words.refuse(self, texts.OF_ANYBODY, "trade", "business_name", "region", "town")


def business(request: HttpRequest) -> HttpResponse:
    """POST with `step=find` shows the industries nearest to the trade; otherwise it saves."""
    posted = kept_form.posted(request)
    if posted is None:
        initial = _initial(request.user)
        form = BusinessForm(initial=initial, trade=str(initial.get("trade", "")))
    else:
        form = BusinessForm(posted, trade=posted.get("trade", "")[:200])
    if request.method == "POST" and form.is_valid():
        if "industry" not in request.POST and len(form.fields["industry"].choices) > 1:
            return _page(request, form, asks_industry=True)
        _save(request.user, form)
        return redirect(_next(request))
    return _page(request, form)


def _next(request: HttpRequest) -> str:
    """Back to the page that needed this first, if it is one of ours; else on with the journey."""
    back = request.GET.get("next", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("needs:suggested" if request.user.needs.exists() else "needs:story")


def _page(request: HttpRequest, form: BusinessForm, *, asks_industry: bool = False) -> HttpResponse:
    status = 422 if request.method == "POST" and form.errors else 200
    is_chosen_from = len(form.fields["industry"].choices) > 1
    shows_industry = is_chosen_from and (
        asks_industry or "industry" in form.data or not form.is_bound
    )
    return render(
        request,
        "needs/business.html",
        {"form": form, "shows_industry": shows_industry, "asks_industry": asks_industry},
        status=status,
    )


def _initial(person: Person) -> dict[str, object]:
    known: dict[str, object] = {
        "country": person.country,
        "region": person.region,
        "town": person.town,
        "languages": person.languages,
    }
    stored = Business.objects.filter(person=person).first()
    if stored is None:
        return known
    return known | {
        "trade": stored.trade,
        "industry": stored.industry,
        "business_name": stored.name,
        "stage": stored.stage,
    }


def _save(person: Person, form: BusinessForm) -> None:
    said, now = form.cleaned_data, timezone.now()
    actions.describe_oneself(
        by=person,
        name=person.name,
        country=said["country"],
        region=said["region"],
        town=said["town"],
        languages=said["languages"],
        time_zone=person.time_zone,
        now=now,
    )
    actions.describe_business(
        by=person,
        name=said["business_name"],
        trade=said["trade"],
        industry=said["industry"],
        stage=said["stage"],
        now=now,
    )
