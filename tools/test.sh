#!/bin/sh
# Everything: the checks, then every test with a real browser; red if either is.
# Arguments go to pytest: make test ONLY="tests/journeys -k accept"
set -eu
cd "$(dirname "$0")/.."
# Hundreds of processes load the same modules: where none may be kept, each would compile them.
unset PYTHONDONTWRITEBYTECODE
checked=0
tested=0
types=
said=$(mktemp)
trap 'rm -f "$said"; [ -z "$types" ] || kill "$types" 2>/dev/null || true' EXIT
# With all tests, the repository's own are among them, and the types, which one process needs
# longer for than for all other checks, are looked at beside the first tests.
if [ "$#" = 0 ]; then
    .venv/bin/python -m mypy >"$said" 2>&1 &
    types=$!
    sh tools/check.sh code || checked=$?
else
    sh tools/check.sh || checked=$?
fi
TEQUIO_CHROMIUM=$(.venv/bin/python tools/browser.py)
export TEQUIO_CHROMIUM
printf '\n== tests\n'
# Two processes for two cores; a file stays in one, because its tests share what they set up.
.venv/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder "$@" || tested=$?
if [ -n "$types" ]; then
    wait "$types" || checked=$?
    types=
    printf '\n== types\n'
    cat "$said"
fi
[ "$tested" = 0 ] || exit "$tested"
[ "$checked" = 0 ] || { printf 'The tests pass; the checks above do not.\n'; exit "$checked"; }
