"""Whoever is not the owner of the table sees and changes only answers that were not sent yet.

Sending goes through one function, because a sent answer leaves the sight of who sends it.
"""

from django.db import migrations

HIDE = """
ALTER TABLE survey_records_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY answers_not_sent ON survey_records_answer
    USING (sent_at IS NULL) WITH CHECK (sent_at IS NULL);
CREATE FUNCTION survey_send_answer(answer bigint, said jsonb, partial boolean, at timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE survey_records_answer
    SET sent_at = at, "values" = said, is_partial = partial, device_hash = NULL
    WHERE id = answer AND sent_at IS NULL;
    RETURN FOUND;
END
$$;
REVOKE EXECUTE ON FUNCTION survey_send_answer FROM PUBLIC;
"""
SHOW = """
DROP FUNCTION survey_send_answer;
DROP POLICY answers_not_sent ON survey_records_answer;
ALTER TABLE survey_records_answer DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("survey_records", "0006_letter_tries")]
    operations = [migrations.RunSQL(HIDE, SHOW)]
