"""Where Django looks for the records of studies."""

from tequio.survey_records.cases import (
    Answer,
    Attempt,
    Case,
    FollowUp,
    Form,
    PersonalLink,
    Questionnaire,
)
from tequio.survey_records.field_work import ImportedFile, RespondentWish, SurveyLetter
from tequio.survey_records.frames import Draw, Frame, FrameUnit
from tequio.survey_records.mentors import AskedMentor
from tequio.survey_records.results import AnalysisRun, Publication, Result
from tequio.survey_records.studies import (
    Deviation,
    FactCheckNote,
    Lesson,
    Plan,
    Recommendation,
    Signature,
    Stage,
    Study,
    Theme,
)

__all__ = [
    "AnalysisRun",
    "Answer",
    "AskedMentor",
    "Attempt",
    "Case",
    "Deviation",
    "Draw",
    "FactCheckNote",
    "FollowUp",
    "Form",
    "Frame",
    "FrameUnit",
    "ImportedFile",
    "Lesson",
    "PersonalLink",
    "Plan",
    "Publication",
    "Questionnaire",
    "Recommendation",
    "RespondentWish",
    "Result",
    "Signature",
    "Stage",
    "Study",
    "SurveyLetter",
    "Theme",
]
