"""The vocabulary: names, synonyms and examples of the areas, and phrases to review."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentor_matching import vocabulary as shipped
from mentor_matching.vocabulary import Area
from tequio.domain.safety import texts
from tequio.domain.vocabulary import actions
from tequio.domain.vocabulary.rules import OF_A_PHRASE
from tequio.pages.needs.choices import reader
from tequio.pages.safety import text_words
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.shared.idempotency import creates
from tequio.records.vocabulary import (
    LONGEST_PHRASE,
    AreaExample,
    AreaWording,
    CandidatePhrase,
)

PHRASES_A_PAGE = 20
MOST_SYNONYMS = 60
LONGEST_NAME = 80
LANGUAGES = (("es", _("Spanish")), ("en", _("English")))


class SynonymsField(forms.CharField):
    """Words, one a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, max_length=MOST_SYNONYMS * LONGEST_NAME)

    def clean(self, value: str) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        words = [line for line in lines if line]
        if len(words) > MOST_SYNONYMS or any(len(word) > LONGEST_NAME for word in words):
            raise forms.ValidationError(
                _("At most %(most)d lines of %(longest)d characters each."),
                params={"most": MOST_SYNONYMS, "longest": LONGEST_NAME},
            )
        return words


class WordingForm(forms.Form):
    label_es = forms.CharField(label=_("Name in Spanish"), max_length=LONGEST_NAME)
    label_en = forms.CharField(label=_("Name in English"), max_length=LONGEST_NAME)
    synonyms_es = SynonymsField(_("Other words for it in Spanish, one a line"))
    synonyms_en = SynonymsField(_("Other words for it in English, one a line"))


class PhraseForm(forms.Form):
    """A phrase that strangers read: how to reach somebody has no place in it."""

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        found = texts.problems(OF_A_PHRASE, {"text": text})
        words = dict.fromkeys(problem.words for problem in found if problem.words.isprintable())
        if words:
            raise forms.ValidationError(
                _("Take out %(words)s: people who do not know each other read this phrase."),
                params={"words": ", ".join(gettext("“%(word)s”") % {"word": one} for one in words)},
            )
        if found:
            raise forms.ValidationError(text_words.sentence("unseen_signs", ()))
        return text


class ExampleForm(PhraseForm):
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, widget=ChipChoice, initial="es"
    )
    text = forms.CharField(
        label=_("How somebody would say it"),
        help_text=_("In plain words, and without names."),
        max_length=LONGEST_PHRASE,
    )


class ReviewForm(PhraseForm):
    text = forms.CharField(
        label=_("The phrase, without anything that says who told it"),
        max_length=LONGEST_PHRASE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def vocabulary(request: HttpRequest) -> HttpResponse:
    """Every area, and how many phrases wait."""
    worded = {wording.area: wording for wording in AreaWording.objects.all()}
    areas = [(area.id, _name(area, worded.get(area.id))) for area in shipped.areas()]
    waiting = CandidatePhrase.objects.count()
    return render(request, "staff/vocabulary.html", {"areas": areas, "waiting": waiting})


@creates
def area(request: HttpRequest, area: str) -> HttpResponse:
    """The words of one area; POST keeps them."""
    shown = _area_or_404(area)
    wording = AreaWording.objects.filter(area=area).first()
    form = WordingForm(kept_form.posted(request), initial=_initial(wording or shown))
    if request.method == "POST" and form.is_valid():
        actions.reword(area=area, by=request.user, now=timezone.now(), **form.cleaned_data)
        return redirect("staff:vocabulary-area", area)
    kept = kept_form.take(request, reverse("staff:vocabulary-example", args=[area]))
    example = ExampleForm(initial=kept.dict(), auto_id="example_%s") if kept else None
    return _area_page(request, shown, wording, wording_form=form, example_form=example)


@creates
def add_example(request: HttpRequest, area: str) -> HttpResponse:
    """Adds one example, or takes one back."""
    shown = _area_or_404(area)
    if "remove" in request.POST:
        number = request.POST["remove"]
        pk = int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else 0
        example = get_object_or_404(AreaExample, pk=pk, area=area)
        actions.remove_example(example=example, by=request.user, now=timezone.now())
        return redirect("staff:vocabulary-area", area)
    form = ExampleForm(request.POST)
    if form.is_valid():
        actions.add_example(area=area, by=request.user, now=timezone.now(), **form.cleaned_data)
        return redirect("staff:vocabulary-area", area)
    wording = AreaWording.objects.filter(area=area).first()
    return _area_page(request, shown, wording, example_form=form)


def phrases(request: HttpRequest) -> HttpResponse:
    """What people told beside the areas they chose, the oldest first; never who told it."""
    waiting = CandidatePhrase.objects.defer("person").order_by("told_at", "pk")
    page = Paginator(waiting, PHRASES_A_PAGE).get_page(request.GET.get("page"))
    names = {area.id: area.label(reader()) for area in shipped.areas()}
    rows = [
        (
            phrase,
            names.get(phrase.area, phrase.area),
            ReviewForm(initial={"text": phrase.text}, auto_id=f"{phrase.pk}-%s"),
        )
        for phrase in page
    ]
    return render(request, "staff/vocabulary_phrases.html", {"page": page, "rows": rows})


@creates
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Accepts a phrase in the words given, or rejects it."""
    candidate = get_object_or_404(CandidatePhrase, pk=number)
    form = ReviewForm(request.POST)
    if request.POST.get("answer") == "reject":
        actions.reject(candidate=candidate, by=request.user, now=timezone.now())
    elif form.is_valid():
        actions.accept(
            candidate=candidate,
            text=form.cleaned_data["text"],
            by=request.user,
            now=timezone.now(),
        )
    else:
        name = next((a.label(reader()) for a in shipped.areas() if a.id == candidate.area), "")
        context = {"rows": [(candidate, name, form)]}
        return render(request, "staff/vocabulary_phrases.html", context, status=422)
    return redirect("staff:vocabulary-phrases")


def _area_page(
    request: HttpRequest,
    shown: Area,
    wording: AreaWording | None,
    *,
    wording_form: WordingForm | None = None,
    example_form: ExampleForm | None = None,
) -> HttpResponse:
    added = AreaExample.objects.filter(area=shown.id).order_by("-pk")
    context = {
        "area": shown.id,
        "name": _name(shown, wording),
        "form": wording_form or WordingForm(initial=_initial(wording or shown)),
        "example_form": example_form or ExampleForm(auto_id="example_%s"),
        "added": added,
        "shipped": [e.text for e in shipped.examples() if e.area_id == shown.id],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/vocabulary_area.html", context, status=status)


def _area_or_404(area: str) -> Area:
    try:
        return shipped.area(area)
    except shipped.UnknownAreaError:
        raise Http404 from None


def _name(area: Area, wording: AreaWording | None) -> str:
    if wording is None:
        return area.label(reader())
    return wording.label_en if reader() == "en" else wording.label_es


def _initial(words: Area | AreaWording) -> dict[str, str]:
    return {
        "label_es": words.label_es,
        "label_en": words.label_en,
        "synonyms_es": "\n".join(words.synonyms_es),
        "synonyms_en": "\n".join(words.synonyms_en),
    }
