"""The database role of the respondents' surface: rights on what the form needs, and no more."""

from typing import Final

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

ROLE: Final = "tequio_respondents"
# table -> rights; columns are named wherever a row holds more than the form needs
GRANTS: Final = {
    "survey_records_personallink": ("SELECT", "UPDATE (withdrawn_at)"),
    "survey_records_case": ("SELECT (id, study_id, form, followed_up)",),
    "survey_records_study": (
        "SELECT (id, title_es, title_en, programme, funder, evaluator, contact, "
        "contacts_kept_until, data_locked_at)",
    ),
    "survey_records_questionnaire": ("SELECT",),
    "survey_records_answer": ("SELECT", "INSERT", "UPDATE"),
    "survey_records_attempt": ("SELECT (id, case_id, number)", "INSERT"),
    "survey_records_respondentwish": ("SELECT", "INSERT"),
}
EXISTS: Final = "SELECT 1 FROM pg_roles WHERE rolname = %s"


def ensure() -> bool:
    """Make the role and give it its rights; false where this account may not make roles."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(EXISTS, [ROLE])
        if cursor.fetchone() is None and not _make(cursor):
            return False
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE}")
        for table, rights in GRANTS.items():
            cursor.execute(f"GRANT {', '.join(rights)} ON {table} TO {ROLE}")
        cursor.execute("REVOKE EXECUTE ON FUNCTION survey_send_answer FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION survey_send_answer TO {ROLE}")
    return True


def _make(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    row = cursor.fetchone()
    if row is None or not row[0]:
        return False
    cursor.execute(f"CREATE ROLE {ROLE} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE")
    return True
