"""A study gets a salt at its data lock, for the hash of what is never published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("survey_records", "0010_lessons"),
    ]

    operations = [
        migrations.AddField(
            model_name="study",
            name="sealed_salt",
            field=models.CharField(blank=True, max_length=32),
        ),
    ]
