"""The pre-analysis plan: one document with a typed reader, locked with its hash before any draw."""

from tequio.domain.studies.plan.actions import SIGNERS, lock, save, sign
from tequio.domain.studies.plan.changes import changed
from tequio.domain.studies.plan.checks import faults, read
from tequio.domain.studies.plan.document import Plan
from tequio.domain.studies.plan.standard import standard

__all__ = ["SIGNERS", "Plan", "changed", "faults", "lock", "read", "save", "sign", "standard"]
