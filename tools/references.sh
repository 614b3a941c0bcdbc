#!/bin/sh
# Computes the stored numbers of R anew, where R and its survey package are installed, and the page
# that lists them beside ours.
set -eu
cd "$(dirname "$0")/../tests/references/survey"
if ! command -v Rscript >/dev/null 2>&1; then
    printf '%s\n' "R is needed.  On Debian:  apt install r-base-core r-cran-survey r-cran-jsonlite" >&2
    exit 1
fi
for script in *.R; do
    printf '== %s\n' "$script"
    Rscript "$script"
done
cd ../../..
printf '== docs/methods/referees.md\n'
PYTHONPATH=src:. .venv/bin/python -m tests.references.referee_table >build/referees.md
mv build/referees.md docs/methods/referees.md
