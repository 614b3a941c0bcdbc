"""What stands beside the data of a study as plain values: deviations, signatures, notes."""

from typing import Any, Final

from tequio.survey_records.models import Study

RECOMMENDED: Final = (
    "number", "text_es", "text_en", "evidence", "strength", "scale_letter", "cost", "owner", "due",
    "next_test_es", "next_test_en", "holds_above", "response", "response_text", "response_owner",
    "response_due",
)  # fmt: skip


def lists(study: Study) -> dict[str, list[dict[str, Any]]]:
    """Deviations, signatures, themes, recommendations and notes as plain values."""
    return {
        "deviations": list(
            study.deviations.order_by("number").values(
                "number", "what", "why", "signed_by", "made_at"
            )
        ),
        "signatures": list(
            study.signatures.order_by("pk").values("subject", "sha256", "name", "role", "signed_at")
        ),
        "themes": list(
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
        "recommendations": list(study.recommendations.order_by("number").values(*RECOMMENDED)),
        "fact_check": list(
            study.fact_check_notes.order_by("pk").values(
                "pk", "about", "note", "made_by", "made_at", "answer", "answered_at"
            )
        ),
    }
