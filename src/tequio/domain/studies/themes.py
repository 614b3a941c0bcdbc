"""Themes of the interviews: a code, how often it was heard, and quotes that may be used."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members, recommendations
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Study, Theme

MOST_QUOTES: Final = 10
MOST_INTERVIEWS: Final = 1_000_000
QUOTE: Final = ("text", "translation", "who", "consented", "consent")
CONSENTS: Final = ("paper", "recording", "message", "survey")  # how it is known that she agreed


class ThemeRefused(StudyRefused):
    """A theme not kept or not removed: `name`, `counts`, `quote`, `no_consent`, `cited`."""


@transaction.atomic
def write(
    *,
    study: Study,
    by: Person,
    code: str,
    name_es: str,
    name_en: str,
    who: str,
    cases: int,
    negative_cases: int,
    interviews: int,
    quotes: list[dict[str, Any]],
    now: datetime,
) -> Theme:
    """Keeps a theme under its code; raises NotAllowed, WrongStage, ThemeRefused."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR, StudyRole.CODER)
    _check_open(study)
    if not code.strip() or not name_es.strip() or not name_en.strip():
        raise ThemeRefused("name")
    if (
        min(cases, negative_cases) < 0
        or cases + negative_cases > interviews
        or interviews > MOST_INTERVIEWS
    ):
        raise ThemeRefused("counts")
    _check_quotes(quotes)
    theme, _ = Theme.objects.update_or_create(
        study=study,
        code=code.strip(),
        defaults={
            "name_es": name_es.strip(),
            "name_en": name_en.strip(),
            "who": who.strip(),
            "cases": cases,
            "negative_cases": negative_cases,
            "interviews": interviews,
            "quotes": [{name: one.get(name, "") for name in QUOTE} for one in quotes],
        },
    )
    audit.record(action="studies.write_theme", subject=study, by=by, now=now)
    return theme


@transaction.atomic
def remove(*, study: Study, by: Person, code: str, now: datetime) -> None:
    """Takes a theme out before the fact-check; raises NotAllowed, WrongStage, ThemeRefused."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR, StudyRole.CODER)
    _check_open(study)
    name = f"{recommendations.THEME}{code}"
    for cited in (study.recommendations, study.lessons):
        if cited.filter(evidence__contains=[name]).exists():
            raise ThemeRefused("cited")
    Theme.objects.filter(study=study, code=code).delete()
    audit.record(action="studies.remove_theme", subject=study, by=by, now=now)


def _check_open(study: Study) -> None:
    """Raises WrongStage once the programme reads the report: it then stays as it is."""
    if study.published_at is not None:
        raise WrongStage("published")
    if study.fact_check_from is not None:
        raise WrongStage("fact_check")


def _check_quotes(quotes: list[dict[str, Any]]) -> None:
    """Raises ThemeRefused for too many, for one without a text, or without consent."""
    if len(quotes) > MOST_QUOTES or any(not str(q.get("text") or "").strip() for q in quotes):
        raise ThemeRefused("quote")
    for quote in quotes:
        if quote.get("consented") is not True or quote.get("consent") not in CONSENTS:
            raise ThemeRefused("no_consent")
