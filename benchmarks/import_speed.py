"""Claim: 20,000 answers on the detailed form are checked and imported in at most 30 CPU seconds.

Both steps of an import, as a supervisor takes them: the dry run that looks at every cell, and the
import itself. Beside it the least that any import does: the same file read by `csv` and every row
put into a bare table by COPY. Processor time of this process and of the database, which other
programs hardly lengthen; the memory is that of this process above what it had before.

Run: PYTHONPATH=. python benchmarks/import_speed.py [rows]
"""

import csv
import io
import json
import os
import sys
import tempfile
import time
from importlib import import_module
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")

import django
import numpy as np
import psutil

from local_postgres import throw_away

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
SEED, SECONDS, RATIO, MEGABYTES = 2020, 30.0, 15.0, 400
PEER = "CREATE TABLE peer (id bigint GENERATED ALWAYS AS IDENTITY, key text, values jsonb)"


class Spent:
    """Processor seconds since it was made: of this process, and of the database."""

    def __init__(self, server: psutil.Process) -> None:
        self.server, self.began = server, self._now(server)

    @staticmethod
    def _now(server: psutil.Process) -> tuple[float, float]:
        """The backend is a child of the server; those that ended count too."""
        database = 0.0
        for one in (server, *server.children(recursive=True)):
            times = one.cpu_times()
            database += times.user + times.system + times.children_user + times.children_system
        return time.process_time(), database

    def seconds(self) -> tuple[float, float]:
        ours, theirs = self._now(self.server)
        return ours - self.began[0], theirs - self.began[1]


def peer(content: bytes, connection: Any) -> None:
    """The file through `csv` and COPY, every row as it stands."""
    reader = csv.DictReader(io.StringIO(content.decode(), newline=""))
    with connection.cursor() as cursor:
        cursor.execute(PEER)
        with cursor.copy("COPY peer (key, values) FROM STDIN") as copy:
            for row in reader:
                copy.write_row((row["key"], json.dumps(row)))


def measure(server: psutil.Process) -> int:
    """Make the study and its file, import it, print every step beside its limit."""
    django.setup()
    rows_for = import_module("benchmarks.rows_for.import_speed")
    actions = import_module("tequio.domain.studies.imports.actions")
    records = import_module("tequio.survey_records.models")
    import_module("django.core.management").call_command("migrate", verbosity=0)
    connection = import_module("django.db").connection
    now = import_module("django.utils.timezone").now()
    keys, content = rows_for.file_of_answers(ROWS, now, np.random.default_rng(SEED))
    study, lead = rows_for.study(keys, now)
    spent = Spent(server)
    peer(content, connection)
    least = sum(spent.seconds())
    memory = psutil.Process().memory_info().rss
    steps = {}
    spent = Spent(server)
    file = actions.check(
        study=study, by=lead, kind="answers", name="answers.csv", content=content, now=now
    )
    steps["dry run"] = spent.seconds()
    assert file.state == "ready", file.faults[:5]
    spent = Spent(server)
    actions.apply(file=file, by=lead, now=now)
    steps["import"] = spent.seconds()
    assert records.Answer.objects.count() == records.Attempt.objects.count() == ROWS
    grown = (import_module("resource").getrusage(0).ru_maxrss * 1024 - memory) / 1e6
    print(f"{ROWS:,} rows of {len(content) / 1e6:.1f} MB, seed {SEED}")
    for name, (ours, database) in steps.items():
        print(f"{name:<10} {ours:6.1f} CPU s, database {database:5.1f}")
    whole = sum(sum(each) for each in steps.values())
    print(f"both       {whole:6.1f} CPU s; limit {SECONDS * ROWS / 20_000:.0f}")
    print(f"csv + COPY {least:6.1f} CPU s; ratio {whole / least:.1f}; limit {RATIO:.0f}")
    print(f"memory     {grown:6.0f} MB above; limit {MEGABYTES}")
    return int(whole > SECONDS * ROWS / 20_000 or whole / least > RATIO or grown > MEGABYTES)


def main() -> int:
    """A database of its own, then the measurement."""
    with tempfile.TemporaryDirectory() as var, throw_away() as server:
        os.environ |= {"DATABASE_URL": server.url, "TEQUIO_VAR": var}
        os.environ["TEQUIO_ENVIRONMENT"] = "demo"
        return measure(psutil.Process(server.pid))


if __name__ == "__main__":
    sys.exit(main())
