"""Who runs the server. PostgreSQL refuses to run as root, so root runs it as another account."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from local_postgres.errors import LocalPostgresError

UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """The account that owns the data and runs the programs."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether programs must be started under another user than the present one."""
        return self.uid != os.geteuid()

    def owns(self, path: Path) -> bool:
        """Whether a file or folder (not what a link points to) belongs to this account."""
        return path.lstat().st_uid == self.uid

    def take(self, path: Path) -> None:
        """Give a file or folder to this account, where that needs doing."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)


def account_for(data: Path) -> Account:
    """Who is to run the server over this data folder. Raises LocalPostgresError."""
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise LocalPostgresError(
                f"{data} belongs to the account {name_of(owner)}: run this as that account "
                "or as root, or start over with `make reset`."
            )
        return Account(name_of(os.geteuid()), os.geteuid(), os.getegid())
    return known_account(owner) if owner else known_account(pwd.getpwnam(UNPRIVILEGED).pw_uid)


def known_account(uid: int) -> Account:
    """The account of a user id; initdb refuses one without an entry in the password file."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise LocalPostgresError(f"The user id {uid} has no account on this machine.") from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def name_of(uid: int | None) -> str:
    """The name of a user id, or the number where the machine knows no name."""
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return str(uid)


def is_open_to_others(directory: Path) -> bool:
    """Whether another account can enter this folder: every folder above it lets it pass."""
    whole = directory.resolve()
    return all(
        folder.stat().st_mode & stat.S_IXOTH
        for folder in (whole, *whole.parents)
        if folder.exists()
    )
