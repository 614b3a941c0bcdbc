"""What became of every case: AAPOR final codes, outcome rates and the ledger."""

from survey_statistics.dispositions.codes import Category, category_of, label_of
from survey_statistics.dispositions.counts import Counts, count_dispositions, counts_by_group
from survey_statistics.dispositions.final_code import (
    Attempt,
    FinalDisposition,
    final_disposition,
    final_dispositions,
)
from survey_statistics.dispositions.ledger import Imbalance, ledger_imbalances, total_imbalances
from survey_statistics.dispositions.rates import (
    OutcomeRates,
    estimated_eligibility,
    outcome_rates,
    outcome_rates_by_group,
)

__all__ = [
    "Attempt",
    "Category",
    "Counts",
    "FinalDisposition",
    "Imbalance",
    "OutcomeRates",
    "category_of",
    "count_dispositions",
    "counts_by_group",
    "estimated_eligibility",
    "final_disposition",
    "final_dispositions",
    "label_of",
    "ledger_imbalances",
    "outcome_rates",
    "outcome_rates_by_group",
    "total_imbalances",
]
