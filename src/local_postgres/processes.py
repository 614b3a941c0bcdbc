"""Tells our server from any other process: a process id alone proves nothing."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
READY = "ready"


@dataclass(frozen=True, slots=True)
class PidFile:
    """What a server wrote into `postmaster.pid`."""

    pid: int
    socket_directory: str
    status: str

    @property
    def is_ready(self) -> bool:
        """Whether the server says that it takes connections."""
        return self.status == READY


def read_pid_file(path: Path) -> PidFile | None:
    """The content of a pid file; nothing where it is absent or half written."""
    try:
        lines = path.read_text(errors="surrogateescape").splitlines()
        pid = int(lines[0])
    except (OSError, IndexError, ValueError):
        return None
    lines += [""] * 8
    return PidFile(pid, lines[4].strip(), lines[7].strip())


def arguments(pid: int) -> list[str]:
    """The command line of a process; empty for a zombie or one that is gone."""
    if PROC.is_dir():
        try:
            raw = (PROC / str(pid) / "cmdline").read_bytes()
        except OSError:
            return []
        return [os.fsdecode(part) for part in raw.split(b"\0") if part]
    listing = subprocess.run(  # noqa: S603 - fixed program, a number as argument
        ["ps", "-p", str(pid), "-o", "command="],  # noqa: S607 - where /proc is absent (macOS)
        capture_output=True,
        text=True,
        check=False,
    )
    return listing.stdout.strip().split(" ") if listing.stdout.strip() else []


def is_postmaster(pid: int, data: Path) -> bool:
    """Whether this process is the PostgreSQL that serves this data folder."""
    return serves(arguments(pid), data)


def serves(command: Sequence[str], data: Path) -> bool:
    """Whether a command line is that of a PostgreSQL over this data folder."""
    if not command or Path(command[0]).name != "postgres" or "-D" not in command:
        return False
    return " ".join(command).split(" -D ", 1)[1].split(" -", 1)[0] == str(data)


def inhabitants(data: Path) -> list[int]:
    """The PostgreSQL processes, the orphans of a killed server too, that live in a data folder."""
    if not PROC.is_dir():
        return []
    return [
        int(process.name)
        for process in PROC.iterdir()
        if process.name.isdecimal() and lives_in(process, data)
    ]


def lives_in(process: Path, data: Path) -> bool:
    """Whether a process is a PostgreSQL that has this data folder as its working directory."""
    try:
        return (process / "cwd").readlink() == data and (
            (process / "comm").read_text().strip() == "postgres"
        )
    except OSError:
        return False


def running(pid_file: Path, data: Path) -> PidFile | None:
    """The pid file, if the server that wrote it still runs."""
    found = read_pid_file(pid_file)
    return found if found and is_postmaster(found.pid, data) else None


def remove_stale(pid_file: Path, data: Path) -> None:
    """Drop a pid file whose number now belongs to another program.

    The file of a dead process is left: PostgreSQL reads in it which shared memory to wait for.
    """
    found = read_pid_file(pid_file)
    foreign = found and is_alive(found.pid) and not is_postmaster(found.pid, data)
    if foreign and not inhabitants(data):
        pid_file.unlink(missing_ok=True)


def is_alive(pid: int) -> bool:
    """Whether any process, a zombie too, has this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
