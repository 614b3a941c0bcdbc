"""A stored result is never changed: whoever wants other numbers runs the analysis again."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION survey_result_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a stored result is not changed; run the analysis again'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER result_stays BEFORE UPDATE ON survey_records_result
    FOR EACH ROW EXECUTE FUNCTION survey_result_stays();
"""
ALLOW = """
DROP TRIGGER result_stays ON survey_records_result;
DROP FUNCTION survey_result_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("survey_records", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
