"""Whoever wants no contact stays on the list; only the tie to a deleted account may go."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION do_not_contact_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'whoever wants no contact stays on the list'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER do_not_contact_stays BEFORE DELETE ON records_donotcontact
    FOR EACH ROW EXECUTE FUNCTION do_not_contact_stays();
CREATE TRIGGER do_not_contact_unchanged BEFORE UPDATE ON records_donotcontact
    FOR EACH ROW WHEN (OLD.address_hash <> NEW.address_hash OR OLD.asked_at <> NEW.asked_at)
    EXECUTE FUNCTION do_not_contact_stays();
"""
ALLOW = """
DROP TRIGGER do_not_contact_unchanged ON records_donotcontact;
DROP TRIGGER do_not_contact_stays ON records_donotcontact;
DROP FUNCTION do_not_contact_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0007_erasures")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
