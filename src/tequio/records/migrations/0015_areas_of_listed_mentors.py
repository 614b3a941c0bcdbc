import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import MD5, Cast

LIST_AREAS = """
CREATE FUNCTION list_areas_again() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM records_listedarea WHERE mentor_id = OLD.person_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO records_listedarea (mentor_id, area, search_name)
        SELECT DISTINCT NEW.person_id, area, NEW.search_name FROM unnest(NEW.areas) AS area;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER areas_listed AFTER INSERT OR DELETE ON records_listedmentor
    FOR EACH ROW EXECUTE FUNCTION list_areas_again();
CREATE TRIGGER areas_listed_again AFTER UPDATE ON records_listedmentor
    FOR EACH ROW WHEN ((OLD.person_id, OLD.areas, OLD.search_name)
                       IS DISTINCT FROM (NEW.person_id, NEW.areas, NEW.search_name))
    EXECUTE FUNCTION list_areas_again();
INSERT INTO records_listedarea (mentor_id, area, search_name)
SELECT DISTINCT person_id, area, search_name FROM records_listedmentor, unnest(areas) AS area;
"""
LIST_NO_AREAS = """
DROP TRIGGER areas_listed_again ON records_listedmentor;
DROP TRIGGER areas_listed ON records_listedmentor;
DROP FUNCTION list_areas_again();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0014_wanted_of_unmet_searches"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(max_length=40)),
                ("search_name", models.CharField(max_length=130)),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="by_area",
                        to="records.listedmentor",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "search_name", "mentor"], name="area_in_order"),
                    models.Index(
                        models.F("area"),
                        MD5(Cast("mentor_id", models.TextField())),
                        name="area_in_turn",
                    ),
                ],
            },
        ),
        migrations.RunSQL(LIST_AREAS, LIST_NO_AREAS),
    ]
