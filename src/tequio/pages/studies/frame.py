"""The frame: who could be asked, counts in and out by reason, hash and signatures."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import csv_frame, platform_frame
from tequio.domain.studies import frame as actions
from tequio.domain.studies.errors import CellFault, FrameRefused, StudyRefused
from tequio.domain.studies.platform_frame import Rule
from tequio.domain.studies.signatures import roles_that_signed
from tequio.pages.needs import choices
from tequio.pages.shared.forms import Chips
from tequio.pages.studies import frame_words, plan_words, refusals, scope
from tequio.pages.studies.plan_fields import Words
from tequio.survey_records.models import Frame, Signature

FROZEN = gettext_lazy(
    "The frame is frozen. Two must sign it now: the lead evaluator and somebody of the programme."
)
LARGEST = 200_000_000
MOST_SHOWN = 100


class RuleForm(forms.Form):
    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("None chosen means all."),
        widget=Chips,
        required=False,
    )
    joined_from = forms.DateField(
        label=gettext_lazy("Joined on this day or later"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    joined_until = forms.DateField(
        label=gettext_lazy("Joined before this day"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    test_domains = Words(
        label=gettext_lazy("Addresses of tests end in"),
        help_text=gettext_lazy("What stands after the @, between commas."),
        required=False,
        max_length=300,
    )
    leave_out_asked_recently = forms.BooleanField(
        label=gettext_lazy("Leave out those whom a study asked in the last 365 days"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(choices.countries())
        self.fields["countries"].choices = [
            (code, names.get(code, code)) for code in platform_frame.countries_of_people()
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("joined_from"), said.get("joined_until")
        if since and until and since >= until:
            self.add_error("joined_until", _("The first day must come before the last one."))
        return said

    def rule(self) -> Rule:
        """What was typed, as a rule."""
        said = self.cleaned_data
        return Rule(
            countries=tuple(said["countries"]),
            joined_from=said["joined_from"],
            joined_until=said["joined_until"],
            test_domains=tuple(said["test_domains"]),
            leave_out_asked_recently=said["leave_out_asked_recently"],
        )


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File (CSV UTF-8)"),
        help_text=gettext_lazy(
            "Columns: key, stage, country, gender, language, cohort, and those of the logs if you "
            "hold them. Keys may not be addresses or telephone numbers."
        ),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 200 MB."))
        content: bytes = file.read()
        return content


@dataclass(frozen=True)
class BadCell:
    """One fault in words."""

    row: int
    column: str
    value: str
    words: str | Promise


@dataclass(frozen=True)
class Count:
    """How many, for which reason."""

    words: str | Promise
    count: int


def frame(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, RuleForm(initial=_last_rule(request)), FileForm())


def from_platform(request: HttpRequest, public_id: str) -> HttpResponse:
    """`step=check` counts without freezing."""
    form, now = RuleForm(request.POST), timezone.now()
    if not form.is_valid():
        return _page(request, form, FileForm(), status=422)
    if request.POST.get("step") == "check":
        found = platform_frame.eligible(study=request.study, rule=form.rule(), now=now)
        counted = {"in": len(found.people), "out": found.out, "all": found.all}
        return _page(request, form, FileForm(), counts=_counts(counted))
    try:
        actions.freeze_from_platform(
            study=request.study, by=request.user, rule=form.rule(), now=now
        )
    except FrameRefused as refused:
        return _page(request, form, FileForm(), cells=_cells(refused.faults), status=422)
    except StudyRefused as refused:
        return refusals.answer(request, refused)
    messages.success(request, FROZEN)
    return redirect("studies:frame", public_id)


def from_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """`step=check` reads the file and names every bad cell, without freezing."""
    form, rule_form = FileForm(request.POST, request.FILES), RuleForm(initial=_last_rule(request))
    if not form.is_valid():
        return _page(request, rule_form, form, status=422)
    text = form.cleaned_data["file"]
    if request.POST.get("step") == "check":
        checked = csv_frame.check(text)
        counts = None if checked.faults else _counts(actions.counts_of_file(checked))
        return _page(request, rule_form, form, counts=counts, cells=_cells(checked.faults))
    try:
        actions.freeze_from_csv(study=request.study, by=request.user, text=text, now=timezone.now())
    except FrameRefused as refused:
        return _page(request, rule_form, form, cells=_cells(refused.faults), status=422)
    except StudyRefused as refused:
        return refusals.answer(request, refused)
    messages.success(request, FROZEN)
    return redirect("studies:frame", public_id)


def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        actions.sign(study=request.study, by=request.user, now=timezone.now())
    except StudyRefused as refused:
        return refusals.answer(request, refused)
    messages.success(request, _("Signed."))
    return redirect("studies:frame", public_id)


def _page(
    request: HttpRequest,
    form: RuleForm,
    file_form: FileForm,
    *,
    counts: dict[str, Any] | None = None,
    cells: list[BadCell] | None = None,
    status: int = 200,
) -> HttpResponse:
    frozen = actions.current(request.study)
    context = {
        "form": form,
        "file_form": file_form,
        "counts": counts,
        "cells": (cells or [])[:MOST_SHOWN],
        "more_cells": max(0, len(cells or []) - MOST_SHOWN),
        "frame": frozen,
        "frozen_counts": _counts(frozen.counts) if frozen else None,
        "signatures": _signatures(request, frozen),
        "may_freeze": _may_freeze(request),
        "plan_comes_first": _supplies(request) and request.study.plan_locked_at is None,
        "may_sign": frozen is not None and _may_sign(request, frozen),
    }
    return scope.page(request, "studies/frame.html", "studies:frame", context, status)


def _may_freeze(request: HttpRequest) -> bool:
    study = request.study
    return study.drawn_at is None and study.plan_locked_at is not None and _supplies(request)


def _supplies(request: HttpRequest) -> bool:
    return bool(request.study_roles & set(actions.SUPPLIERS))


def _may_sign(request: HttpRequest, frozen: Frame) -> bool:
    mine = request.study_roles & set(actions.SIGNERS)
    signed = roles_that_signed(request.study, Signature.Subject.FRAME, frozen.sha256)
    return bool(mine - signed)


def _signatures(request: HttpRequest, frozen: Frame | None) -> list[Signature]:
    if frozen is None:
        return []
    return list(Signature.objects.filter(study=request.study, sha256=frozen.sha256))


def _counts(counts: dict[str, Any]) -> dict[str, Any]:
    names = dict(plan_words.COLUMNS)
    return {
        "all": counts["all"],
        "in": counts["in"],
        "out": [
            Count(frame_words.REASONS[reason], counts["out"][reason])
            for reason in frame_words.REASONS
            if reason in counts["out"]
        ],
        "blanked": [
            Count(names.get(column, column), count)
            for column, count in sorted(counts.get("blanked", {}).items())
        ],
        "gone": [names.get(column, column) for column in counts.get("gone", ())],
    }


def _cells(faults: "tuple[CellFault, ...]") -> list[BadCell]:
    return [
        BadCell(fault.row, fault.column, fault.value, frame_words.FAULTS[fault.code])
        for fault in faults
    ]


def _last_rule(request: HttpRequest) -> dict[str, Any]:
    """The rule of the last frame, so that a further version differs only where it should."""
    frozen = actions.current(request.study)
    if frozen is None or frozen.source != "platform":
        return {}
    return dict(frozen.rule)
