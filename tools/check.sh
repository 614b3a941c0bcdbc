#!/bin/sh
# The fast checks, all of them even if one fails.
# Usage: tools/check.sh [code]     (code leaves out what `make test` runs among and beside all tests)
cd "$(dirname "$0")/.." || exit 1
failed=
python=.venv/bin/python
part=${1:-all}

check() {
    title=$1
    shift
    printf '\n== %s\n' "$title"
    "$@" || failed="$failed\n  $title"
}

# The longest check has a core to itself while the others run.
said=$(mktemp)
trap 'rm -f "$said"' EXIT
types=
[ "$part" = code ] || { $python -m mypy >"$said" 2>&1 & types=$!; }
told() { cat "$said"; return "$ended"; }

check "format" $python -m ruff format --check --quiet .
check "lint" $python -m ruff check --quiet .
check "floors of the house" .venv/bin/lint-imports --no-logo
check "messages complete in both languages" $python -m tequio.command_line messages --check
if [ "$part" = all ]; then
    check "the repository itself" $python -m pytest -q -m "not slow" tests/repository
    ended=0
    wait "$types" || ended=$?
    check "types" told
fi

if [ -n "$failed" ]; then
    printf "\nNot in order:$failed\n"
    exit 1
fi
printf '\nAll in order.\n'
