"""How a sample was drawn."""

from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import AnyDesign, Calibration, Design, ReplicateDesign

__all__ = ["AnyDesign", "Calibration", "Design", "ReplicateDesign", "survey_design"]
