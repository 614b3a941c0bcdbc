"""Where the site runs: folders, addresses and the environment of every part."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tequio.supervisor.ports import REALTIME, SURVEYS, claim, claim_beside, refuse_shared

REPOSITORY = Path(__file__).resolve().parents[3]
DEFAULT_PORT = "8000"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What one start of the site needs to know."""

    environment: Mapping[str, str]
    host: str
    port: int
    realtime_port: int
    survey_port: int
    var: Path
    database_is_ours: bool

    @property
    def address(self) -> str:
        """Where people find the site."""
        return self.environment["TEQUIO_SITE_URL"]

    @property
    def workers(self) -> int:
        """One web worker for each core."""
        return int(self.environment.get("TEQUIO_WEB_WORKERS", os.cpu_count() or 1))


def var_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder for everything the site writes."""
    return Path(environment.get("TEQUIO_VAR", REPOSITORY / "var")).absolute()


def surroundings(given: Mapping[str, str] = os.environ, *, kind: str | None = None) -> Surroundings:
    """Read the environment and choose the ports. Raises PortUnusable."""
    host = given.get("TEQUIO_LISTEN", "127.0.0.1")
    port = claim(host, given.get("PORT") or DEFAULT_PORT)
    may_move = "TEQUIO_SITE_URL" not in given
    realtime_port = claim_beside(
        host, given.get("REALTIME_PORT"), port, REALTIME, may_move=may_move
    )
    survey_port = claim_beside(
        host,
        given.get("SURVEY_PORT"),
        max(port, realtime_port),
        SURVEYS,
        may_move=may_move or not given.get("TEQUIO_SURVEY_URL"),
    )
    refuse_shared(port, realtime_port, survey_port)
    var = var_directory(given)
    values = {
        "DJANGO_SETTINGS_MODULE": "tequio.settings",
        **addresses(given, host, port, realtime_port, survey_port),
        **given,
        "TEQUIO_VAR": str(var),
        "PORT": str(port),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), given.get("PATH", os.defpath)]),
    }
    if kind:
        values["TEQUIO_ENVIRONMENT"] = kind
    is_ours = "DATABASE_URL" not in given
    return Surroundings(values, host, port, realtime_port, survey_port, var, is_ours)


def addresses(
    given: Mapping[str, str], host: str, port: int, realtime_port: int, survey_port: int
) -> dict[str, str]:
    """Where browsers find the servers; behind a proxy the site has one address, the proxy's.

    The respondents' surface has an address of its own there too, which only the operator knows.
    """
    if "TEQUIO_SITE_URL" in given:
        return {"TEQUIO_REALTIME_URL": ""}
    return {
        "TEQUIO_SITE_URL": f"http://{host}:{port}",
        "TEQUIO_REALTIME_URL": f"http://{host}:{realtime_port}",
        "TEQUIO_SURVEY_URL": f"http://{host}:{survey_port}",
    }
