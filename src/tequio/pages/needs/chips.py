"""My needs: the areas found in the story, with the reasons, for the person to change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentor_matching.vocabulary import Area
from tequio.domain.needs import actions
from tequio.domain.vocabulary import words
from tequio.pages.needs.choices import reader

MOST_NEEDS = 5


def chips(request: HttpRequest) -> HttpResponse:
    """The found needs are marked; any of the 48 areas can be added, five at most."""
    if request.method == "POST":
        chosen = request.POST.getlist("areas")[:MOST_NEEDS]
        actions.choose(by=request.user, areas=chosen, now=timezone.now())
        return redirect("needs:suggested" if chosen else "needs:chips")
    found = {need.area: need for need in request.user.needs.all()}
    areas = sorted(words.areas(), key=lambda area: area.label(reader()))
    return render(
        request,
        "needs/chips.html",
        {
            "found": [_shown(words.area(need.area), need.because) for need in found.values()],
            "others": [_shown(area) for area in areas if area.id not in found],
            "most": MOST_NEEDS,
        },
    )


def _shown(area: Area, because: str = "") -> dict[str, str]:
    return {
        "id": area.id,
        "label": area.label(reader()),
        "description": area.description(reader()),
        "because": because,
    }
