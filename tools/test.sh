#!/bin/sh
# Everything: the checks, then every test with a real browser.
# Arguments go to pytest: make test ONLY="tests/journeys -k accept"
set -eu
cd "$(dirname "$0")/.."
sh tools/check.sh
TEQUIO_CHROMIUM=$(.venv/bin/python tools/browser.py)
export TEQUIO_CHROMIUM
exec .venv/bin/python -m pytest "$@"
