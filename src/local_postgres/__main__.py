"""`python -m local_postgres start|stop|status|hold DIRECTORY`."""

import signal
import sys
from argparse import ArgumentParser
from pathlib import Path

from local_postgres.errors import LocalPostgresError
from local_postgres.hold import hold
from local_postgres.server import ensure_running, running, stop


def main() -> int:
    """Do one thing to the server of a directory; 1 where it fails or does not run."""
    parser = ArgumentParser(prog="python -m local_postgres")
    parser.add_argument("what", choices=("start", "stop", "status", "hold"))
    parser.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    try:
        return act(arguments.what, arguments.directory)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except (LocalPostgresError, OSError) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1


def act(what: str, directory: Path) -> int:
    """One of the four words."""
    if what == "hold":
        return hold(directory)
    if what == "stop":
        sys.stdout.write("stopped\n" if stop(directory) else "it was not running\n")
        return 0
    server = ensure_running(directory) if what == "start" else running(directory)
    sys.stdout.write(f"{server.url}\n" if server else "not running\n")
    return 0 if server else 1


if __name__ == "__main__":
    sys.exit(main())
