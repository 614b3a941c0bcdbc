"""Whether an address can be one of a site, a mail server or a database. Nothing is looked up.

What may hold a password is never repeated in a message.
"""

import re
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?",
    re.IGNORECASE,
)
NUMBERS_OF_VERSION_6: Final = frozenset("0123456789abcdef:.")
SITE_EXAMPLE: Final = "https://tequio.example.org"
MAIL_EXAMPLE: Final = "submission://user:password@mail.example.org:587"
DATABASE_EXAMPLE: Final = "postgresql://user:password@db.example.org:5432/tequio"
MAIL_SCHEMES: Final = ("submission", "submit", "smtp")
DATABASE_SCHEMES: Final = ("postgresql", "postgres")
ENCODED: Final = "In a user or password write @ as %40, / as %2F, : as %3A, # as %23, % as %25"
BROKEN_PERCENT: Final = re.compile(r"%(?![0-9a-fA-F]{2})")


def split(address: str) -> SplitResult | None:
    """The parts of an address with a number for a port; nothing where there are none."""
    try:
        parts = urlsplit(address)
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts


def why_no_origin(address: str) -> str:
    """What keeps an address from being where browsers find a site in production."""
    parts = split(address)
    rule = f"must be https:// and a host name, such as {SITE_EXAMPLE}"
    if parts is None or any(letter.isspace() for letter in address):
        return f"cannot be read as an address; it {rule}"
    if parts.scheme == "http":
        return f"is not encrypted: passwords and answers would travel in the open. It {rule}"
    if parts.scheme != "https" or "://" not in address:
        return f"does not begin with https://; it {rule}"
    if not parts.hostname or not is_host(parts.hostname) or "@" in address:
        return f"names no host; it {rule}"
    if parts.path.strip("/") or parts.query or parts.fragment:
        return f"has more than a host name; it {rule}"
    return ""


def why_no_mail_server(address: str) -> str:
    """What keeps an address from naming a mail server."""
    parts = split(address)
    rule = f"For example {MAIL_EXAMPLE} (port 465: smtp://user:password@host:465?ssl=true)"
    if parts is None or is_ambiguous(address, parts):
        return f"cannot be read as an address. {ENCODED}. {rule}"
    if parts.scheme not in MAIL_SCHEMES:
        return f"must begin with {' or '.join(f'{one}://' for one in MAIL_SCHEMES)}. {rule}"
    if not parts.hostname or not is_host(parts.hostname):
        return f"names no host. {rule}"
    wait = parse_qs(parts.query).get("timeout", ["1"])[0]
    if not (wait.isascii() and wait.isdecimal()):
        return f"has a timeout that is no whole number of seconds. {rule}"
    return ""


def why_no_database(address: str) -> str:
    """What keeps an address from naming a PostgreSQL database."""
    rule = f"For example {DATABASE_EXAMPLE}"
    scheme, mark, _rest = address.partition("://")
    if not mark or scheme not in DATABASE_SCHEMES:
        return f"must begin with {' or '.join(f'{one}://' for one in DATABASE_SCHEMES)}. {rule}"
    parts = split(address)
    # Python ends the account at the last @ and PostgreSQL at the first.
    if parts is None or is_ambiguous(address, parts) or parts.netloc.count("@") > 1:
        return f"cannot be read as an address. {ENCODED}. {rule}"
    return ""


def is_ambiguous(address: str, parts: SplitResult) -> bool:
    """Whether a sign of the user or password would be read as the end of it."""
    account, _, _host = parts.netloc.rpartition("@")
    return (
        any(letter.isspace() for letter in address)
        or bool(parts.fragment)
        or "@" in parts.path
        or BROKEN_PERCENT.search(account) is not None
    )


def without_password(text: str, address: str) -> str:
    """A text about a database without the password that its address holds, in any writing."""
    parts = split(address)
    if parts is None:
        return text
    words = {parts.password or "", *parse_qs(parts.query).get("password", [])}
    words |= {unquote(word) for word in words}
    for word in sorted(words - {""}, key=len, reverse=True):
        text = text.replace(word, "...")
    return text


def is_host(name: str) -> bool:
    """Whether it is written like a host name or an IP address."""
    return HOST.fullmatch(name) is not None or (
        ":" in name and set(name.lower()) <= NUMBERS_OF_VERSION_6
    )


def is_host_pattern(name: str) -> bool:
    """Whether ALLOWED_HOSTS may hold it: a host, a domain with a dot before it, or any."""
    bare = name[1:-1] if name.startswith("[") and name.endswith("]") else name.removeprefix(".")
    return name == "*" or is_host(bare)


def lets_through(pattern: str, host: str) -> bool:
    """Whether a name of ALLOWED_HOSTS lets this host through."""
    name, host = pattern.lower(), host.lower().rstrip(".")
    if name.startswith("."):
        return host == name[1:] or host.endswith(name)
    return name in ("*", host)


def are_same(one: str, other: str) -> bool:
    """Whether two addresses lead to the same server."""
    return bool(other) and one.rstrip("/").lower() == other.rstrip("/").lower()
