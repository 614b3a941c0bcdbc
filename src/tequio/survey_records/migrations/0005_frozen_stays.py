"""What was locked, frozen or drawn is never edited, and nothing is drawn before both happened."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION study_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is locked, frozen or drawn is not changed'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER frame_stays BEFORE UPDATE ON survey_records_frame
    FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION study_document_stays();
CREATE TRIGGER frame_unit_stays BEFORE UPDATE ON survey_records_frameunit
    FOR EACH ROW EXECUTE FUNCTION study_document_stays();
CREATE TRIGGER plan_stays BEFORE UPDATE ON survey_records_plan
    FOR EACH ROW WHEN (OLD.sha256 <> '') EXECUTE FUNCTION study_document_stays();
CREATE TRIGGER draw_stays BEFORE UPDATE ON survey_records_draw
    FOR EACH ROW EXECUTE FUNCTION study_document_stays();
CREATE TRIGGER deviation_stays BEFORE UPDATE ON survey_records_deviation
    FOR EACH ROW EXECUTE FUNCTION study_document_stays();

CREATE FUNCTION study_draw_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM survey_records_study s WHERE s.id = NEW.study_id
                   AND s.plan_locked_at IS NOT NULL AND s.frame_frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION 'nothing is drawn before plan and frame are locked'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER draw_waits BEFORE INSERT ON survey_records_draw
    FOR EACH ROW EXECUTE FUNCTION study_draw_waits();
"""
ALLOW = """
DROP TRIGGER draw_waits ON survey_records_draw;
DROP FUNCTION study_draw_waits();
DROP TRIGGER deviation_stays ON survey_records_deviation;
DROP TRIGGER draw_stays ON survey_records_draw;
DROP TRIGGER plan_stays ON survey_records_plan;
DROP TRIGGER frame_unit_stays ON survey_records_frameunit;
DROP TRIGGER frame_stays ON survey_records_frame;
DROP FUNCTION study_document_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("survey_records", "0004_data_stay_locked")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
