"""What the server knows of the tables does not change between two tests."""

import pytest
from django.db import connection

VACUUMED = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
  AND NOT coalesce(reloptions, '{}') @> '{autovacuum_enabled=false}'
"""


@pytest.mark.django_db
def test_no_table_is_vacuumed_while_tests_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute(VACUUMED)
        assert cursor.fetchall() == []
