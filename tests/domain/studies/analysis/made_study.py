"""A made-up study of any size, quick to make: for tests of the analysis alone."""

import numpy as np

from tequio.domain.studies.study_data import StudyData, Table

PLAN = {
    "version": 1,
    "mentored": "M2",
    "indicators": [
        {"id": "goal_met", "name_es": "Alcanzó su meta", "name_en": "Reached the goal",
         "formula": "e_goal_met >= 3", "denominator": "responded", "form": "both",
         "kind": "proportion", "variable": "", "winsorise": None, "iris": "",
         "domains": ["country", "stage"], "is_outcome": True},
        {"id": "finance_received", "name_es": "Recibió financiamiento",
         "name_en": "Received finance", "formula": "f_result == 'all' or f_result == 'received'",
         "denominator": "responded", "form": "both", "kind": "proportion", "variable": "",
         "winsorise": None, "iris": "", "domains": [], "is_outcome": True},
        {"id": "jobs", "name_es": "Empleos", "name_en": "Jobs", "formula": "",
         "denominator": "responded", "form": "both", "kind": "mean", "variable": "fte",
         "winsorise": 0.99, "iris": "PI4874", "domains": [], "is_outcome": True},
        {"id": "sales_year", "name_es": "Ventas", "name_en": "Sales", "formula": "",
         "denominator": "responded", "form": "detailed", "kind": "median", "variable": "g_rev_y1",
         "winsorise": 0.99, "iris": "PI3180", "domains": [], "is_outcome": False},
        {"id": "recommend", "name_es": "Recomendación", "name_en": "Recommendation",
         "formula": "", "denominator": "responded", "form": "both", "kind": "nps",
         "variable": "i_nps", "winsorise": None, "iris": "PI7163", "domains": [],
         "is_outcome": False},
    ],
    "weights": {
        "nonresponse": {"method": "propensity_classes", "classes": 5,
                        "variables": ["country", "stage", "log_m2"]},
        "calibration": {"method": "rake", "margins": ["country", "stage", "log_m2"]},
        "trim": {"largest_factor": 5.0},
    },
    "estimates": {"replicates": 60, "confidence": 0.95, "domains": ["country", "stage", "gender"]},
    "disclosure": {"threshold": 10},
    "costs": {"total": 100000, "currency": "USD"},
}  # fmt: skip
BANDS = ["0", "1", "2-3", "4+"]


def made(
    *, people: int = 8000, sampled: int = 2000, seed: int = 1, plan: dict | None = None,
    response: float = 0.25, leaning: float = 1.0,
) -> StudyData:  # fmt: skip
    """A study whose mentored answer more often; a tenth of the silent are followed up."""
    rng = np.random.default_rng(seed)
    frame = _frame(rng, people)
    drawn = rng.permutation(people)[:sampled]
    cases, attempts, answers = [], [], []
    mentored = np.array([row["log_m2"] == "1" for row in frame])
    odds = np.log(response / (1 - response)) + leaning * mentored - leaning * mentored.mean()
    answering = rng.random(people) < 1 / (1 + np.exp(-odds))
    for order, place in enumerate(drawn):
        row = frame[place]
        late = not answering[place] and rng.random() < 0.1
        form = "detailed" if rng.random() < 0.45 else "short"
        code = "1.1" if answering[place] else str(rng.choice(["2.112", "2.26", "3.19", "3.19"]))
        code = "4.90" if not answering[place] and not late and rng.random() < 0.01 else code
        tries = int(rng.integers(1, 5))
        for number in range(1, tries + 1):
            attempts.append(_attempt(row["key"], number, code if number == tries else "3.19", "0"))
        reached = late and rng.random() < 0.6
        if late:
            attempts.append(
                _attempt(row["key"], tries + 1, "1.1" if reached else "3.19", "1", "phone")
            )
        if answering[place] or reached:
            answers.append(_answer(rng, row, "short" if late else form))
        cases.append(
            {"key": row["key"], "stratum": row["country"], "release_order": str(order + 1),
             "inclusion_probability": repr(sampled / people), "wave": str(1 + order * 4 // sampled),
             "form": form, "form_assign": "random", "followed_up": "1" if late else "0",
             "code": "1.1" if reached else code}
        )  # fmt: skip
    return StudyData(
        study={"public_id": "made", "title_es": "Hecho", "title_en": "Made"},
        plan=plan or PLAN,
        frame=Table.of(list(frame[0]), frame),
        draw={"design": {}, "seed": "0" * 64},
        cases=Table.of(list(cases[0]), cases),
        attempts=Table.of(list(attempts[0]), attempts),
        answers=Table.of(_columns(answers), answers),
        follow_up={"silent": 1, "drawn": 1},
    )


def _frame(rng: np.random.Generator, people: int) -> list[dict[str, str]]:
    rows = []
    for number in range(people):
        tier = int(rng.choice([-1, 0, 1, 2, 3, 4], p=[0.55, 0.2, 0.1, 0.07, 0.05, 0.03]))
        rows.append(
            {"key": f"{number:032x}", "permanent_number": repr(float(rng.random())),
             "stage": str(rng.choice(["idea", "operational", "earning"])),
             "country": str(rng.choice(["GT", "MX", "CO"], p=[0.5, 0.45, 0.05])),
             "gender": str(rng.choice(["f", "m"])), "language": "es",
             "cohort": str(rng.choice(["2024-H2", "2025-H1"])),
             "log_asks": BANDS[min(max(tier + 1, 0), 3)],
             **{f"log_m{k}": "1" if tier >= k else "0" for k in range(5)}}
        )  # fmt: skip
    return rows


def _attempt(key: str, number: int, code: str, follow: str, mode: str = "web") -> dict[str, str]:
    return {"key": key, "number": str(number), "mode": mode, "code": code,
            "day": f"2026-10-{number:02d}", "is_follow_up": follow}  # fmt: skip


def _answer(rng: np.random.Generator, row: dict[str, str], form: str) -> dict[str, str]:
    tier = max((k for k in range(5) if row[f"log_m{k}"] == "1"), default=-1)
    helped = tier >= 2
    talks = [0, 0, 0, 1, 3, 6][tier + 1]
    sales = float(np.exp(rng.normal(10 + 0.1 * helped, 1.17)))
    applied = rng.random() < 0.2 + 0.1 * helped
    got = applied and rng.random() < 0.4
    out = {
        "key": row["key"], "form": form, "version": "1", "mode": "web", "language": "es",
        "partial": "0", "b_stage_now": str(rng.integers(1, 5)),
        "c_contact_n": str(max(tier + 1, 0)), "c_reply_n": str(max(tier, 0)) if tier >= 0 else "",
        "c_exch_n": str(talks) if tier >= 0 else "",
        "c_why_main": "" if talks else _reason(rng),
        "d_topic_main": f"T0{rng.integers(1, 5)}" if talks else "",
        "e_goal_met": str(min(4, int(rng.integers(0, 5)) + (rng.random() < 0.3 and helped))),
        "g_rev_dir": str(rng.integers(0, 6)), "g_jobs_ft": str(int(rng.poisson(1.5))),
        "g_jobs_pt": str(int(rng.poisson(0.8))),
        "h_bds": str(rng.choice(["none", "course", "ngo bank"])),
        "i_nps": str(rng.integers(0, 11)), "f_applied": "1" if applied else "0",
        "f_result": ("all" if got else "refused") if applied else "",
    }  # fmt: skip
    if form == "short":
        return {**out, "f_result": "received" if got else out["f_result"]}
    return out | {
        "c_search": "1" if tier >= 0 or rng.random() < 0.3 else "0",
        "c_hours": str(talks) if talks else "",
        "c_span": "gt6m" if tier >= 4 else "lt1w" * bool(talks),
        "d_topics": "T01 T02" if talks else "", "d_roles": "A C" if talks else "",
        "d_useful": str(rng.integers(1, 6)) if talks else "",
        "d_fit": str(rng.integers(1, 6)) if talks else "",
        "d_applied": str(rng.choice(["fully", "partly", "no"])) if talks else "",
        "e_goal_contrib": str(rng.integers(0, 5)), "g_rev_contrib": str(rng.integers(0, 5)),
        "currency": "GTQ" if row["country"] == "GT" else "MXN", "g_jobs_pt_hours": "20",
        "g_jobs_reg_ft": str(int(rng.poisson(1.2))), "g_jobs_reg_pt": "0",
        "g_rev_y1": f"{sales:.0f}" if rng.random() < 0.7 else "0",
        "g_rev_y0": f"{sales * 0.9:.0f}" if rng.random() < 0.7 else "0",
        "f_amount_loan": f"{sales / 3:.0f}" if got else "",
    }  # fmt: skip


def _reason(rng: np.random.Generator) -> str:
    return f"R{int(rng.choice([1, 2, 3, 4, 6], p=[0.3, 0.2, 0.25, 0.2, 0.05])):02d}"


def _columns(answers: list[dict[str, str]]) -> list[str]:
    names: dict[str, None] = {}
    for row in answers:
        names |= dict.fromkeys(row)
    return list(names)


def of_2020(*, people: int = 10_000) -> StudyData:
    """4,000 asked, 900 answered (400 long), 238 mentored; 310 of the silent followed up.

    The logs show 400 of the 4,000 mentored; 48 of the 238 say that sales grew.
    """
    plan = {
        "version": 1, "mentored": "M2", "weights": {"nonresponse": {"method": "none"}},
        "disclosure": {"threshold": 10}, "costs": {"total": 0, "currency": ""},
        "indicators": [
            {"id": "sales_up", "name_es": "Ventas", "name_en": "Sales", "formula": "g_rev_dir >= 4",
             "denominator": "responded", "form": "both", "kind": "proportion", "variable": "",
             "winsorise": None, "iris": "", "domains": [], "is_outcome": True},
        ],
    }  # fmt: skip
    frame, cases, attempts, answers = [], [], [], []
    for number in range(people):
        key = f"{number:032x}"
        answered, mentored = number < 900, number < 238
        logged = mentored or 900 <= number < 1062
        followed = 2000 <= number < 2310
        reached = 2000 <= number < 2186
        frame.append(
            {"key": key, "permanent_number": "0.5", "country": "GT" if number % 2 else "MX",
             "log_m0": str(int(logged)), "log_m1": str(int(logged)), "log_m2": str(int(logged)),
             "log_m3": "0", "log_m4": "0"}
        )  # fmt: skip
        if number >= 4000:
            continue
        code = "1.1" if answered else "3.19"
        attempts.append(_attempt(key, 1, code, "0"))
        if followed:
            attempts.append(_attempt(key, 2, "1.1" if reached else "3.13", "1", "phone"))
        cases.append(
            {"key": key, "stratum": "all", "inclusion_probability": repr(4000 / people),
             "release_order": str(number + 1), "wave": "1",
             "form": "detailed" if number % 900 < 400 else "short", "form_assign": "random",
             "followed_up": str(int(followed)), "code": "1.1" if reached else code}
        )  # fmt: skip
        if answered or reached:
            helped = mentored or 2000 <= number < 2028
            answers.append(
                {"key": key, "form": "detailed" if number < 400 else "short", "version": "1",
                 "mode": "web", "language": "es", "partial": "0",
                 "c_contact_n": "1" if helped else "0", "c_reply_n": "1" if helped else "",
                 "c_exch_n": "1" if helped else "",
                 "g_rev_dir": "4" if number < 48 else "3"}
            )  # fmt: skip
    return StudyData(
        study={"public_id": "seed"}, plan=plan, frame=Table.of(list(frame[0]), frame), draw={},
        cases=Table.of(list(cases[0]), cases), attempts=Table.of(list(attempts[0]), attempts),
        answers=Table.of(list(answers[0]), answers), follow_up={"silent": 3100, "drawn": 310},
    )  # fmt: skip
