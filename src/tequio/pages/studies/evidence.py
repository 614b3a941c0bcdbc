"""The picker of evidence: every number of the report in words, on the shelves of its parts."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tequio.domain.studies.report import evidence, sources
from tequio.domain.studies.report.evidence import Piece, Shelf
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.writing import Reader
from tequio.pages.shared.forms import CardLabel, LongSelect
from tequio.pages.studies import access


class Shelves(forms.CheckboxSelectMultiple):
    """Check boxes on shelves that open and close without JavaScript; what is chosen lies open."""

    template_name = "shared/components/shelves.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["shelves"] = [
            (group, options, any(option["selected"] for option in options))
            for group, options, _index in context["widget"]["optgroups"]
        ]
        return context


class EvidenceField(forms.MultipleChoiceField):
    """Names of results and themes; whether each exists is for the action to say, in words."""

    widget = Shelves

    def validate(self, value: Any) -> None:
        """Nothing yet: that there is none is for the action to say too."""

    def valid_value(self, value: Any) -> bool:
        return True


class EvidenceForm(forms.Form):
    """A form with evidence; `source` and `reader` fill the shelves."""

    evidence = EvidenceField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy(
            "Open a part of the report and mark the numbers and themes on which this rests. At "
            "least one."
        ),
    )

    def __init__(
        self, *args: Any, source: Source | None, reader: Reader, cited: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shelves = evidence.shelves(source, reader) if source else []
        offered = {piece.name for shelf in shelves for piece in shelf.pieces}
        others = [name for name in dict.fromkeys(cited) if name not in offered]
        if source and others:
            pieces = tuple(evidence.piece(name, source, reader) for name in others)
            shelves = [*shelves, Shelf(_("Further evidence"), pieces)]
        self.fields["evidence"].choices = [
            (shelf.title, [(piece.name, _label(piece)) for piece in shelf.pieces])
            for shelf in shelves
        ]
        self.has_shelves = bool(shelves)
        self.projected = [
            piece for shelf in shelves for piece in shelf.pieces if piece.is_projected
        ]


def around(request: HttpRequest, cited: list[str]) -> dict[str, Any]:
    """What an evidence form needs beside what was posted."""
    source = sources.of_study(request.study)
    posted = request.POST.getlist("evidence")
    return {"source": source, "reader": reader_of(source), "cited": [*cited, *posted]}


def may_write(request: HttpRequest, view: str) -> bool:
    """Whether this person may write what that page lists, and still can: until the fact-check."""
    study = request.study
    is_open = study.fact_check_from is None and study.data_locked_at is not None
    return is_open and access.may(request, view, "POST")


def reader_of(source: Source | None) -> Reader:
    """The reader of this page under the definition of the plan."""
    planned = source.results.get("plan.definition", {}).get("word") if source else None
    return Reader("en" if get_language() == "en" else "es", str(planned or "M2"))


def hangs_on(pieces: list[Piece]) -> list[tuple[str, str]]:
    """The projected numbers, one of which a recommendation may hang on."""
    return [("", "–"), *((piece.name, f"{piece.words}: {piece.value}") for piece in pieces)]


def number_field() -> forms.ChoiceField:
    """Which number must stay above the threshold."""
    return forms.ChoiceField(
        label=gettext_lazy("The number that it hangs on"),
        required=False,
        widget=LongSelect,
        help_text=gettext_lazy(
            "If this number were much smaller, you would not recommend it. The report then says "
            "under which assumption about the silent that happens."
        ),
    )


def _label(piece: Piece) -> CardLabel:
    return CardLabel(f"{piece.words}: {piece.value}" if piece.value else piece.words, piece.name)
