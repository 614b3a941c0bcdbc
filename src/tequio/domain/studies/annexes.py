"""What stands beside the data of a study as plain values: deviations, signatures, notes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import F

from tequio.records.studies import StudyMember
from tequio.survey_records.models import Study

RECOMMENDED: Final = (
    "number", "text_es", "text_en", "evidence", "strength", "scale_letter", "cost", "owner", "due",
    "next_test_es", "next_test_en", "holds_above", "response", "response_text", "response_owner",
    "response_due",
)  # fmt: skip


def lists(study: Study) -> dict[str, list[dict[str, Any]]]:
    """What people wrote and signed beside the numbers, as plain values by name."""
    return {
        "declarations": _plain(
            StudyMember.objects.filter(study=study.public_id, declared_at__isnull=False)
            .order_by("pk")
            .values("role", "declaration", "declared_at", "ended_at", name=F("person__name"))
        ),
        "deviations": _plain(
            study.deviations.order_by("number").values(
                "number", "what", "why", "changes", "signed_by", "made_at"
            )
        ),
        "signatures": _plain(
            study.signatures.order_by("pk").values("subject", "sha256", "name", "role", "signed_at")
        ),
        "themes": _plain(
            study.themes.order_by("code").values(
                "code",
                "name_es",
                "name_en",
                "who",
                "cases",
                "negative_cases",
                "interviews",
                "quotes",
            )
        ),
        "lessons": _plain(
            study.lessons.order_by("number").values("number", "text_es", "text_en", "evidence")
        ),
        "recommendations": _plain(study.recommendations.order_by("number").values(*RECOMMENDED)),
        "fact_check": _plain(
            study.fact_check_notes.order_by("pk").values(
                "pk", "about", "note", "made_by", "made_at", "answer", "answered_at"
            )
        ),
    }


def _plain(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows as dictionaries, moments and days as text."""
    return [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
        }
        for row in rows
    ]
