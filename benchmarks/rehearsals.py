"""Claim: with the logs in the weights, 95% intervals hold the truth in 92 to 97% of 200 rehearsals.

For the share mentored, goals met, finance asked for and received, in a community where the mentored
answer like the others (`honest`) and in one where they answer much more and were ahead of the
others anyway (`biased`). The bounds without assumptions hold always, and in `biased` the naive
projection of every one of them holds in less than 40%.

Run: PYTHONPATH=. python benchmarks/rehearsals.py [rehearsals] [--seed N] [--write]
With --write the table goes to docs/rehearsals.md.
"""

import os
import sys
import time
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")

import django
import numpy as np

django.setup()

from community_simulation.study.making import make_community  # noqa: E402  (after setup)
from community_simulation.study.presets import preset_named  # noqa: E402  (after setup)
from survey_statistics.bounds import manski_bounds_of_share  # noqa: E402  (after setup)
from tequio.domain.studies.analysis import context as contexts  # noqa: E402  (after setup)
from tequio.domain.studies.analysis import material as materials  # noqa: E402  (after setup)
from tequio.domain.studies.analysis import weights  # noqa: E402  (after setup)
from tequio.domain.studies.analysis.analyse import seed_of  # noqa: E402  (after setup)
from tequio.domain.studies.study_data import StudyData  # noqa: E402  (after setup)
from tequio.jobs.rehearsal import comparison, planning, pure  # noqa: E402  (after setup)

PAGE = Path(__file__).parents[1] / "docs" / "rehearsals.md"
PRESETS = ("honest", "biased")
INDICATORS = ("mentored", "goal_met", "finance_applied", "finance_received")
PEOPLE, SAMPLED, REPLICATES = 10_000, 2_000, 200
PER_COMMUNITY = 10
LOW, HIGH, NAIVE_BELOW = 0.92, 0.97, 0.40
SEED = 2020


@dataclass(frozen=True)
class Outcome:
    """What one rehearsal found: the truth, and (value, low, high) by method."""

    preset: str
    indicator: str
    truth: float
    weighted: tuple[float, float, float]
    naive: tuple[float, float, float]
    worst: tuple[float, float]


def rehearse(preset_name: str, community_number: int, repeats: int, seed: int) -> list[Outcome]:
    """Some studies of one community, each with its own draw and field work."""
    seeds = np.random.SeedSequence([seed, PRESETS.index(preset_name), community_number])
    rng = np.random.default_rng(seeds)
    preset = replace(preset_named(preset_name), people=PEOPLE, sampled=SAMPLED)
    community = make_community(rng, preset)
    content = planning.content(preset, replicates=REPLICATES)
    listed, truths = pure.frame_table(community), comparison.truths_of(community)
    found: list[Outcome] = []
    for number in range(repeats):
        value = f"{preset_name} {community_number} {number}"
        data = pure.study_data(rng, community, content, public_value=value, listed=listed)
        found += outcomes(preset_name, data, truths)
    return found


def outcomes(preset: str, data: StudyData, truths: dict[str, float]) -> list[Outcome]:
    """Weights and estimates as the report has them, for the indicators of the claim."""
    material = materials.read(data)
    generator = np.random.default_rng(int(seed_of(data), 16))
    context = contexts.Context(
        material, weights.make(material, replicates=REPLICATES, generator=generator)
    )
    of_plan = {one["id"]: one for one in context.indicators()}
    found = []
    for name in INDICATORS:
        weighted = context.indicator(of_plan[name])
        x, n = contexts.counted(material, context.values_of(of_plan[name]))
        naive = contexts.simple_share(x, n, denominator="responded")
        bounds = manski_bounds_of_share(x, n, material.n)
        found.append(
            Outcome(
                preset,
                name,
                truths[name],
                (weighted["value"], weighted["low"], weighted["high"]),
                (naive["value"], naive["low"], naive["high"]),
                (bounds.low or 0.0, bounds.high or 1.0),
            )
        )
    return found


COLUMNS = (
    "| preset | indicator | rehearsals | truth | weighted: bias | weighted: holds | "
    "naive: bias | naive: holds | bounds hold | claim |",
    "|---|---|---|---|---|---|---|---|---|---|",
)


def table(preset: str, found: list[Outcome]) -> tuple[list[str], bool]:
    """The lines of a preset, and whether every claim holds."""
    made = [
        line(preset, name, [one for one in found if one.indicator == name]) for name in INDICATORS
    ]
    return [words for words, _holds in made], all(holds for _words, holds in made)


def line(preset: str, name: str, rows: list[Outcome]) -> tuple[str, bool]:
    """A row of the table, and whether what is claimed of it holds."""
    truth = np.array([one.truth for one in rows])
    weighted, naive = (
        np.array([getattr(one, method) for one in rows]) for method in ("weighted", "naive")
    )
    covered, naively = inside(truth, weighted[:, 1:]), inside(truth, naive[:, 1:])
    bounded = inside(truth, np.array([one.worst for one in rows]))
    holds = LOW <= covered <= HIGH and bounded == 1
    if preset == "biased":
        holds &= naively < NAIVE_BELOW
    bias = [100 * float((each[:, 0] - truth).mean()) for each in (weighted, naive)]
    return (
        f"| {preset} | {name} | {len(rows)} | {truth.mean():.1%} | {bias[0]:+.2f} points | "
        f"{covered:.1%} | {bias[1]:+.2f} points | {naively:.1%} | {bounded:.0%} | "
        f"{'holds' if holds else 'misses'} |"
    ), holds


def inside(truth: np.ndarray, limits: np.ndarray) -> float:
    """The share of intervals that hold the truth."""
    return float(((limits[:, 0] <= truth) & (truth <= limits[:, 1])).mean())


def main(rehearsals: int = 200, *, seed: int = SEED, write: bool = False) -> int:
    """Rehearse, print the table, write it if asked; 1 where a claim fails."""
    begun = time.monotonic()
    chance = 1.96 * (0.95 * 0.05 / rehearsals) ** 0.5
    about = (
        f"{rehearsals} rehearsals of each preset, {PEOPLE} people, {SAMPLED} sampled, {REPLICATES} "
        f"replicates, seed {seed}; chance alone moves 95% by {chance:.1%}."
    )
    print(about, *COLUMNS, sep="\n", flush=True)
    lines, holds = list(COLUMNS), True
    parts = [
        (number, min(PER_COMMUNITY, rehearsals - number * PER_COMMUNITY))
        for number in range(-(-rehearsals // PER_COMMUNITY))
    ]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        jobs = {
            preset: [pool.submit(rehearse, preset, *part, seed) for part in parts]
            for preset in PRESETS
        }
        for preset in PRESETS:
            found = [one for job in jobs[preset] for one in job.result()]
            made, is_held = table(preset, found)
            print(*made, sep="\n", flush=True)
            lines, holds = [*lines, *made], holds and is_held
    effort = (
        f"{time.monotonic() - begun:.0f} s on {os.cpu_count()} cores, average load of the last "
        f"15 minutes {os.getloadavg()[2]:.1f}."
    )
    print(effort)
    if write:
        page = [*HEAD, about, "", *lines, "", effort, ""]
        PAGE.write_text("\n".join(page), encoding="utf-8")
    return int(not holds)


HEAD = (
    "# Rehearsals: do the intervals hold the truth?",
    "",
    "Made by `PYTHONPATH=. .venv/bin/python benchmarks/rehearsals.py 200 --write`; do not edit.",
    "",
    "Each rehearsal is a whole study on a made-up community: frame, draw by commit and reveal,",
    "field work, follow-up, weights with the log-side funnel (M0, M1, M2) among their variables,",
    "estimates. *Weighted* is what the report projects, with the interval of a",
    "[calibrated share](methods/stratified-share.md), *naive* the share among those who answered",
    "with its Wilson interval; *bounds* are those without assumptions, with the interval of Imbens",
    "and Manski. In `honest` the mentored answer like everybody else. In `biased` they answer much",
    "more often, and were ahead anyway: goals and finance went better for those with whom mentors",
    "spoke, whatever the mentoring did. The logs show who that is, so weights by the logs can mend",
    "it; the share among those who answered cannot.",
    "",
    "*Claim*: weighted intervals hold the truth in 92 to 97% of rehearsals, bounds always, and in",
    "`biased` naive intervals in less than 40%. A line of intervals that hold in 95% of studies",
    "misses that by chance once in twelve with 200; thousands are in [coverage](coverage.md).",
    "",
)

if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rehearsals", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.rehearsals, seed=given.seed, write=given.write))
