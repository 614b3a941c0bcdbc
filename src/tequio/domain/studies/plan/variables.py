"""What formulas may speak of: answers, facts of the frame, and what follows from both.

True means a number (lists whose codes are all digits are numbers, too), False a text.
"""

from typing import Final

FRAME: Final = {
    "stage": False,
    "country": False,
    "gender": False,
    "language": False,
    "cohort": False,
    "log_asks": False,
    "log_replies": False,
    "log_conversations": False,
    "log_exchanges": False,
    "log_met": True,
    "log_m0": True,
    "log_m1": True,
    "log_m2": True,
    "log_m3": True,
    "log_m4": True,
    "log_first_ask": False,
}
_NUMBERS: Final = (
    "a_consent a_rec b_stage_now b_stage_reg b_year b_owner_n b_owner_w c_search "
    "c_contact_n c_reply_n c_inbound_n c_reply_days c_exch_n c_mentors_n c_hours "
    "d_fit d_useful e_goal_met e_goal_contrib f_need f_applied f_amount_loan "
    "f_amount_equity f_amount_grant f_contrib g_rev_m g_rev_y1 g_rev_y0 g_rev_dir "
    "g_rev_contrib g_jobs_ft g_jobs_pt g_jobs_pt_hours g_jobs_w g_jobs_reg_ft "
    "g_jobs_reg_pt i_nps z_improper z_birth z_indigenous z_recontact z_quote "
    "m_requests_n m_answered_n m_mentees_n m_hours m_continue"
)
_TEXTS: Final = (
    "a_lang a_lang_other a_ident b_sector b_sector_what b_formal c_span c_modes c_end "
    "c_why_main c_why_all c_help d_topics d_topic_main d_roles d_applied d_change "
    "e_goal_main f_src f_result currency f_amount_band f_noapply g_rev_m_band h_bds "
    "i_nps_why z_improper_what z_gender z_school f_fin m_delay m_why_not m_topics "
    "m_first_message m_missing"
)
# Computed from answers: amounts received in all, full-time equivalents now and at registration,
# the plan's tier of mentoring, and each tier (tier_2 is M2).
_DERIVED: Final = {
    "f_amount": True,
    "fte": True,
    "fte_reg": True,
    "mentored": True,
    **{f"tier_{n}": True for n in range(5)},
}
ANSWERS: Final = {
    **dict.fromkeys(_NUMBERS.split(), True),
    **dict.fromkeys(_TEXTS.split(), False),
}
ALL: Final = {**ANSWERS, **FRAME, **_DERIVED}
