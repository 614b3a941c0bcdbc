"""The command `survey-statistics`: estimates, rates, draws and power, as JSON on standard output.

It needs no site, no database and no settings. What stands in the way of an answer is said in one
sentence on standard error, with exit status 2; nothing half-written reaches standard output.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from survey_statistics.commands.draw import ALLOCATIONS, METHODS, DrawRequest, draw
from survey_statistics.commands.estimate import estimate
from survey_statistics.commands.first_word import heed_first_word
from survey_statistics.commands.idle_options import refuse_idle
from survey_statistics.commands.json_output import write_json
from survey_statistics.commands.power import PowerRequest, answer
from survey_statistics.commands.rates import RatesRequest, rates, rates_of_counts
from survey_statistics.commands.typed_counts import category_counts, eligibility
from survey_statistics.errors import SurveyError

_REFUSED = 2
_COMMANDS = ("estimate", "rates", "draw", "power")

_ESTIMATE_EXAMPLE = """\
example:
  survey-statistics estimate schools.csv plan.toml

plan.toml:
  [read]
  missing = ["", "NA"]
  [design]
  weight = "pw"
  strata = ["stype"]
  clusters = ["dnum", "snum"]        # outermost first; nest = true if ids repeat across strata
  population = ["fpc1", "fpc2"]      # sizes, or fractions below 1
  single_unit = "error"              # or certainty, scaled, centred
  [[calibrate]]                      # any number, in order
  method = "rake"                    # poststratify, rake, linear, logit, truncated
  [calibrate.margins]
  stype = { E = 4421, H = 755, M = 1018 }
  [replicates]
  kind = "bootstrap"                 # or jackknife-1, jackknife-n, jackknife-2, brr, fay, given ...
  count = 500
  seed = 1
  [[estimate]]
  statistic = "mean"                 # total, ratio, proportion, quantile, regression, nps
  variable = "api00"
  by = ["stype"]
  where = "sch.wide == 'Yes' and not api99 < 500"
  [disclosure]
  minimum = 10                       # results on fewer rows are withheld

output:
  rows, sum_of_weights
  weighting    one entry for the base weights and one for each calibration: step, rows, sum_before,
               sum_after, minimum, maximum, design_effect (Kish's), effective_n, rounds, and
               margins: column, level, target, reached
  replicates   null, or kind, count, seed (null where nothing is drawn by chance), rho, scale, mse,
               degrees_of_freedom
  results      one entry for each estimate: statistic, variable, domain, value, standard_error, low,
               high, interval, level, degrees_of_freedom, n, design_effect, suppressed, notes ...
"""
_RATES_EXAMPLE = """\
examples:
  survey-statistics rates cases.csv --code final --weight base --by country
  survey-statistics rates attempts.csv --code code --case person --mode mode --e UR=0.6 UO=0.3
  survey-statistics rates --counts I=400 P=20 R=80 NC=150 UR=250
"""
_DRAW_EXAMPLE = """\
examples:
  survey-statistics draw frame.csv --id key --size 4000 --seed "hash of the frame"
  survey-statistics draw frame.csv --id key --size 400 --seed 7 --strata country stage --minimum 2
  survey-statistics draw frame.csv --id key --size 50 --seed 7 --method sampford --size-column users
  survey-statistics draw frame.csv --id key --size 900 --seed 7 --waves 500 200 200
"""
_POWER_EXAMPLE = """\
examples:
  survey-statistics power precision --half-width 0.05 --response-rate 0.225
  survey-statistics power difference --first 238 --second 662 --proportion 0.3
  survey-statistics power difference --difference 0.10 --deviation 1.17 --logarithm --rounds 1 \\
      --autocorrelation 0.5
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, or 2 for what cannot be answered."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    heed_first_word(parser, _COMMANDS, words)
    options = parser.parse_args(words)
    run: Callable[[argparse.Namespace], Any] = options.run
    try:
        # What overflows has no value and comes out as null, without remarks on standard error.
        with np.errstate(all="ignore"):
            result = run(options)
    except (SurveyError, OSError) as error:
        sys.stderr.write(f"survey-statistics: {error}\n")
        return _REFUSED
    except OverflowError:
        sys.stderr.write("survey-statistics: A number given is too large or too small to use.\n")
        return _REFUSED
    return _written(result)


def _written(result: object) -> int:
    """Write the result; 2 where nobody takes it or there is no room, without a traceback."""
    try:
        write_json(result, sys.stdout)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere, or the interpreter would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"survey-statistics: The result was not written: {error.strerror}.\n")
        return _REFUSED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="survey-statistics",
        description="Survey statistics from files: JSON on standard output, no site needed.",
        epilog="Each command shows examples: survey-statistics estimate --help",
    )
    parser.add_argument("--version", action="store_true", help="show the version and end")
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_estimate(commands)
    _add_rates(commands)
    _add_draw(commands)
    _add_power(commands)
    return parser


def _command(commands: Any, name: str, help_text: str, epilog: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help_text,
        description=help_text,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser


def _add_estimate(commands: Any) -> None:
    parser = _command(
        commands,
        "estimate",
        "Estimates with standard errors, from data and a plan.",
        _ESTIMATE_EXAMPLE,
    )
    parser.add_argument("data", type=Path, help="CSV in UTF-8, or .sav, .dta with pyreadstat")
    parser.add_argument("plan", type=Path, help="plan in TOML")
    parser.set_defaults(run=lambda options: estimate(options.data, options.plan))


def _add_rates(commands: Any) -> None:
    parser = _command(
        commands, "rates", "AAPOR response, cooperation, refusal and contact rates.", _RATES_EXAMPLE
    )
    parser.add_argument("data", type=Path, nargs="?", help="one row a case, or an attempt")
    parser.add_argument("--counts", nargs="+", metavar="I=400", help="counts instead of data")
    parser.add_argument("--code", help="column of AAPOR codes or categories")
    parser.add_argument("--case", help="column naming the case, if rows are attempts in order")
    parser.add_argument("--mode", help="column of the mode of an attempt")
    parser.add_argument("--weight", help="column of base weights")
    parser.add_argument("--by", nargs="+", default=[], help="columns to break down by")
    parser.add_argument(
        "--e", nargs="+", default=[], help="share eligible among unknown; estimated if left out"
    )
    parser.add_argument(
        "--households", action="store_true", help="a sample of numbers or addresses, not persons"
    )
    parser.add_argument("--released", type=int, help="cases released, for the ledger")
    parser.set_defaults(run=_run_rates)


def _run_rates(options: argparse.Namespace) -> Any:
    e = eligibility(options.e)
    if options.counts:
        columns = ("data", "code", "case", "mode", "weight", "by", "released")
        refuse_idle(
            (
                (f"--{name}" if name != "data" else "A data file", bool(getattr(options, name)))
                for name in columns
            ),
            "beside --counts",
        )
        return rates_of_counts(category_counts(options.counts), e)
    if options.data is None or options.code is None:
        raise SurveyError("Rates need a data file and --code, or --counts.")
    return rates(
        RatesRequest(
            data=options.data,
            code=options.code,
            case=options.case,
            mode=options.mode,
            weight=options.weight,
            by=options.by,
            e=e,
            named_persons=not options.households,
            released=options.released,
        )
    )


def _add_draw(commands: Any) -> None:
    parser = _command(
        commands, "draw", "A sample that follows from identifiers and a seed alone.", _DRAW_EXAMPLE
    )
    parser.add_argument("frame", type=Path, help="one row a unit")
    parser.add_argument("--id", required=True, help="column of identifiers")
    parser.add_argument("--size", type=int, required=True, help="units to draw")
    parser.add_argument("--seed", required=True, help="any text; publish it with the sample")
    parser.add_argument("--strata", nargs="+", default=[], help="columns crossed into strata")
    parser.add_argument("--allocation", choices=ALLOCATIONS, default="proportional")
    parser.add_argument("--deviation", help="column whose spread Neyman allocation uses")
    parser.add_argument("--exponent", type=float, default=0.5, help="of power allocation")
    parser.add_argument("--minimum", type=int, default=0, help="least number per stratum")
    parser.add_argument("--method", choices=METHODS, default="simple")
    parser.add_argument("--size-column", help="measure of size for unequal probabilities")
    parser.add_argument("--sort-by", help="column that orders a systematic draw")
    parser.add_argument(
        "--start", type=float, default=0.0, help="start on [0, 1), to avoid overlap"
    )
    parser.add_argument("--waves", type=int, nargs="+", default=[], help="sizes of the waves")
    parser.set_defaults(run=lambda options: draw(_request(DrawRequest, options)))


def _add_power(commands: Any) -> None:
    parser = _command(
        commands,
        "power",
        "Sample size, precision, power, smallest detectable effect.",
        _POWER_EXAMPLE,
    )
    parser.add_argument("question", choices=("precision", "difference"))
    numbers = {
        "--proportion": "of the outcome (of the comparison group)",
        "--deviation": "standard deviation of a numeric outcome",
        "--half-width": "of the interval wanted",
        "--answers": "completed answers",
        "--first": "number in the group with the effect",
        "--second": "number in the comparison group",
        "--difference": "to be found; a relative change with --logarithm",
        "--cluster-size": "mean size of clusters",
        "--population": "size of the population",
        "--autocorrelation": "of the outcome between rounds, with a baseline",
    }
    for option, meaning in numbers.items():
        parser.add_argument(option, type=float, help=meaning)
    parser.add_argument("--confidence", type=float, default=0.95, help="of the interval")
    parser.add_argument("--significance", type=float, default=0.05, help="two-sided")
    parser.add_argument("--power", type=float, default=0.8)
    parser.add_argument("--design-effect", type=float, default=1.0)
    parser.add_argument("--icc", type=float, default=0.0, help="correlation within clusters")
    parser.add_argument("--response-rate", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=1, help="follow-up rounds")
    parser.add_argument(
        "--compliance", type=float, default=1.0, help="share of the first group that takes up"
    )
    parser.add_argument("--logarithm", action="store_true", help="the outcome is a logarithm")
    parser.add_argument(
        "--variance",
        choices=("base", "unpooled", "pooled"),
        default="base",
        help="of two proportions: the comparison group's for both, each its own, or pooled as in R",
    )
    parser.set_defaults(run=lambda options: answer(_request(PowerRequest, options)))


def _request(kind: Callable[..., Any], options: argparse.Namespace) -> Any:
    """Return a request whose fields bear the names of the options."""
    return kind(**{field.name: getattr(options, field.name) for field in fields(kind)})  # type: ignore[arg-type]  # dataclasses are callables


if __name__ == "__main__":
    sys.exit(main())
