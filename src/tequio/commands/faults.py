"""What is wrong with the settings of the environment: every fault at once, before anything starts.

No value is ever repeated that may hold a password.
"""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from tequio.commands import addresses, secret_keys
from tequio.commands.refusals import Refused

LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
WHOLE_NUMBERS: Final = {
    "TEQUIO_WEB_WORKERS": 1,
    "TEQUIO_TRUSTED_PROXIES": 0,
    "TEQUIO_MOST_OPEN_ASKS": 1,
    "TEQUIO_DAYS_TO_ANSWER": 1,
}
"""Settings that count something, and the least that makes sense."""
DIGITS: Final = 6
YES_OR_NO: Final = ("TEQUIO_PREPARE", "TEQUIO_STAFF_NEED_A_SECOND_STEP")
TRUTHS: Final = frozenset({"1", "0", "true", "false", "yes", "no", "on", "off", "t", "f", "y", "n"})
NEEDED: Final = {
    "TEQUIO_SITE_URL": "the address people type, such as https://tequio.example.org",
    "TEQUIO_ALLOWED_HOSTS": "the host names that are ours, such as tequio.example.org",
    "TEQUIO_SECRET_KEY": f"50 random characters that nobody else knows: {secret_keys.EXAMPLE}",
    "TEQUIO_SMTP_URL": f"the mail server, such as {addresses.MAIL_EXAMPLE}",
}
"""What production cannot do without, with an example."""


def everywhere(given: Mapping[str, str]) -> list[str]:
    """One line for each setting that no command could work with."""
    lines = [
        *_database(given, "DATABASE_URL"),
        *_database(given, "TEQUIO_SURVEY_DATABASE_URL"),
        *(_number(given, name, least) for name, least in WHOLE_NUMBERS.items()),
        *(_yes_or_no(given, name) for name in YES_OR_NO),
    ]
    level = given.get("TEQUIO_LOG_LEVEL", "INFO")
    if level.upper() not in LEVELS:
        lines.append(f"TEQUIO_LOG_LEVEL={level[:40]} is no level. One of: {', '.join(LEVELS)}")
    return [line for line in lines if line]


def refuse(given: Mapping[str, str]) -> None:
    """Raises Refused, naming every setting that no command could work with."""
    found = everywhere(given)
    if found:
        raise Refused("\n".join(["These settings cannot be used. Please mend each:", *found]))


def of_production(given: Mapping[str, str]) -> list[str]:
    """One line for each setting that a site on the open network may not run with."""
    missing = [name for name in NEEDED if not given.get(name)]
    lines = [f"{name} is missing. It is {NEEDED[name]}" for name in missing]
    checks: dict[str, Callable[[str], str]] = {
        "TEQUIO_SECRET_KEY": secret_keys.why_not,
        "TEQUIO_SITE_URL": addresses.why_no_origin,
        "TEQUIO_SURVEY_URL": addresses.why_no_origin,
        "TEQUIO_REALTIME_URL": addresses.why_no_origin,
        "TEQUIO_SMTP_URL": addresses.why_no_mail_server,
    }
    for name, why_not in checks.items():
        fault = why_not(given[name]) if given.get(name) else ""
        if fault:
            lines.append(f"{name} {fault}")
    return [*lines, *_hosts(given), *everywhere(given)]


def _hosts(given: Mapping[str, str]) -> list[str]:
    names = [name.strip() for name in given.get("TEQUIO_ALLOWED_HOSTS", "").split(",")]
    names = [name for name in names if name]
    odd = [name for name in names if not addresses.is_host_pattern(name)]
    lines = [
        f"TEQUIO_ALLOWED_HOSTS holds {name[:60]}, which is no host name. Write names only, "
        "separated by commas, such as tequio.example.org"
        for name in odd
    ]
    if not addresses.why_no_origin(given.get("TEQUIO_SITE_URL", "")):
        host = urlsplit(given["TEQUIO_SITE_URL"]).hostname or ""
        if names and not any(addresses.lets_through(name, host) for name in names):
            lines.append(
                f"TEQUIO_ALLOWED_HOSTS does not hold {host}, the host of TEQUIO_SITE_URL: every "
                f"page would be refused. For example: {','.join([host, *names])}"
            )
        if addresses.are_same(given["TEQUIO_SITE_URL"], given.get("TEQUIO_SURVEY_URL", "")):
            lines.append(
                "TEQUIO_SURVEY_URL is the address of the site. Surveys need a host name of their "
                f"own, such as https://surveys.{host}"
            )
    return lines


def _database(given: Mapping[str, str], name: str) -> list[str]:
    is_given = name in given and (name == "DATABASE_URL" or given[name])
    fault = addresses.why_no_database(given[name]) if is_given else ""
    return [f"{name} {fault}"] if fault else []


def _number(given: Mapping[str, str], name: str, least: int) -> str:
    words = given.get(name, str(least)).strip()
    if words.isascii() and words.isdecimal() and len(words) <= DIGITS and int(words) >= least:
        return ""
    return f"{name}={words[:40]} is no whole number from {least} on, such as {max(least, 2)}"


def _yes_or_no(given: Mapping[str, str], name: str) -> str:
    words = given.get(name, "true")
    return (
        "" if words.strip().lower() in TRUTHS else f"{name}={words[:40]} is neither true nor false"
    )
