"""The wall: no row of the survey side leads to a person, and a result stays as it was stored."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tequio.survey_records.models import AnalysisRun, Result, Study

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)


def foreign(app: str) -> list[str]:
    """Fields of an app that lead to a model of another app."""
    return [
        str(field)
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model._meta.app_label != app  # type: ignore[union-attr]
    ]


def test_a_planted_key_across_the_wall_is_noticed() -> None:
    assert foreign("usersessions") == ["usersessions.UserSession.user"]


def test_no_key_crosses_the_wall() -> None:
    assert foreign("survey_records") == []


def test_identity_does_not_point_at_the_survey_side() -> None:
    targets = {
        field.related_model._meta.app_label  # type: ignore[union-attr]
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and isinstance(field, models.ForeignKey)
    }
    assert "survey_records" not in targets


@pytest.mark.django_db
def test_a_stored_result_cannot_be_changed() -> None:
    study = Study.objects.create(title_es="a", title_en="a", made_at=NOW)
    run = AnalysisRun.objects.create(study=study, asked_at=NOW)
    result = Result.objects.create(run=run, identifier="T1", kind="table", content={})
    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        Result.objects.filter(pk=result.pk).update(content={"value": 1})
    result.refresh_from_db()
    assert result.content == {}
