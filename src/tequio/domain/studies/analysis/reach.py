"""Reach: how many people of the frame registered, by country and year (T1)."""

from typing import Any

import numpy as np

from tequio.domain.studies.analysis import content, guard
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.material import Material


def reach(material: Material) -> Results:
    """T1 from the frame; by country alone where the frame holds no cohort."""
    if not material.holds_fact("country"):
        return {}
    by_year = material.holds_fact("cohort")
    countries = material.frame["country"].astype(str)
    cohorts = material.frame["cohort"].astype(str).tolist() if by_year else ["all"] * material.N
    years = np.array([cohort[:4] for cohort in cohorts])
    rows_of, columns_of = sorted(set(countries.tolist())), sorted(set(years.tolist()))
    counts = np.array(
        [[int(((countries == c) & (years == y)).sum()) for y in columns_of] for c in rows_of]
    )
    gone = guard.hidden(counts, material.threshold)
    rows: list[list[Any]] = []
    for name, line, hides in zip(rows_of, counts, gone, strict=True):
        whole = int(line.sum())
        few = whole < material.threshold
        shown = [None if hide or few else int(n) for n, hide in zip(line, hides, strict=True)]
        rows.append([f"country={name or 'missing'}", *shown, None if few else whole])
    columns = {"country": "word", **{year or "missing": "count" for year in columns_of}}
    if by_year:
        columns["total"] = "count"
    else:
        rows = [row[:-1] for row in rows]
    return {"T1": content.table(columns, rows, note="suppressed" if gone.any() else "")}
