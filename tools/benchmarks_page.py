"""Writes docs/benchmarks.md from what the benchmarks print, with the machine they ran on.

    .venv/bin/python tools/benchmarks_page.py                    runs them (minutes)
    .venv/bin/python tools/benchmarks_page.py --outputs FOLDER   takes what was printed before

Each output is kept in the folder under the name of its benchmark; one that is not there is run.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "benchmarks.md"
PICTURES = REPOSITORY / "docs" / "benchmarks"
SIMULATE = ("-m", "tequio.command_line", "simulate-market", "--repeats", "20")


@dataclass(frozen=True)
class Section:
    """A benchmark, what it claims, how it is run, and the pictures it draws."""

    name: str
    title: str
    claim: str
    command: tuple[str, ...]
    pictures: tuple[str, ...] = ()


SECTIONS = (
    Section(
        "ranking_optimum",
        "Rankings by sorting, against the published optima",
        "Su, Bayoumi and Joachims (WWW 2022) and Tomita and Yokoyama (RecSys 2024): at least the "
        "published social welfare (0.5% tolerance), at most 0.2 CPU seconds at 100 jobs.",
        ("benchmarks/ranking_optimum.py",),
    ),
    Section(
        "capacity_market",
        "Mentors with few places",
        "At least 940 accepted of 1,017 places; 20,000 x 5,000: at least 19,500 in 5 seconds; "
        "twelve weeks: at least 500 matches a week with a reply rate of .30. The market of a "
        "million runs with `--million` (minutes) and is not part of this page.",
        ("benchmarks/capacity_market.py",),
    ),
    Section(
        "simulate_market",
        "The same markets as tables and pictures",
        "`tequio simulate-market`: each rule on the same made-up market.",
        (*SIMULATE, "--plots", str(PICTURES)),
        ("week.svg", "season.svg"),
    ),
    Section(
        "suggestions",
        "One person's suggestions with reasons",
        "100,000 mentors in process: p50 at most 5 ms, p99 at most 25 ms; the index is built in "
        "at most 1 second per 100,000 and renewed in at most 100 ms.",
        ("benchmarks/suggestions.py",),
    ),
    Section(
        "suggestions_page",
        "The page of suggestions through HTTP",
        "10,000 mentors: at most 8 ms of CPU a page for application and database together.",
        ("benchmarks/suggestions_page.py",),
    ),
)


def main() -> int:
    """Writes the page; 1 if a benchmark printed nothing."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--outputs", type=Path, help="folder of printed outputs")
    given = options.parse_args().outputs
    with tempfile.TemporaryDirectory() as temporary:
        folder = given or Path(temporary)
        outputs = {section.name: _output(section, folder) for section in SECTIONS}
    PAGE.write_text(_page(outputs), encoding="utf-8")
    return 0 if all(outputs.values()) else 1


def _output(section: Section, folder: Path) -> str:
    """What the benchmark printed; a figure past its limit is part of it, not a failure of ours."""
    kept = folder / f"{section.name}.txt"
    if not kept.exists():
        command = [sys.executable, *section.command]
        done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own benchmarks
        kept.write_text(done.stdout, encoding="utf-8")
    lines = kept.read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if not line.startswith("[INFO]") and str(REPOSITORY) not in line]
    return "\n".join(told).strip()


def _page(outputs: dict[str, str]) -> str:
    parts = [
        "# Benchmarks of the matching",
        "Made by `.venv/bin/python tools/benchmarks_page.py`; do not edit. Seeds are fixed and "
        "printed. Times are upper bounds where the machine did other work at the same time.",
        _machine(),
    ]
    for section in SECTIONS:
        parts += [f"## {section.title}", section.claim]
        parts += [f"![{section.title}](benchmarks/{picture})" for picture in section.pictures]
        parts.append(f"```\n{outputs[section.name]}\n```")
    return "\n\n".join(parts) + "\n"


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"Machine: {model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} "
        f"{platform.release().split('-')[0]}, Python {platform.python_version()}; "
        f"{datetime.now(UTC):%Y-%m-%d}, load of 1, 5 and 15 minutes: {load}."
    )


if __name__ == "__main__":
    sys.exit(main())
