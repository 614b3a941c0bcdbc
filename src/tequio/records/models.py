"""Where Django looks for the records."""

from tequio.records.asks import ActionLink, Ask, AskState, DeclineReason
from tequio.records.audit import AuditEvent, RecentUses, Submission
from tequio.records.conversations import CheckIn, Conversation, Departure, Message, Participant
from tequio.records.erasures import Erasure
from tequio.records.listings import ListedArea, ListedMentor
from tequio.records.needs import Need, Story, UnmetSearch
from tequio.records.notifications import (
    Mail,
    Notification,
    NotificationChoice,
    NotificationKind,
)
from tequio.records.people import (
    Business,
    Mentor,
    MentorLoad,
    Person,
    ReplyPrior,
    ReplyRecord,
    StaffRole,
    Stage,
)
from tequio.records.safety import Block, Report, ReportReason
from tequio.records.studies import (
    DoNotContact,
    OwnKey,
    PermanentNumber,
    StudyLink,
    StudyMember,
    StudyRole,
)
from tequio.records.vocabulary import (
    AreaExample,
    AreaWording,
    CandidatePhrase,
    VocabularyEdition,
)

__all__ = [
    "ActionLink",
    "AreaExample",
    "AreaWording",
    "Ask",
    "AskState",
    "AuditEvent",
    "Block",
    "Business",
    "CandidatePhrase",
    "CheckIn",
    "Conversation",
    "DeclineReason",
    "Departure",
    "DoNotContact",
    "Erasure",
    "ListedArea",
    "ListedMentor",
    "Mail",
    "Mentor",
    "MentorLoad",
    "Message",
    "Need",
    "Notification",
    "NotificationChoice",
    "NotificationKind",
    "OwnKey",
    "Participant",
    "PermanentNumber",
    "Person",
    "RecentUses",
    "ReplyPrior",
    "ReplyRecord",
    "Report",
    "ReportReason",
    "StaffRole",
    "Stage",
    "Story",
    "StudyLink",
    "StudyMember",
    "StudyRole",
    "Submission",
    "UnmetSearch",
    "VocabularyEdition",
]
