"""The report: one calm page a part, with the honesty dial and the switchboard of definitions."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tequio.domain.studies import members, publication
from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report import build, sources
from tequio.domain.studies.report.parts import contents
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.tables import named, table_csv
from tequio.domain.studies.report.writing import LARGEST_K, Reader
from tequio.pages.shared import errors
from tequio.pages.studies import published_files, scope

DEFINITIONS = ("M0", "M1", "M2", "M3", "M4")
STEP = 0.05
LAST = "annex"


def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The first page: what was found, and the way to every part."""
    return chapter(request, public_id, "summary")


def chapter(request: HttpRequest, public_id: str, chapter: str) -> HttpResponse:
    """One part of the report."""
    source = _source(request)
    if source is None:
        return scope.page(request, "studies/report_to_come.html", "studies:report", {}, 409)
    reader = _reader(request, source)
    names = [name for name, _title in contents(reader)]
    if chapter not in names:
        return redirect("studies:report", public_id)
    at = names.index(chapter)
    context = {
        "part": build.part(source, reader, chapter),
        "chapters": [(name, title, name == chapter) for name, title in contents(reader)],
        "before": contents(reader)[at - 1] if at else None,
        "after": contents(reader)[at + 1] if at + 1 < len(names) else None,
        "query": _query(request),
        **_files(request, chapter),
        **_controls(reader, source),
    }
    return scope.page(request, "studies/report.html", "studies:report", context)


def _files(request: HttpRequest, chapter: str) -> dict[str, Any]:
    """The files in the annex, and the way to them from the first page."""
    if chapter not in ("summary", LAST) or request.study.published_at is None:
        return {}
    files = publication.files_of(request.study)
    if chapter == LAST:
        seal = publication.seal_of(request.study)
        return {"shelves": published_files.shelves(files), "seal": seal}
    at = reverse("studies:chapter", args=[request.study.public_id, LAST])
    return {"files_at": at if files else ""}


def table(request: HttpRequest, public_id: str, identifier: str) -> HttpResponse:
    """The numbers of a table or chart as CSV; a turned dial stands in the file."""
    source = None if _is_early(request) else sources.of_result(request.study, identifier)
    if source is None:
        return errors.conflict(request, _("There are no numbers to read yet."))
    reader = _reader(request, source)
    found: Content | None = source.results.get(identifier)
    if found is None or found["kind"] == "estimate":
        return HttpResponseRedirect("..")
    answer = HttpResponse(
        table_csv(*named(found, reader, source.plan)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{public_id}-{identifier}.csv"'
    return answer


def _source(request: HttpRequest) -> Source | None:
    """The report's source; nothing for the programme before the fact-check is open."""
    return None if _is_early(request) else sources.of_study(request.study)


def _is_early(request: HttpRequest) -> bool:
    outside = request.study_roles <= {members.PLATFORM}
    return outside and request.study.fact_check_from is None


def _reader(request: HttpRequest, source: Source) -> Reader:
    """The language of the page, the definition and the dial of the address; the plan's without."""
    planned = str(source.results.get("plan.definition", {}).get("word") or "M2")
    asked = request.GET.get("definition", "")
    definition = asked if asked in DEFINITIONS else planned
    language = "en" if get_language() == "en" else "es"
    k = _k(request.GET.get("k", ""))
    return Reader(language, definition, k, planned, source.plan)


def _k(text: str) -> float | None:
    """The dial from the address, to its step; nothing where it is not a k."""
    try:
        value = float(text[:20].replace(",", "."))
    except ValueError:
        return None
    return round(round(value / STEP) * STEP, 2) if 0 <= value <= LARGEST_K else None


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name in list(kept):
        if name not in ("k", "definition"):
            del kept[name]
    return f"?{kept.urlencode()}" if kept else ""


def _controls(reader: Reader, source: Source) -> dict[str, Any]:
    measured = source.results.get(f"F10.{reader.definition}.measured_k", {}).get("value")
    return {
        "k": reader.k,
        "k_text": "" if reader.k is None else f"{reader.k:g}",
        "k_steps": [f"{STEP * step:g}" for step in range(round(LARGEST_K / STEP) + 1)],
        "measured_k": None if measured is None else f"{measured:.2f}",
        "definition": reader.definition,
        "planned": source.results.get("plan.definition", {}).get("word"),
        "definitions": DEFINITIONS,
    }
