"""Claim: 95% intervals of a study hold the truth in 92 to 97% of thousands, in many settings.

Draw, response, weights in every replicate and estimates in memory, without files and database; the
same claim for whole studies is `rehearsals.py`. Where fewer respondents than a level needs are left
in a tier of the log, levels are joined and the claim is not made: those lines stand apart.

Run: PYTHONPATH=. python benchmarks/study_coverage.py [studies] [--seed N] [--write]
With --write the table goes to docs/coverage.md.
"""

import os
import sys
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from benchmarks.rows_for.study_in_memory import TIERS, Everybody, as_rows, respondents

from community_simulation.study.making import make_community
from community_simulation.study.presets import Preset, preset_named
from community_simulation.study.truth import numbers_and_texts
from survey_statistics.bounds import wilson_limits
from survey_statistics.commands.expressions import choose_rows
from survey_statistics.estimation import stratified_share

PAGE = Path(__file__).parents[1] / "docs" / "coverage.md"
INDICATORS = {
    "mentored": "mentored == 1",
    "goal met": "e_goal_met >= 3",
    "finance asked for": "f_applied == 1",
    "finance received": "f_result == 'all' or f_result == 'part'",
}
PEOPLE, REPLICATES, PER_COMMUNITY, FEWEST = 10_000, 200, 20, 15
LOW, HIGH = 0.92, 0.97


@dataclass(frozen=True)
class Setting:
    """A preset with other sizes; `few` where a tier of the log has too few respondents."""

    preset: str
    sampled: int = 2000
    response: float = 0.35
    mentored: float = 0.15
    few: bool = False

    def made(self) -> Preset:
        """The preset."""
        return replace(
            preset_named(self.preset),
            people=PEOPLE,
            sampled=self.sampled,
            response=self.response,
            mentored_share=self.mentored,
        )


SETTINGS = (
    Setting("honest"),
    Setting("biased"),
    Setting("honest", response=0.5),
    Setting("biased", response=0.5),
    Setting("honest", mentored=0.3),
    Setting("biased", mentored=0.5),
    Setting("honest", sampled=4000, response=0.225),
    Setting("biased", sampled=4000, response=0.225),
    Setting("honest", sampled=1000, response=0.5),
    Setting("biased", sampled=1000, response=0.5),
    Setting("honest", sampled=4000, response=0.5, mentored=0.05),
    Setting("biased", sampled=4000, response=0.5, mentored=0.05),
    Setting("honest", response=0.1, few=True),
    Setting("biased", response=0.1, few=True),
    Setting("honest", mentored=0.02, few=True),
    Setting("biased", mentored=0.05, few=True),
    Setting("honest", sampled=300, few=True),
    Setting("biased", sampled=300, response=0.5, few=True),
)


def studies(setting: Setting, number: int, seed: int) -> np.ndarray:
    """Truth, value, low, high, naive low and high (studies, 6, indicators) of one community."""
    place = SETTINGS.index(setting)
    rng = np.random.default_rng([seed, place, number])
    preset = setting.made()
    community = make_community(rng, preset)
    columns = numbers_and_texts(community)
    y = np.column_stack([choose_rows(formula, columns) for formula in INDICATORS.values()])
    frame = Everybody.of(community, y)
    return np.array([one(rng, frame, preset) for _ in range(PER_COMMUNITY)])


def one(rng: np.random.Generator, frame: Everybody, preset: Preset) -> np.ndarray:
    """The same (6, indicators) of one study."""
    found = respondents(rng, frame, preset, REPLICATES)
    design = as_rows(found, float(min(preset.sampled - 16, REPLICATES - 1)))
    y, tier = (np.repeat(values, found.count, axis=0) for values in (found.y, found.tier))
    logged = tier == TIERS - 1
    is_told = min(logged.sum(), (~logged).sum()) >= FEWEST
    strata = {"log": logged.astype(str) if is_told else np.full(len(y), "all")}
    lines = []
    for truth, values in zip(frame.truth, y.T, strict=True):
        share = stratified_share(design, values, strata)
        naive = wilson_limits(int(values.sum()), len(values), 0.95)
        lines.append((truth, share.value, share.low, share.high, *naive))
    return np.array(lines, dtype=np.float64).T


def line(setting: Setting, found: np.ndarray) -> tuple[str, bool]:
    """A row of the table, and whether the claim holds."""
    truth, value, low, high, naive_low, naive_high = found.transpose(1, 0, 2)
    covered = ((low <= truth) & (truth <= high)).mean(axis=0)
    naively = ((naive_low <= truth) & (truth <= naive_high)).mean(axis=0)
    bias = 100 * (value - truth).mean(axis=0)
    holds = bool(((covered >= LOW) & (covered <= HIGH)).all())
    cells = [
        setting.preset,
        f"{setting.sampled}",
        f"{setting.response:.1%}",
        f"{setting.mentored:.0%}",
        f"{len(found)}",
        *(f"{share:.1%} ({points:+.2f})" for share, points in zip(covered, bias, strict=True)),
        f"{naively[0]:.0%}",
        "few" if setting.few else "holds" if holds else "misses",
    ]
    return f"| {' | '.join(cells)} |", holds or setting.few


def main(count: int, *, seed: int, write: bool) -> int:
    """Print a line a setting as it is done; 1 where the claim fails."""
    head = [
        f"| preset | sampled | response | mentored | studies | {' | '.join(INDICATORS)} "
        "| naive, mentored | 92-97% |",
        "|---" * (7 + len(INDICATORS)) + "|",
    ]
    chance = 1.96 * (0.95 * 0.05 / count) ** 0.5
    about = (
        f"{count} studies a line, {PEOPLE} people, {REPLICATES} replicates, seed {seed}; "
        f"chance alone moves 95% by {chance:.1%}."
    )
    print(about, *head, sep="\n", flush=True)
    rows, holds = [], True
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for setting in SETTINGS:
            numbers = range(-(-count // PER_COMMUNITY))
            jobs = [pool.submit(studies, setting, number, seed) for number in numbers]
            row, is_held = line(setting, np.concatenate([job.result() for job in jobs])[:count])
            print(row, flush=True)
            rows, holds = [*rows, row], holds and is_held
    if write:
        PAGE.write_text("\n".join([*HEAD, about, "", *head, *rows, ""]), encoding="utf-8")
    return int(not holds)


HEAD = (
    "# Coverage: how often do a study's intervals hold the truth?",
    "",
    "Made by `PYTHONPATH=. .venv/bin/python benchmarks/study_coverage.py --write`; do not edit.",
    "",
    "200 [rehearsals](rehearsals.md) cannot tell 92% from 95%: of intervals that hold the truth",
    "in 95% of studies, one set of 200 in twelve comes out below 92% or above 97%. Here the draw,",
    "the response, the weights in every replicate and the",
    "[calibrated share](methods/stratified-share.md) are repeated in memory far more often, and in",
    "other settings: how many are asked, how many answer, how many are mentored. Each cell has the",
    "share of studies whose 95% interval holds the truth, and the bias in points. *naive* is the",
    "share among those who answered, with Wilson's interval. Twenty studies each are of one",
    "community, in which as many people differ from their log.",
    "",
    "*few*: a tier of the log has about fifteen respondents or fewer, so that it is joined or left",
    "out of the weights in some studies or all. In `biased` those left out answer otherwise than",
    "those they are joined with: that bias is not in the interval, and no claim is made.",
    "",
)

if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("studies", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.studies, seed=given.seed, write=given.write))
