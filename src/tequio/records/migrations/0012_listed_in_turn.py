from django.db import migrations, models
from django.db.models.functions import MD5, Cast


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0011_offered_needs"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="listedmentor",
            index=models.Index(MD5(Cast("person_id", models.TextField())), name="listed_in_turn"),
        ),
    ]
