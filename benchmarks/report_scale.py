"""Claim: the report of 20,000 released and 5,000 answers takes at most 5 minutes and 2 GB.

The analysis with 500 replicates, both reports as blocks of the page and as PDF, and the files for
other programs, in a process of its own; time is that of the processor, which other programs do not
lengthen.

Run: PYTHONPATH=. python benchmarks/report_scale.py
"""

import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.settings")

import django

django.setup()

from community_simulation.study.presets import preset_named  # noqa: E402  (after setup)
from tequio.domain.studies.analysis.analyse import analyse  # noqa: E402  (after setup)
from tequio.domain.studies.report import build as build_blocks  # noqa: E402  (after setup)
from tequio.domain.studies.report import files  # noqa: E402  (after setup)
from tequio.domain.studies.report.special import Source  # noqa: E402  (after setup)
from tequio.domain.studies.report.writing import Reader  # noqa: E402  (after setup)
from tequio.domain.studies.study_data import StudyData  # noqa: E402  (after setup)
from tequio.jobs.rehearsal import planning, pure  # noqa: E402  (after setup)

PEOPLE, RELEASED, ANSWERS, REPLICATES = 40_000, 20_000, 5_000, 500
SECONDS, MEGABYTES = 300, 2048
LISTS = ("deviations", "signatures", "themes", "recommendations", "lessons", "fact_check")


def build(data: StudyData) -> tuple[float, float, float]:
    """CPU seconds of the analysis and of the reports, and the most memory in megabytes."""
    begun = time.process_time()
    results = analyse(data, replicates=REPLICATES)
    analysed = time.process_time()
    source = Source(results, data.study, data.plan, {name: [] for name in LISTS}, {})
    for language in files.LANGUAGES:
        build_blocks.report(source, Reader(language))
        files.pdf(source, language)
    files.for_programs(source, data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return analysed - begun, time.process_time() - analysed, memory


def main() -> int:
    """Make the study, build its report apart, print both beside their limits."""
    preset = replace(
        preset_named("honest"), people=PEOPLE, sampled=RELEASED, response=ANSWERS / RELEASED
    )
    data = pure.study_data_of(preset, planning.content(preset, replicates=REPLICATES), seed=2020)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        analysis, reports, memory = pool.submit(build, data).result()
    print(f"{len(data.cases.rows)} released, {len(data.answers.rows)} answers on file")
    print(
        f"analysis {analysis:.0f} CPU s, reports and files {reports:.0f} CPU s; limit {SECONDS} s"
    )
    print(f"memory {memory:.0f} MB; limit {MEGABYTES} MB")
    return int(analysis + reports > SECONDS or memory > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
