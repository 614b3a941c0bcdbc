#!/bin/sh
# The fast checks, all of them even if one fails.
cd "$(dirname "$0")/.." || exit 1
failed=

check() {
    title=$1
    shift
    printf '\n== %s\n' "$title"
    "$@" || failed="$failed\n  $title"
}

python=.venv/bin/python
check "format" $python -m ruff format --check --quiet .
check "lint" $python -m ruff check --quiet .
check "floors of the house" .venv/bin/lint-imports --no-logo
check "types" $python -m mypy
check "messages complete in both languages" $python -m tequio.command_line messages --check
check "the repository itself" $python -m pytest -q -m "not slow" tests/repository

if [ -n "$failed" ]; then
    printf "\nNot in order:$failed\n"
    exit 1
fi
printf '\nAll in order.\n'
