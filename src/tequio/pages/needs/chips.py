"""My needs: the areas found in the story, with the reasons, for the person to change."""

from collections.abc import Collection, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentor_matching.vocabulary import Area
from tequio.domain.needs import actions
from tequio.domain.vocabulary import words
from tequio.pages.needs import choices
from tequio.records.needs import Need

MOST_NEEDS = 5


def chips(request: HttpRequest) -> HttpResponse:
    """The found needs are marked; any of the 48 areas can be added, five at most."""
    if request.method != "POST":
        return _page(request)
    chosen = list(dict.fromkeys(request.POST.getlist("areas")))
    if len(chosen) > MOST_NEEDS:
        told = _("You marked %(marked)d areas. Keep at most %(most)d, and save again.")
        return _page(request, chosen, told % {"marked": len(chosen), "most": MOST_NEEDS})
    try:
        actions.choose(by=request.user, areas=chosen, now=timezone.now())
    except actions.NothingChosen:
        told = _("Nothing was changed: mark at least one area of the list.")
        return _page(request, (), told)
    return redirect("needs:suggested")


def _page(
    request: HttpRequest, chosen: Sequence[str] | None = None, refused: str = ""
) -> HttpResponse:
    """With what was chosen and `refused`, or as it is kept."""
    found = {need.area: need for need in request.user.needs.all()}
    if chosen is None:
        chosen = [area for area, need in found.items() if need.origin != Need.Origin.OFFERED]
    shown = [_shown(words.area(need.area), chosen, need.because) for need in found.values()]
    context = {
        "found": shown,
        "has_unmarked": not refused and not all(area["is_marked"] for area in shown),
        "others": _others(found, chosen),
        "most": MOST_NEEDS,
        "refused": refused,
    }
    return render(request, "needs/chips.html", context, status=422 if refused else 200)


def _others(
    found: Collection[str], chosen: Sequence[str]
) -> list[tuple[str, list[dict[str, object]]]]:
    """The areas that were not found, under the headings of their groups."""
    groups = [
        (
            heading,
            [
                {"id": area, "label": label, "is_marked": area in chosen}
                for area, label in areas
                if area not in found
            ],
        )
        for heading, areas in choices.grouped_areas()
    ]
    return [(heading, areas) for heading, areas in groups if areas]


def _shown(area: Area, chosen: Sequence[str], because: str) -> dict[str, object]:
    return {
        "id": area.id,
        "label": area.label(choices.reader()),
        "description": area.description(choices.reader()),
        "because": because,
        "is_marked": area.id in chosen,
    }
