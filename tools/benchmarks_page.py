"""Writes docs/benchmarks.md from what the benchmarks print, with the machine they ran on.

    .venv/bin/python tools/benchmarks_page.py                    runs them all (an hour, quiet)
    .venv/bin/python tools/benchmarks_page.py --outputs FOLDER   keeps there what they print, and
                                                                 runs only what is not there yet

What was printed by other code (`sources` of a section) is run again, so that no figure of it
stands there.
Exits with 1, and writes no page, if a benchmark prints nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "src"))

from community_simulation.market.plots import bar_plot  # noqa: E402 - the package of this folder

PAGE = REPOSITORY / "docs" / "benchmarks.md"
PICTURES = REPOSITORY / "docs" / "benchmarks"
SIMULATE = ("-m", "tequio.command_line", "simulate-market", "--repeats", "20")
MEASURED = "Measured "
SURROUNDINGS = {
    "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
    # One process is one processor: else one takes two already, and two gain nothing.
    "OPENBLAS_NUM_THREADS": "1",
}
WORDS_OF_A_SITE = ("{", "Making the tables", "Collecting styles")
PURE = ("src/mentor_matching", "src/community_simulation")
WHOLE = ("src", "benchmarks", "requirements")


@dataclass(frozen=True)
class Section:
    """A benchmark: its claim, how it is run, its pictures, and the code its figures are of."""

    name: str
    title: str
    claim: str
    command: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    sources: tuple[str, ...] = PURE


@dataclass(frozen=True)
class Plot:
    """A bar a line of some outputs: `pattern` finds its label, in pieces, and its `ratio`."""

    title: str
    sections: tuple[str, ...]
    pattern: str


PLOTS = {
    "ranking.svg": Plot(
        "Our welfare in percent of the reported one, by taste, examination, share and jobs",
        ("ranking_optimum",),
        r"^(\w+) +([a-z]{3})[a-z]* +(\d\.\d\d) +(\d+) .* (?P<ratio>\d\.\d{3}) +\d\.\d{3}$",
    ),
    "suggestions.svg": Plot(
        "100,000 mentors: percent of each limit that is used",
        ("suggestions",),
        r"^(.+?)  +[\d.]+  limit .* ratio (?P<ratio>[\d.]+)$",
    ),
    "suggestions_million.svg": Plot(
        "1,000,000 mentors: percent of each limit that is used",
        ("suggestions_million",),
        r"^(.+?)  +[\d.]+  limit .* ratio (?P<ratio>[\d.]+)$",
    ),
}

SECTIONS = (
    Section(
        "ranking_optimum",
        "Rankings by sorting, against what two papers report",
        "Su, Bayoumi and Joachims (WWW 2022) and Tomita and Yokoyama (RecSys 2024): at least the "
        "social welfare they report (0.5% tolerance) on the rows of 1/x and exp, at most 0.2 CPU "
        "seconds at 100 jobs. What they report are values of their optimisers on their own draws, "
        "no upper bounds: where tastes do not agree, ranking by f g passes one already.",
        ("benchmarks/ranking_optimum.py",),
        ("ranking.svg",),
    ),
    Section(
        "reply_prior",
        "What is expected of a mentor without a record",
        "The band that is called 80% holds the true reply rate in at least 70 of 100 cases, in the "
        "smallest and youngest community too; beside likelihood alone, in the same run.",
        ("benchmarks/reply_prior.py",),
    ),
    Section(
        "capacity_market",
        "Mentors with few places",
        "At least 940 accepted of 1,017 places; 20,000 x 5,000: at least 19,500 in 5 seconds; "
        "twelve weeks: at least 500 matches a week with a reply rate of .30; two processes, and "
        "two workers of `dask.distributed`, find what one finds, and two workers are at least "
        "1.4 x one and sooner than one plain process.",
        ("benchmarks/capacity_market.py",),
    ),
    Section(
        "capacity_market_million",
        "A million people and 100,000 mentors",
        "At least 75% of the places in at most 20 minutes and 600 MB on two cores.",
        ("benchmarks/capacity_market.py", "--million"),
    ),
    Section(
        "simulate_market",
        "The same markets as tables and pictures",
        "`tequio simulate-market`: each rule on the same made-up market.",
        (*SIMULATE, "--plots", str(PICTURES)),
        ("week.svg", "season.svg"),
        (*PURE, "src/tequio/commands"),
    ),
    Section(
        "suggestions",
        "One person's suggestions with reasons",
        "100,000 mentors in process: p50 at most 5 ms, p99 at most 25 ms; the index is built in "
        "at most 1 second per 100,000 and renewed in at most 100 ms.",
        ("benchmarks/suggestions.py",),
        ("suggestions.svg",),
    ),
    Section(
        "suggestions_million",
        "One person's suggestions among a million mentors",
        "1,000,000 mentors in process: p50 at most 15 ms.",
        ("benchmarks/suggestions.py", "1000000"),
        ("suggestions_million.svg",),
    ),
    Section(
        "suggestions_page",
        "The page of suggestions through HTTP",
        "10,000 mentors: at most 8 ms of CPU a page for application and database together.",
        ("benchmarks/suggestions_page.py",),
        sources=WHOLE,
    ),
    Section(
        "need_detection",
        "From a story to needs",
        "hit@3 at least .88 and hit@5 at least .93 in each language on texts of other people; at "
        "most 10 ms of CPU a query, 1 second to load and 100 MB.",
        ("benchmarks/need_detection.py",),
        sources=(*PURE, "tests/references/needs"),
    ),
)


def main() -> int:
    """Writes the page and its pictures; 1 if a benchmark printed nothing."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--outputs", type=Path, help="folder of printed outputs")
    given = options.parse_args().outputs
    with tempfile.TemporaryDirectory() as temporary:
        folder = given or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        outputs = {section.name: _output(section, folder) for section in SECTIONS}
    if silent := [name for name, printed in outputs.items() if printed.count("\n") < 1]:
        sys.stderr.write(f"no page: nothing printed by {', '.join(silent)}\n")
        return 1
    for name, plot in PLOTS.items():
        (PICTURES / name).write_text(_drawn(plot, outputs), encoding="utf-8")
    PAGE.write_text(_page(outputs), encoding="utf-8")
    return 0


def _output(section: Section, folder: Path) -> str:
    """What the benchmark printed, after a line that says when, at which commit, and its verdict.

    A figure past its limit is part of the output, not a failure of ours.
    """
    kept = folder / f"{section.name}.txt"
    if kept.exists() and _is_current(section, text := kept.read_text(encoding="utf-8")):
        return text
    started, load = datetime.now(UTC), os.getloadavg()[0]
    done = subprocess.run(  # noqa: S603 - our own benchmarks
        [sys.executable, *section.command],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | SURROUNDINGS,
    )
    told = [
        line
        for line in done.stdout.splitlines()
        if not line.startswith(WORDS_OF_A_SITE) and str(REPOSITORY) not in line
    ]
    verdict = "every limit met" if done.returncode == 0 else "a limit missed, or ended early"
    when = (
        f"{MEASURED}{started:%Y-%m-%d %H:%M} UTC at {_commit(section)}, load {load:.1f}: {verdict}."
    )
    text = "\n".join([when, *told]).strip()
    kept.write_text(text, encoding="utf-8")
    return text


def _is_current(section: Section, printed: str) -> bool:
    """Whether what was printed is of the code that is here."""
    found = re.match(rf"{MEASURED}.* at ([0-9a-f]+), load", printed)
    return (
        found is not None
        and not _is_changed(section)
        and not _git("diff", "--name-only", found[1], "HEAD", "--", *_sources(section))
    )


def _commit(section: Section) -> str:
    """The commit whose code runs, with a plus if the code was changed since."""
    return _git("rev-parse", "--short", "HEAD") + "+" * _is_changed(section)


def _is_changed(section: Section) -> bool:
    return bool(_git("status", "--porcelain", *_sources(section)))


def _sources(section: Section) -> tuple[str, ...]:
    """The files that its figures depend on: its own benchmark, if it is one, and what it runs."""
    return (*section.sources, *(word for word in section.command if word.endswith(".py")))


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(  # noqa: S603 - git of this machine
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()


def _drawn(plot: Plot, outputs: dict[str, str]) -> str:
    """Percents of a limit as bars, its line at 100."""
    lines = "\n".join(outputs[section] for section in plot.sections)
    found = re.finditer(plot.pattern, lines, re.MULTILINE)
    bars = {
        " ".join(one for one in match.groups()[:-1] if one): 100 * float(match["ratio"])
        for match in found
    }
    return bar_plot(plot.title, bars, limit=100.0)


def _page(outputs: dict[str, str]) -> str:
    parts = [
        "# Benchmarks of the matching",
        "Made by `.venv/bin/python tools/benchmarks_page.py`; do not edit. Seeds are fixed and "
        "printed. Times are upper bounds where the machine did other work at the same time.",
        _machine(),
    ]
    for section in SECTIONS:
        when, _, printed = outputs[section.name].partition("\n")
        parts += [f"## {section.title}", f"{section.claim}\n{when}"]
        parts += [f"![{section.title}](benchmarks/{picture})" for picture in section.pictures]
        parts.append(f"```\n{printed.strip()}\n```")
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
