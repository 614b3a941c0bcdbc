"""Mentors whom a study asked; with the data lock they stay as they are."""

import django.db.models.deletion
from django.db import migrations, models

STAYS = """
CREATE TRIGGER asked_mentor_stays BEFORE INSERT OR UPDATE OR DELETE ON survey_records_askedmentor
    FOR EACH ROW EXECUTE FUNCTION survey_study_stays();
"""
CHANGES = "DROP TRIGGER asked_mentor_stays ON survey_records_askedmentor;"


class Migration(migrations.Migration):
    dependencies = [
        ("survey_records", "0007_respondents_see_what_is_not_sent"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importedfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("answers", "Answers"),
                    ("attempts", "Attempts"),
                    ("mentors", "Mentors asked"),
                ],
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="AskedMentor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=32)),
                ("mode", models.CharField(blank=True, max_length=12)),
                ("language", models.CharField(blank=True, max_length=5)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("consents", models.JSONField(default=dict)),
                ("values", models.JSONField(default=dict)),
                ("is_partial", models.BooleanField(default=False)),
                (
                    "questionnaire",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="survey_records.questionnaire",
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_mentors",
                        to="survey_records.study",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("study", "key"), name="mentor_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("questionnaire__isnull", False),
                            _connector="OR",
                        ),
                        name="mentor_answer_has_a_form",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STAYS, CHANGES),
    ]
