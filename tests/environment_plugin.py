"""Says that this is a test run, before Django reads its settings (an early plugin: `-p`)."""

import os

os.environ["TEQUIO_ENVIRONMENT"] = "test"
os.environ.pop("TEQUIO_VAR", None)
