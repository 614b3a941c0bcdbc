"""What everybody would truthfully say to the detailed questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from community_simulation.study.choices import Flags, Texts, some_of, texts, weighted
from community_simulation.study.community import Funnel, SignUps
from community_simulation.study.outcomes import CURRENCY, MEDIAN_SALES, Business

YEAR: Final = 2025
TOPICS: Final = {
    **{"T01": 0.30, "T02": 0.17, "T03": 0.13, "T04": 0.12, "T05": 0.06, "T06": 0.07, "T07": 0.04},
    **{"T08": 0.02, "T09": 0.03, "T10": 0.03, "T11": 0.01, "T12": 0.01, "T96": 0.01},
}
ROLES: Final = ("A", "B", "C", "D", "E", "F", "G", "H")
ROLE_CHANCES: Final = (0.62, 0.38, 0.24, 0.28, 0.17, 0.15, 0.18, 0.20)
NEVER_WROTE: Final = {
    **{"R01": 0.33, "R02": 0.22, "R06": 0.13, "R15": 0.09, "R10": 0.07, "R07": 0.05, "R14": 0.03},
    **{"R08": 0.02, "R11": 0.02, "R12": 0.02, "R13": 0.01, "R96": 0.01},
}
NOT_ANSWERED: Final = {"R03": 0.72, "R04": 0.12, "R05": 0.10, "R06": 0.03, "R12": 0.02, "R96": 0.01}
ANSWERED_ONLY: Final = {
    "R04": 0.33,
    "R05": 0.20,
    "R09": 0.18,
    "R06": 0.17,
    "R12": 0.07,
    "R08": 0.05,
}
OTHER_HELP: Final = {
    **{"course": 0.24, "incubator": 0.07, "consultant": 0.11, "chamber": 0.08, "government": 0.10},
    **{"ngo": 0.09, "university": 0.08, "bank": 0.04, "mentor": 0.06},
}
SPANS: Final = ("lt1w", "1w_1m", "1m_3m", "3m_6m", "gt6m")
ENDINGS: Final = {"goal": 0.25, "mentor": 0.3, "me": 0.2, "useless": 0.1, "ongoing": 0.15}
NOT_ASKED: Final = {"procedure": 0.3, "interest": 0.2, "collateral": 0.2, "where": 0.3}
SOURCES: Final = {
    **{"bank": 0.3, "microfinance": 0.25, "family": 0.2, "savings_club": 0.1, "grant": 0.08},
    **{"government": 0.05, "equity": 0.02},
}
SCHOOLS: Final = {
    **{"primary": 0.06, "secondary": 0.14, "high": 0.27, "technical": 0.12, "university": 0.36},
    **{"post": 0.05},
}
GOALS: Final = {
    **{"start": 0.22, "sell": 0.27, "finance": 0.16, "hire": 0.03, "register": 0.06},
    **{"product": 0.09, "markets": 0.06, "pitch": 0.05, "digital": 0.05, "other": 0.01},
}


def answers_of_all(
    rng: np.random.Generator, people: SignUps, true: Funnel, made: Business
) -> dict[str, Texts]:
    """What everybody would truthfully say to the detailed questionnaire, by variable, as text.

    An empty text is a question that does not apply.
    """
    return {
        **_about_the_business(rng, people, made),
        **_about_connecting(rng, people, true),
        **_about_mentoring(rng, true),
        **_about_results(rng, people, true, made),
        **_about_the_person(rng, people),
    }


def _where(condition: Flags, values: ArrayLike) -> Texts:
    """The values as text where the question applies."""
    return np.where(condition, texts(np.asarray(values).tolist()), "").astype(object)


def _joined(condition: Flags, choices: Sequence[Sequence[str]]) -> Texts:
    return _where(condition, np.array([" ".join(each) for each in choices], dtype=object))


def _about_the_business(
    rng: np.random.Generator, people: SignUps, made: Business
) -> dict[str, Texts]:
    n = len(people)
    order: Mapping[str, int] = {"idea": 1, "operational": 2, "earning": 3, "profitable": 4}
    everybody = np.ones(n, dtype=bool)
    begun = np.isin(made.stage_now, [2, 3, 4, 5])
    owners = 1 + rng.binomial(3, 0.15, n)
    women = np.where(people.gender == "f", 1, 0) + rng.binomial(np.maximum(owners - 1, 0), 0.4)
    formal = weighted(rng, {"1": 0.42, "process": 0.13, "0": 0.45}, n)
    sectors = {"G": 0.34, "C": 0.22, "I": 0.16, "J": 0.08, "A": 0.07, "M": 0.06, "S": 0.07}
    return {
        "a_lang": people.language,
        "a_ident": _where(everybody, np.full(n, "yes", dtype=object)),
        "a_consent": _where(everybody, np.ones(n, dtype=int)),
        "a_rec": _where(everybody, (rng.random(n) < 0.8).astype(int)),
        "b_stage_now": _where(everybody, made.stage_now),
        "b_stage_reg": texts([order[each] for each in people.stage]),
        "b_year": _where(begun, YEAR - rng.poisson(3.0, n)),
        "b_sector": weighted(rng, sectors, n),
        "b_formal": _where(np.isin(made.stage_now, [2, 3, 4]), formal),
        "b_owner_n": _where(everybody, owners),
        "b_owner_w": _where(everybody, np.minimum(women, owners)),
    }


def _about_connecting(rng: np.random.Generator, people: SignUps, true: Funnel) -> dict[str, Texts]:
    n = len(people)
    wrote, answered, mentored = true.reached(0), true.reached(1), true.reached(2)
    spans = np.searchsorted([0.25, 1.0, 3.0, 6.0], true.months, side="right")
    modes = some_of(
        rng, ("chat", "video", "phone", "whatsapp", "email"), (0.9, 0.25, 0.12, 0.4, 0.2), n
    )
    reasons = np.where(
        ~wrote,
        weighted(rng, NEVER_WROTE, n),
        np.where(~answered, weighted(rng, NOT_ANSWERED, n), weighted(rng, ANSWERED_ONLY, n)),
    )
    also = weighted(rng, NEVER_WROTE, n)
    other = (rng.random(n) < 0.35) & (also != reasons)
    return {
        "c_search": texts((wrote | (rng.random(n) < 0.35)).astype(int)),
        "c_contact_n": texts(true.asks),
        "c_reply_n": _where(wrote, true.replies),
        "c_inbound_n": texts(np.where(answered & (rng.random(n) < 0.1), 1, 0)),
        "c_reply_days": _where(answered, np.minimum(rng.poisson(5.0, n), 90)),
        "c_exch_n": _where(wrote, true.exchanges),
        "c_mentors_n": _where(mentored, np.minimum(np.maximum(true.replies, 1), true.exchanges)),
        "c_hours": _where(mentored, np.round(true.hours, 1)),
        "c_span": _where(mentored, np.array(SPANS, dtype=object)[spans]),
        "c_modes": _joined(mentored, [each or ["chat"] for each in modes]),
        "c_end": _where(mentored, weighted(rng, ENDINGS, n)),
        "c_why_main": _where(~mentored, reasons),
        "c_why_all": _where(~mentored & other, also),
    }


def _about_mentoring(rng: np.random.Generator, true: Funnel) -> dict[str, Texts]:
    n = len(true.tier)
    mentored = true.reached(2)
    main = weighted(rng, TOPICS, n)
    others = some_of(rng, tuple(TOPICS), [0.6 * each for each in TOPICS.values()], n)
    topics = [sorted({first, *rest}) for first, rest in zip(main, others, strict=True)]
    roles = some_of(rng, ROLES, ROLE_CHANCES, n)
    useful = np.clip(np.rint(3.6 + 0.25 * true.reached(3) + rng.standard_normal(n)), 1, 5)
    fit = np.clip(np.rint(3.5 + 0.2 * true.reached(3) + rng.standard_normal(n)), 1, 5)
    applied = weighted(rng, {"fully": 0.22, "partly": 0.41, "not_yet": 0.22, "no": 0.15}, n)
    return {
        "d_topics": _joined(mentored, topics),
        "d_topic_main": _where(mentored, main),
        "d_roles": _joined(mentored, [each or ["A"] for each in roles]),
        "d_fit": _where(mentored, fit.astype(int)),
        "d_useful": _where(mentored, useful.astype(int)),
        "d_applied": _where(mentored, applied),
    }


def _about_results(
    rng: np.random.Generator, people: SignUps, true: Funnel, made: Business
) -> dict[str, Texts]:
    n = len(people)
    everybody = np.ones(n, dtype=bool)
    running = np.isin(made.stage_now, [2, 3, 4, 5])
    received = made.applied & np.isin(made.result, ["all", "part"])
    amount = np.rint(
        6 * np.array([MEDIAN_SALES[c] for c in people.country]) * rng.lognormal(0, 1, n)
    )
    contribution = {"4": 0.08, "3": 0.42, "2": 0.30, "1": 0.18, "0": 0.02}
    sources = [[each] for each in weighted(rng, SOURCES, n)]
    workers = made.full_time + made.part_time
    finance = np.where(received, "received", np.where(made.applied, made.result, "not_asked"))
    help_from = some_of(rng, tuple(OTHER_HELP), list(OTHER_HELP.values()), n)
    return {
        "e_goal_main": weighted(rng, GOALS, n),
        "e_goal_met": _where(everybody, made.goal),
        "e_goal_contrib": _where(made.goal >= 1, weighted(rng, contribution, n)),
        "f_need": texts(made.needs.astype(int)),
        "f_applied": texts(made.applied.astype(int)),
        "f_fin": finance.astype(object),
        "f_src": _joined(made.applied, sources),
        "f_result": _where(made.applied, made.result),
        "f_amount_loan": _where(received, amount),
        "f_noapply": _where(made.needs & ~made.applied, weighted(rng, NOT_ASKED, n)),
        "f_contrib": _where(made.applied & true.reached(2), weighted(rng, contribution, n)),
        "g_rev_m": _where(running, made.month.astype(np.int64)),
        "g_rev_y1": _where(running, np.rint(11.4 * made.month).astype(np.int64)),
        "g_rev_y0": _where(running, np.rint(11.4 * made.before).astype(np.int64)),
        "currency": texts([CURRENCY[each] for each in people.country]),
        "g_rev_dir": texts(made.direction),
        "g_rev_contrib": _where(~np.isin(made.direction, [0, 3]), weighted(rng, contribution, n)),
        "g_jobs_ft": texts(made.full_time),
        "g_jobs_pt": texts(made.part_time),
        "g_jobs_reg_ft": texts(made.full_time_before),
        "g_jobs_pt_hours": _where(made.part_time > 0, np.full(n, 20)),
        "g_jobs_w": _where(workers > 0, rng.binomial(workers, 0.55)),
        "g_jobs_reg_pt": texts(np.maximum(made.part_time - rng.binomial(1, 0.3, n), 0)),
        "h_bds": texts([" ".join(each or ["none"]) for each in help_from]),
        "i_nps": texts(made.recommend),
    }


def _about_the_person(rng: np.random.Generator, people: SignUps) -> dict[str, Texts]:
    n = len(people)
    return {
        "z_gender": people.gender,
        "z_birth": texts(YEAR - 18 - rng.integers(2, 45, n)),
        "z_school": weighted(rng, SCHOOLS, n),
        "z_indigenous": texts((rng.random(n) < 0.18).astype(int)),
        "z_recontact": texts((rng.random(n) < 0.6).astype(int)),
        "z_quote": texts((rng.random(n) < 0.7).astype(int)),
    }
