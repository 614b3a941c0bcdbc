"""Field work at a glance: waves, what became of cases, attempts, letters; never an answer."""

from collections import Counter

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tequio.domain.studies import queries
from tequio.domain.studies.dispositions import letters_of
from tequio.pages.fieldwork import words
from tequio.pages.studies import access, scope
from tequio.survey_records.models import Attempt, Case, PersonalLink, Study, SurveyLetter

ORDER = ("I", "P", "R", "NC", "O", "U", "NE")


def field(request: HttpRequest, public_id: str) -> HttpResponse:
    study = request.study
    waves = _waves(study)
    context = {
        "waves": _endings(waves),
        "wave_head": [_("Ended as"), *(f"{_('Wave')} {wave}" for wave in waves), _("All waves")],
        "attempts": _attempts(study),
        "attempt_head": [_("Way of contact"), _("Attempts"), _("Cases")],
        "letters": _letters(study),
        "letter_head": [_("Letter"), _("State"), _("Letters")],
        "links": PersonalLink.objects.filter(case__study=study).aggregate(
            made=Count("pk"), open=Count("pk", filter=Q(withdrawn_at__isnull=True))
        ),
        "waiting": Case.objects.filter(study=study, released_at__isnull=True).count(),
        "may_see_cases": access.may(request, "studies:cases"),
        "may_write": access.may(request, "studies:letters", "POST"),
    }
    return scope.page(request, "fieldwork/field.html", "studies:field", context)


def _waves(study: Study) -> dict[int, Counter[str]]:
    """Wave -> how many of its cases stand in each category now."""
    counts: dict[int, Counter[str]] = {}
    for row in queries.case_table(study).records():
        if row["wave"]:
            letters = letters_of(row["code"])
            name = "U" if letters in ("UH", "UR", "UO") else letters
            counts.setdefault(int(row["wave"]), Counter())[name] += 1
    return dict(sorted(counts.items()))


def _endings(waves: dict[int, Counter[str]]) -> list[list[object]]:
    """One line a category, one column a wave, and how many were released below; or nothing."""
    if not waves:
        return []
    lines = [(str(words.CATEGORIES[name]), [w[name] for w in waves.values()]) for name in ORDER]
    lines.append((_("Released cases"), [found.total() for found in waves.values()]))
    return [[label, *counts, sum(counts)] for label, counts in lines]


def _attempts(study: Study) -> list[list[object]]:
    names = dict(words.MODES)
    found = (
        Attempt.objects.filter(case__study=study)
        .values("mode")
        .annotate(made=Count("pk"), cases=Count("case", distinct=True))
        .order_by("mode")
    )
    return [[str(names.get(f["mode"], f["mode"])), f["made"], f["cases"]] for f in found]


def _letters(study: Study) -> list[list[object]]:
    found = (
        SurveyLetter.objects.filter(case__study=study)
        .values("kind", "number", "state")
        .annotate(made=Count("pk"))
        .order_by("kind", "number", "state")
    )
    return [
        [
            f"{SurveyLetter.Kind(f['kind']).label} {f['number']}",
            str(SurveyLetter.State(f["state"]).label),
            f["made"],
        ]
        for f in found
    ]
