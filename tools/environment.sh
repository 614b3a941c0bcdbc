#!/bin/sh
# Makes .venv from the locked requirements; nothing to do takes no time.
# Usage: tools/environment.sh [dev]     (dev adds what the tests and checks need)
set -eu
cd "$(dirname "$0")/.."
kind=${1:-core}
stamp=.venv/.stamp-$kind

say() { printf '%s\n' "$*" >&2; }

# What the environment was made from: when this changes, it is made again. What the checks read
# in pyproject.toml stands at its end and changes nothing here.
recipe() {
    pwd -P
    cat "requirements/core.txt" "requirements/$kind.txt"
    sed '/^\[tool\.ruff\]/q' pyproject.toml
}
fingerprint=$(recipe | cksum)

find_python() {
    for name in python3.11 python3.12 python3.13 python3.14 python3 python; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

no_python() {
    say "Tequio needs Python 3.11 to 3.14, and none was found."
    say "On Debian 12 or newer:  apt install python3 python3-venv"
    exit 1
}

no_venv() {
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    say "$python cannot make an environment: its venv or ensurepip module is missing."
    say "On Debian:  apt install python$version-venv"
    exit 1
}

make_venv() {
    python=$(find_python) || no_python
    "$python" -c 'import venv, ensurepip' 2>/dev/null || no_venv
    "$python" -m venv --clear .venv
}

# uv is faster where it works; it may not know where this machine's packages are, pip does.
install() {
    if command -v uv >/dev/null 2>&1 &&
        UV_HTTP_RETRIES=0 uv pip install --quiet --python .venv/bin/python "$@" 2>/dev/null; then
        return 0
    fi
    PIP_ROOT_USER_ACTION=ignore .venv/bin/python -m pip install \
        --quiet --disable-pip-version-check --progress-bar off --no-compile "$@"
}

# Modules are compiled on all cores at once; what does not compile here is never loaded either,
# and the tests that packages bring along are not run.
compile_modules() {
    .venv/bin/python -m compileall -q -q -j 0 -x '/tests/' .venv/lib src >/dev/null 2>&1 || true
}

# The stamp holds the fingerprint: it is no file that make could date.
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$fingerprint" ]; then
    exit 0
fi
[ "$kind" = core ] || sh tools/environment.sh core

# An environment that was moved here, or whose Python has gone, is made again.
if ! .venv/bin/python -c 'import pip, sys; sys.exit(not sys.version_info >= (3, 11))' 2>/dev/null ||
    ! grep -qF "$(pwd -P)" .venv/bin/activate; then
    make_venv
fi

say "Installing the locked requirements ($kind); the first time this takes a minute or two."
install --require-hashes -r "requirements/$kind.txt"
compile_modules
if [ "$kind" = core ]; then
    install --no-deps --no-build-isolation -e .
    .venv/bin/python -m tequio.command_line messages --compile
else
    # Test plugins that run before everything else are found from any folder.
    for packages in .venv/lib/python3.*/site-packages; do
        pwd -P >"$packages/tequio_tests.pth"
    done
fi
printf '%s\n' "$fingerprint" >"$stamp"
