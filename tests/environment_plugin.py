"""Says that this is a test run, before Django reads its settings (an early plugin: `-p`)."""

import os

os.environ["TEQUIO_ENVIRONMENT"] = "test"
os.environ.pop("TEQUIO_VAR", None)
# As where analyses run (domain/studies/runs.py): threads for small matrices wait for one another.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
