"""`tequio run`: the whole site without a demo, for a small organisation's own machine."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from tequio.supervisor.start import start

HELP = "run the site; logs go to standard output and standard error"
NEEDED = {
    "TEQUIO_SITE_URL": "the address people type, such as https://tequio.example.org",
    "TEQUIO_ALLOWED_HOSTS": "the host names that are ours, such as tequio.example.org",
    "TEQUIO_SECRET_KEY": "50 random characters that nobody else knows: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
    "TEQUIO_SMTP_URL": "the mail server, such as smtp+tls://user:password@mail.example.org:587",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose; everything comes from the environment."""


def run(arguments: Namespace) -> int:
    """Prepare and start; what production cannot do without is asked for by name."""
    kind = os.environ.get("TEQUIO_ENVIRONMENT", "production")
    missing = missing_settings(os.environ) if kind == "production" else []
    if missing:
        sys.stderr.write("The site cannot run yet. Please set:\n")
        sys.stderr.writelines(f"  {name}: {NEEDED[name]}\n" for name in missing)
        sys.stderr.write("To try the site without any of them: make demo\n")
        return 1
    return start(kind=kind, steps=(("prepare",),), logs_apart=False)


def missing_settings(environment: Mapping[str, str]) -> list[str]:
    """The names of what production needs and is not given."""
    return [name for name in NEEDED if not environment.get(name)]
