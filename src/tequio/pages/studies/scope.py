"""What every page of a study shows around its content: stage, way and the pages of one's role."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tequio.pages.studies import access
from tequio.survey_records.models import Stage, Study

FIRST: Final = (("studies:show", _("Overview")), ("studies:declare", _("Declaration")))
GROUPS: Final = (
    (
        _("Before the field"),
        (
            ("studies:members", _("Team")),
            ("studies:plan", _("Plan")),
            ("studies:frame", _("Frame")),
            ("studies:draw", _("Draw")),
            ("studies:deviations", _("Deviations")),
        ),
    ),
    (
        _("In the field"),
        (
            ("studies:release", _("Waves")),
            ("studies:questionnaires", _("Questionnaires")),
            ("studies:field", _("Field work")),
            ("studies:imports", _("Import")),
            ("studies:ledger", _("Ledger")),
            ("studies:lock", _("Data lock")),
        ),
    ),
    (
        _("After the field"),
        (
            ("studies:results", _("Results")),
            ("studies:themes", _("Themes")),
            ("studies:lessons", _("Lessons")),
            ("studies:recommendations", _("Recommendations")),
            ("studies:report", _("The report")),
            ("studies:fact-check", _("Fact-check")),
            ("studies:response", _("Response")),
            ("studies:publish", _("Publication")),
        ),
    ),
)
FEW: Final = 7  # as many pages stand in one row, without groups
WAY: Final = tuple(Stage)


@dataclass(frozen=True)
class PageOfStudy:
    """A page of the study that this person may open."""

    name: str
    href: str
    label: Promise
    is_current: bool


@dataclass(frozen=True)
class Group:
    """The pages of one part of the way, as this person may open them."""

    label: Promise
    pages: tuple[PageOfStudy, ...]

    @property
    def is_current(self) -> bool:
        """Whether the page that is open is one of them."""
        return any(page.is_current for page in self.pages)


def title(study: Study) -> str:
    """The title in the reader's language."""
    return study.title_en if get_language() == "en" else study.title_es


def named(one: Any) -> str:
    """The name of something that has one in each language, in the reader's."""
    return str(one.name_en if get_language() == "en" else one.name_es)


def page(
    request: HttpRequest,
    template: str,
    current: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Renders a page of a study with its way and its subnavigation."""
    study: Study = request.study
    around = {
        "study": study,
        "study_title": title(study),
        **_navigation(request, study, current),
        "is_in_field": study.stage == Stage.IN_FIELD,
        "stages": [stage.label for stage in WAY],
        "stage_number": WAY.index(study.stage) + 1,
    }
    return render(request, template, {**around, **context}, status=status)


def _navigation(request: HttpRequest, study: Study, current: str) -> dict[str, Any]:
    """One row of pages where there are few; otherwise the parts of the way, then their pages."""
    first = _pages(request, study, current, FIRST)
    found = groups(request, study, current)
    everything = links(request, study, current)
    if len(everything) <= FEW:
        return {"study_links": everything, "study_groups": ()}
    return {"study_links": first, "study_groups": found}


def groups(request: HttpRequest, study: Study, current: str) -> list[Group]:
    """The parts of the way with the pages that this person may open; none that is empty."""
    made = [Group(label, _pages(request, study, current, pages)) for label, pages in GROUPS]
    return [group for group in made if group.pages]


def links(request: HttpRequest, study: Study, current: str) -> list[PageOfStudy]:
    """The pages of the study that this person may open, in the order of the way."""
    first = _pages(request, study, current, FIRST)
    return [*first, *(p for group in groups(request, study, current) for p in group.pages)]


def _pages(
    request: HttpRequest, study: Study, current: str, pages: Sequence[tuple[str, Promise]]
) -> tuple[PageOfStudy, ...]:
    return tuple(
        PageOfStudy(name, href, label, name == current)
        for name, label in pages
        if access.may(request, name) and (href := _address(name, study))
    )


def _address(name: str, study: Study) -> str:
    try:
        return reverse(name, args=[study.public_id])
    except NoReverseMatch:
        return ""
