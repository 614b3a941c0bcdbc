"""How the published answers protect people: what is withheld of them, and what can be counted."""

from collections import Counter

from tequio.domain.studies.analysis import content
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.context import Context
from tequio.domain.studies.analysis.material import FRAME_VARIABLES
from tequio.domain.studies.coarse import K
from tequio.domain.studies.coarse_answers import IDENTIFYING, rules_of
from tequio.domain.studies.questionnaires.standard import standard


def protection(context: Context) -> Results:
    """T34: the identifying facts that the answers may show, and how many answers show them.

    `T34.small_cells` are the answers that share country, stage, gender, language and cohort with
    fewer than four other answers: whoever knows that a person answered can count them.
    """
    data = context.material.data
    answers = data.answers.records()
    rules = rules_of([standard("detailed"), standard("short")])
    names = [name for name in data.answers.columns if rules.get(name) in IDENTIFYING]
    rows = [[name, sum(bool(row[name]) for row in answers)] for name in names]
    facts = [name for name in FRAME_VARIABLES if name in data.frame.columns]
    cells = {row["key"]: tuple(row[name] for name in facts) for row in data.frame.records()}
    held = [cells.get(row["key"], ()) for row in answers]
    sizes = Counter(held)
    few = sum(sizes[cell] < K for cell in held)
    found = {
        "T34.k": content.count(K, denominator="answers", source="ledger"),
        "T34.answers": content.count(len(answers), denominator="answers", source="ledger"),
        "T34.small_cells": content.count(few, denominator="answers", source="ledger"),
    }
    table = {"T34": content.table({"variable": "word", "shown_by": "count"}, rows)} if rows else {}
    return {**found, **table}
