"""Disclosure control: what a published table gives away, and how to keep it."""

from survey_statistics.disclosure.additive_table import AdditiveTable, Dimension, additive_table
from survey_statistics.disclosure.attacker import Feasible, attack
from survey_statistics.disclosure.class_disclosure import (
    GroupDisclosure,
    class_disclosures,
    disclosing_cells,
)
from survey_statistics.disclosure.primary_rules import (
    Sensitive,
    below_threshold,
    dominated,
    p_ratio,
)
from survey_statistics.disclosure.rounding import random_round, round_to_base
from survey_statistics.disclosure.suppression import Suppressed, suppress

__all__ = [
    "AdditiveTable",
    "Dimension",
    "Feasible",
    "GroupDisclosure",
    "Sensitive",
    "Suppressed",
    "additive_table",
    "attack",
    "below_threshold",
    "class_disclosures",
    "disclosing_cells",
    "dominated",
    "p_ratio",
    "random_round",
    "round_to_base",
    "suppress",
]
