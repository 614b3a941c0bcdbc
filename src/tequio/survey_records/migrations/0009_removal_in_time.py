"""Answers can be taken back until the data lock; the lock and such a wish wait for each other."""

from django.db import migrations, models

REFUSE = """
CREATE TRIGGER removal_in_time BEFORE INSERT ON survey_records_respondentwish
    FOR EACH ROW WHEN (NEW.kind = 'remove') EXECUTE FUNCTION survey_case_stays();
"""
ALLOW = "DROP TRIGGER removal_in_time ON survey_records_respondentwish;"


class Migration(migrations.Migration):
    dependencies = [
        ("survey_records", "0008_mentors_asked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="respondentwish",
            name="kind",
            field=models.CharField(
                choices=[
                    ("refuse", "Does not take part"),
                    ("never", "No contact by any study"),
                    ("remove", "Answers removed"),
                ],
                max_length=8,
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
