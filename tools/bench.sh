#!/bin/sh
# Every benchmark, one file per claim; each prints its numbers beside its limit.
set -eu
cd "$(dirname "$0")/.."
failed=
for file in benchmarks/*.py; do
    case $file in */__init__.py) continue ;; esac
    printf '\n== %s\n' "$file"
    PYTHONPATH=. .venv/bin/python "$file" || failed="$failed $file"
done
[ -z "$failed" ] || { printf '\nPast their limit:%s\n' "$failed"; exit 1; }
