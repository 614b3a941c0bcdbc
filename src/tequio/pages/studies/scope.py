"""What every page of a study shows around its content: stage, way and the pages of one's role."""

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

PAGES: Final = (
    ("studies:show", _("Overview")),
    ("studies:members", _("Team")),
    ("studies:plan", _("Plan")),
    ("studies:frame", _("Frame")),
    ("studies:draw", _("Draw")),
    ("studies:release", _("Waves")),
    ("studies:questionnaires", _("Questionnaires")),
    ("studies:field", _("Field work")),
    ("studies:imports", _("Import")),
    ("studies:ledger", _("Ledger")),
    ("studies:deviations", _("Deviations")),
    ("studies:lock", _("Data lock")),
    ("studies:results", _("Results")),
    ("studies:themes", _("Themes")),
    ("studies:recommendations", _("Recommendations")),
    ("studies:report", _("The report")),
    ("studies:fact-check", _("Fact-check")),
    ("studies:response", _("Response")),
    ("studies:publish", _("Publication")),
)
WAY: Final = tuple(Stage)


@dataclass(frozen=True)
class PageOfStudy:
    """A page of the study that this person may open."""

    name: str
    href: str
    label: Promise
    is_current: bool


def title(study: Study) -> str:
    """The title in the reader's language."""
    return study.title_en if get_language() == "en" else study.title_es


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
        "study_links": links(request, study, current),
        "stages": [stage.label for stage in WAY],
        "stage_number": WAY.index(study.stage) + 1,
    }
    return render(request, template, {**around, **context}, status=status)


def links(request: HttpRequest, study: Study, current: str) -> list[PageOfStudy]:
    """The pages of the study that this person may open, in the order of the way."""
    return [
        PageOfStudy(name, href, label, name == current)
        for name, label in PAGES
        if access.may(request, name) and (href := _address(name, study))
    ]


def _address(name: str, study: Study) -> str:
    try:
        return reverse(name, args=[study.public_id])
    except NoReverseMatch:
        return ""
