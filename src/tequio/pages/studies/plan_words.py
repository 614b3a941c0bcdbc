"""Words for what a plan chooses among."""

from typing import Final

from django.utils.translation import gettext_lazy as _

CRITERIA: Final = (
    ("relevance", _("Relevance")),
    ("coherence", _("Coherence")),
    ("effectiveness", _("Effectiveness")),
    ("efficiency", _("Efficiency")),
    ("impact", _("Impact")),
    ("sustainability", _("Sustainability")),
)
LEVELS: Final = (
    ("input", _("Input")),
    ("activity", _("Activity")),
    ("output", _("Output")),
    ("outcome", _("Outcome")),
    ("impact", _("Impact")),
)
KINDS: Final = (
    ("proportion", _("Share")),
    ("mean", _("Mean")),
    ("median", _("Median")),
    ("total", _("Total")),
    ("nps", _("Net Promoter Score")),
)
DENOMINATORS: Final = (
    ("sampled", _("Everybody in the sample")),
    ("eligible", _("Everybody eligible")),
    ("responded", _("Everybody who answered")),
    ("mentored", _("The mentored who answered")),
    ("contacted", _("Those who wrote to a mentor")),
)
FORMS: Final = (
    ("both", _("Detailed and short form")),
    ("detailed", _("Detailed form")),
    ("mentor", _("Form for mentors")),
)
TIERS: Final = (
    ("M0", _("M0: wrote to a mentor")),
    ("M1", _("M1: got a reply")),
    ("M2", _("M2: one conversation with advice")),
    ("M3", _("M3: three conversations or one hour")),
    ("M4", _("M4: three months")),
)
DESIGNS: Final = (
    ("simple", _("Simple: everybody has the same chance")),
    ("stratified", _("Stratified: a draw in each stratum")),
    ("systematic", _("Systematic, by size")),
    ("brewer", _("Brewer, by size")),
    ("sampford", _("Sampford, by size")),
)
ALLOCATIONS: Final = (
    ("proportional", _("In proportion to the strata")),
    ("neyman", _("Neyman: more where people differ more")),
    ("power", _("Power: more for small strata")),
)
FORM_RULES: Final = (
    ("random", _("By chance, detailed or short")),
    ("all_short", _("Short form for all")),
    ("all_detailed", _("Detailed form for all")),
)
NONRESPONSE: Final = (
    ("cells", _("Cells")),
    ("propensity_classes", _("Classes of propensity")),
    ("none", _("None")),
)
CALIBRATION: Final = (
    ("rake", _("Raking")),
    ("none", _("None")),
)
MODES: Final = (
    ("web", _("Web")),
    ("mail", _("E-mail")),
    ("phone", _("Telephone")),
    ("whatsapp", "WhatsApp"),
)
COLUMNS: Final = (
    ("stage", _("Stage")),
    ("country", _("Country")),
    ("gender", _("Gender")),
    ("language", _("Language")),
    ("cohort", _("Half-year of joining")),
    ("log_asks", _("Asks in the logs")),
    ("log_replies", _("Replies in the logs")),
    ("log_conversations", _("Conversations in the logs")),
    ("log_exchanges", _("Messages with advice in the logs")),
    ("log_met", _("Said that they talked")),
    ("log_m0", _("M0 in the logs")),
    ("log_m1", _("M1 in the logs")),
    ("log_m2", _("M2 in the logs")),
    ("log_m3", _("M3 in the logs")),
    ("log_m4", _("M4 in the logs")),
    ("log_first_ask", _("Half-year of the first ask")),
)
PARTS: Final = {
    "questions": _("Questions"),
    "matrix": _("Evaluation matrix"),
    "results_chain": _("Results chain"),
    "indicators": _("Indicators"),
}
ONE_OF: Final = {
    "questions": _("Question"),
    "matrix": _("Line of the matrix"),
    "results_chain": _("Box of the results chain"),
    "indicators": _("Indicator"),
}
SECTIONS: Final = {
    "sample": _("Sample and power"),
    "field": _("Draw and field work"),
    "analysis": _("Weights and estimates"),
    "windows": _("Windows, costs and registry"),
}
