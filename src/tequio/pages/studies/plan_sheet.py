"""The power sheet in words: what the study will be able to see, and what it will not."""

from typing import Any

from django.utils.translation import gettext as _

from tequio.domain.studies.study_data import Document
from tequio.pages.shared.dates import decimal

Rows = list[tuple[str, str]]


def rows(content: Document) -> Rows:
    """Sentence and number; empty where no sheet was computed."""
    power = content.get("power")
    sheet = power.get("computed") if isinstance(power, dict) else None
    if not isinstance(sheet, dict):
        return []
    return [*_answers(sheet), *_shares(sheet), *_sales(sheet)]


def _answers(sheet: dict[str, Any]) -> Rows:
    answers, widths = sheet["answers"], sheet["half_widths"]
    made = [
        (_("Answers expected"), decimal(round(answers["all"]))),
        (_("of them from mentored people"), decimal(round(answers["mentored"]))),
        (_("A share of one half among all is known to within"), _points(widths["all"])),
        (_("the same among the mentored"), _points(widths["mentored"])),
    ]
    return made + [
        (
            _("Answers needed for ±%(points)s") % {"points": _points(float(width))},
            decimal(count),
        )
        for width, count in sheet["needed"].items()
    ]


def _shares(sheet: dict[str, Any]) -> Rows:
    return [
        (
            _("Smallest rise that is seen where %(base)d in 100 reach it without mentoring")
            % {"base": round(100 * float(base))},
            _points(rise) if rise is not None else _("none"),
        )
        for base, rise in sheet["shares"].items()
    ]


def _sales(sheet: dict[str, Any]) -> Rows:
    sales = sheet["sales"]
    return [
        (_("Smallest change of sales that is seen"), _percent(sales["all"])),
        (_("with sales before known"), _percent(sales["all_with_baseline"])),
        (_("among those with sales only"), _percent(sales["sellers"])),
        (_("among them with sales before known"), _percent(sales["sellers_with_baseline"])),
    ]


def _points(share: float) -> str:
    return _("%(points).1f points") % {"points": 100 * share}


def _percent(change: float) -> str:
    sign = "+" if change >= 0 else ""
    return f"{sign}{decimal(round(100 * change))}%"
