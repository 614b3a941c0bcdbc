#!/bin/sh
# Compares our numbers with those of another program, in an environment of its own.
set -eu
cd "$(dirname "$0")/.."
home=build/referees
stamp=$home/.stamp
fingerprint=$(cksum <requirements/referees.txt)
if ! [ -f "$stamp" ] || [ "$(cat "$stamp")" != "$fingerprint" ]; then
    .venv/bin/python -m venv --clear "$home"
    PIP_ROOT_USER_ACTION=ignore "$home/bin/python" -m pip install --quiet \
        --disable-pip-version-check --require-hashes -r requirements/referees.txt
    printf '%s\n' "$fingerprint" >"$stamp"
fi
PYTHONPATH=src:. exec "$home/bin/python" -m tests.references.second_referee "$@"
