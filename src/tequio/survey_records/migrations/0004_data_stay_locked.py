"""After the data lock nothing about cases, attempts and answers changes; a sent answer never does.

The trigger holds the study's row FOR SHARE, so that an answer under way and the lock wait for
each other: either the lock sees the answer, or the answer sees the lock.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION survey_data_unlocked(study bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM survey_records_study WHERE id = study AND data_locked_at IS NULL FOR SHARE;
    IF NOT FOUND AND EXISTS (SELECT 1 FROM survey_records_study WHERE id = study) THEN
        RAISE EXCEPTION 'the data of this study are locked'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END
$$;
CREATE FUNCTION survey_study_stays() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM survey_data_unlocked(OLD.study_id); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM survey_data_unlocked(NEW.study_id); END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;
CREATE FUNCTION survey_case_stays() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM survey_data_unlocked(study_id) FROM survey_records_case WHERE id = OLD.case_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM survey_data_unlocked(study_id) FROM survey_records_case WHERE id = NEW.case_id;
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;
CREATE FUNCTION survey_sent_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an answer that was sent is not changed'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE FUNCTION survey_lock_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a data lock is not taken back'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER case_stays BEFORE INSERT OR UPDATE OR DELETE ON survey_records_case
    FOR EACH ROW EXECUTE FUNCTION survey_study_stays();
CREATE TRIGGER follow_up_stays BEFORE INSERT OR UPDATE OR DELETE ON survey_records_followup
    FOR EACH ROW EXECUTE FUNCTION survey_study_stays();
CREATE TRIGGER attempt_stays BEFORE INSERT OR UPDATE OR DELETE ON survey_records_attempt
    FOR EACH ROW EXECUTE FUNCTION survey_case_stays();
CREATE TRIGGER answer_stays BEFORE INSERT OR UPDATE OR DELETE ON survey_records_answer
    FOR EACH ROW EXECUTE FUNCTION survey_case_stays();
CREATE TRIGGER sent_answer_stays BEFORE UPDATE ON survey_records_answer
    FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION survey_sent_answer_stays();
CREATE TRIGGER data_lock_stays BEFORE UPDATE ON survey_records_study
    FOR EACH ROW WHEN (OLD.data_locked_at IS NOT NULL AND (
        OLD.data_locked_at IS DISTINCT FROM NEW.data_locked_at
        OR OLD.data_hash IS DISTINCT FROM NEW.data_hash))
    EXECUTE FUNCTION survey_lock_stays();
"""
ALLOW = """
DROP TRIGGER data_lock_stays ON survey_records_study;
DROP TRIGGER sent_answer_stays ON survey_records_answer;
DROP TRIGGER answer_stays ON survey_records_answer;
DROP TRIGGER attempt_stays ON survey_records_attempt;
DROP TRIGGER follow_up_stays ON survey_records_followup;
DROP TRIGGER case_stays ON survey_records_case;
DROP FUNCTION survey_lock_stays();
DROP FUNCTION survey_sent_answer_stays();
DROP FUNCTION survey_case_stays();
DROP FUNCTION survey_study_stays();
DROP FUNCTION survey_data_unlocked(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("survey_records", "0003_field_work")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
