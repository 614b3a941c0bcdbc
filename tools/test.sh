#!/bin/sh
# Everything: the checks, then every test with a real browser; red if either is.
# Arguments go to pytest: make test ONLY="tests/journeys -k accept"
set -eu
cd "$(dirname "$0")/.."
# Hundreds of processes load the same modules: where none may be kept, each would compile them.
unset PYTHONDONTWRITEBYTECODE
checked=0
# The repository's own tests are among all tests; with some tests only, they belong to the checks.
if [ "$#" = 0 ]; then sh tools/check.sh code; else sh tools/check.sh; fi || checked=$?
TEQUIO_CHROMIUM=$(.venv/bin/python tools/browser.py)
export TEQUIO_CHROMIUM
printf '\n== tests\n'
# Two processes for two cores; a file stays in one, because its tests share what they set up.
.venv/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder "$@"
[ "$checked" = 0 ] || { printf 'The tests pass; the checks above do not.\n'; exit "$checked"; }
