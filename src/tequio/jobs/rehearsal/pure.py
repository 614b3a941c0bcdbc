"""A made-up study as one value, without a database: what benchmarks repeat hundreds of times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

import numpy as np

from community_simulation.study.making import (
    DrawnCase,
    StudiedCommunity,
    Worked,
    follow_up,
    make_community,
    mentors_asked,
    work_the_field,
)
from community_simulation.study.mentors import AnsweredMentor
from community_simulation.study.presets import Preset
from tequio.domain.studies import coarse, coarse_answers, drawing, plan, queries
from tequio.domain.studies import follow_up as following
from tequio.domain.studies.dispositions import STOPS_CONTACT, final_codes, letters_of
from tequio.domain.studies.questionnaires.checking import complete
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.study_data import StudyData, Table, sha256

OPENED: Final = date(2026, 3, 2)
FORMS: Final = ("detailed", "short")
PUBLIC_VALUE: Final = "rehearsal"


@dataclass
class Field:
    """What came back, case by case, both phases."""

    cases: list[Worked]
    again: list[Worked] = field(default_factory=list)

    def codes(self) -> dict[str, str]:
        """Key to final code of both phases."""
        tries = [
            (case.key, each.code, each.mode)
            for case, more in self._both()
            for each in (*case.attempts, *(more.attempts if more else ()))
        ]
        return final_codes(tries)

    def _both(self) -> list[tuple[Worked, Worked | None]]:
        later = {case.key: case for case in self.again}
        return [(case, later.get(case.key)) for case in self.cases]


def study_data(
    rng: np.random.Generator,
    community: StudiedCommunity,
    content: Mapping[str, Any],
    *,
    public_value: str = PUBLIC_VALUE,
    listed: Table | None = None,
) -> StudyData:
    """Freeze, draw, release all, work the field, follow up: as the domain's actions do it.

    Args:
        rng: source of chance of the field work.
        community: whose truth decides.
        content: a plan that `plan.read` accepts.
        public_value: what seeds the draw together with the frame.
        listed: the frame of `frame_table`, where it is at hand.
    """
    read = plan.read(content)
    listed = frame_table(community) if listed is None else listed
    steps = coarse.steps_for(len(listed.rows))
    frame_sha256 = sha256(listed.csv())
    seed = drawing.seed_of(frame_sha256, public_value)
    made = drawing.drawn(
        listed,
        read.sample,
        seed,
        steps=steps,
        form_rule=read.form_rule,
        detailed_share=read.detailed_share,
    )
    worked = _worked(rng, community, made)
    silent = _silent(worked)
    again = _followed_up(rng, community, worked, silent, read, seed)
    return StudyData(
        study={"public_id": "rehearsal", "title_es": "", "title_en": "", "is_rehearsal": True},
        plan=dict(content),
        frame=listed,
        draw=_draw_document(
            drawing.as_content(read.sample, made, (), steps, announced_at=""),
            {"frame_sha256": frame_sha256, "frame_rows": len(listed.rows)},
            public_value,
            seed,
        ),
        cases=_case_table(made.cases, worked, again),
        attempts=_attempt_table(worked),
        answers=_answer_table(worked, listed, content),
        mentors=_mentor_table(mentors_asked(rng, community)),
        follow_up=_follow_up_document(silent, again, seed, read),
    )


def _worked(rng: np.random.Generator, community: StudiedCommunity, made: drawing.Drawing) -> Field:
    cases = [DrawnCase(each.key, each.form) for each in made.cases]
    return Field(work_the_field(rng, community, cases))


def _followed_up(
    rng: np.random.Generator,
    community: StudiedCommunity,
    worked: Field,
    silent: list[str],
    read: plan.Plan,
    seed: str,
) -> set[str]:
    """Tries some of the silent again where the plan says so, and returns which."""
    if read.follow_up is None:
        return set()
    again = following.choose(silent, share=read.follow_up.share, seed=following.seed_of(seed))
    tried = {case.key: len(case.attempts) for case in worked.cases}
    worked.again = follow_up(rng, community, sorted(again), tried)
    return again


def _draw_document(
    design: dict[str, Any], frozen: Mapping[str, Any], public_value: str, seed: str
) -> dict[str, Any]:
    return {
        "design": design,
        "public_value": public_value,
        "public_value_source": "",
        "seed": seed,
        "drawn_at": "",
        **frozen,
    }


def frame_table(community: StudiedCommunity) -> Table:
    """The frame as it is frozen: coarse, with numbers in steps."""
    rows = community.frame_rows()
    names = [name for name in rows[0] if name not in ("key", "permanent_number")]
    facts, _blanked = coarse.coarsened([{name: row[name] for name in names} for row in rows])
    steps = coarse.steps_for(len(rows))
    lines = [
        {
            "key": row["key"],
            "permanent_number": repr(coarse.rounded_number(float(row["permanent_number"]), steps)),
            **known,
        }
        for row, known in zip(rows, facts, strict=True)
    ]
    return Table.of(("key", "permanent_number", *names), lines)


def _silent(worked: Field) -> list[str]:
    return [key for key, code in worked.codes().items() if letters_of(code) not in STOPS_CONTACT]


def _case_table(drawn: Sequence[drawing.DrawnCase], worked: Field, again: set[str]) -> Table:
    codes = worked.codes()
    return Table.of(
        queries.CASE_COLUMNS,
        (
            {
                "key": case.key,
                "stratum": case.stratum,
                "inclusion_probability": queries.as_text(case.inclusion_probability),
                "release_order": str(number),
                "wave": "1",
                "form": "short" if case.key in again else case.form,
                "form_assign": following.HOW if case.key in again else case.form_assign,
                "followed_up": queries.as_text(case.key in again),
                "code": codes[case.key],
            }
            for number, case in enumerate(drawn, 1)
        ),
    )


def _attempt_table(worked: Field) -> Table:
    return Table.of(
        queries.ATTEMPT_COLUMNS,
        (
            {
                "key": case.key,
                "number": str(each.number),
                "mode": each.mode,
                "code": each.code,
                "day": (OPENED + timedelta(days=each.day)).isoformat(),
                "is_follow_up": queries.as_text(each.is_follow_up),
            }
            for case in (*worked.cases, *worked.again)
            for each in case.attempts
        ),
    )


def _answer_table(worked: Field, frame: Table, content: Mapping[str, Any]) -> Table:
    forms = {form: standard(form) for form in FORMS}
    names = queries.variable_names(forms.values())
    rows = []
    for case in (*worked.cases, *worked.again):
        if case.values is None:
            continue
        form = forms[case.form]
        values = complete(form, case.values, year=OPENED.year)
        rows.append(
            {
                **queries.published_values(form, values),
                "key": case.key,
                "form": case.form,
                "version": form.version,
                "mode": next(e.mode for e in case.attempts if e.code in ("1.1", "1.2")),
                "language": case.language,
                "partial": queries.as_text(case.is_partial),
            }
        )
    columns = (*queries.ANSWER_COLUMNS, *names, *queries.CONSENT_COLUMNS)
    told = Table.of(columns, rows)
    return coarse_answers.published(told, frame, list(forms.values()), content)


def _mentor_table(asked: Sequence[AnsweredMentor]) -> Table:
    form = standard(queries.MENTOR)
    return queries.mentors_of(
        queries.variable_names([form]),
        (
            queries.mentor_row(
                mentor.key,
                form if mentor.values is not None else None,
                complete(form, mentor.values or {}, year=OPENED.year),
                mode="web",
                language=mentor.language,
            )
            for mentor in asked
        ),
    )


def _follow_up_document(
    silent: Sequence[str], again: set[str], seed: str, read: plan.Plan
) -> dict[str, Any]:
    if read.follow_up is None:
        return {}
    return {
        "silent": len(silent),
        "drawn": len(again),
        "seed": following.seed_of(seed),
        "modes": sorted(read.follow_up.modes),
        "drawn_at": datetime.combine(OPENED, datetime.min.time()).isoformat(),
    }


def study_data_of(preset: Preset, content: Mapping[str, Any], *, seed: int) -> StudyData:
    """The study of a preset and a seed."""
    rng = np.random.default_rng(seed)
    return study_data(rng, make_community(rng, preset), content)
