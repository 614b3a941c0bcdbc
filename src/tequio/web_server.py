"""`python -m tequio.web_server MODULE ...`: the pages of a WSGI module, served by several workers.

By itself granian loads the application in every worker, and Django imports the pages when the
first is asked for: who came early would be connected and hear nothing for seconds. Here all of it
is loaded once; then the port opens, and each worker, one that takes the place of a fallen one
too, begins as a copy that is ready.
"""

import gc
import multiprocessing
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from django.utils import translation
from granian import Granian
from granian.constants import Interfaces
from granian.errors import FatalError

Application = Callable[..., Any]


def main() -> int:
    """Load, listen, serve until a signal; 1 where that is not possible."""
    arguments = parser().parse_args()
    gc.disable()  # what is loaded now stays: to look through it for waste only takes time
    # A worker must be a copy of this process, also where Python would start an empty one.
    multiprocessing.set_start_method("fork")
    application = loaded(arguments.module)
    try:
        server(arguments).serve(target_loader=lambda: application, wrap_loader=False)
    except FatalError as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0


def parser() -> ArgumentParser:
    """What is served, where and by how many."""
    result = ArgumentParser(prog="python -m tequio.web_server")
    result.add_argument("module", help="tequio.wsgi or tequio.respondent_wsgi")
    result.add_argument("--host", default="127.0.0.1")
    result.add_argument("--port", type=int, required=True)
    result.add_argument("--workers", type=int, default=1)
    result.add_argument("--blocking-threads", type=int, default=1)
    return result


def loaded(module: str) -> Application:
    """The application with everything that its first page would wait for."""
    served = import_module(module)
    application: Application = served.application
    getattr(served, "load", bool)()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            get_resolver().reverse_dict  # noqa: B018 - reading it imports every page
    connections.close_all()  # two processes on one connection would read each other's answers
    gc.freeze()  # the workers then share this memory instead of copying it
    gc.enable()
    return application


def server(arguments: Namespace) -> Granian:
    """granian with our choices: no WebSockets; a worker that fell is replaced."""
    return Granian(
        arguments.module,
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=arguments.blocking_threads,
        websockets=False,
        respawn_failed_workers=True,
        log_dictconfig={"loggers": {}},  # its words go where Django's go
    )


if __name__ == "__main__":
    sys.exit(main())
