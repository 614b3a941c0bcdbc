"""What a command refuses to do as it was asked; the exit status is 2 then, and nothing changed."""

from local_postgres.errors import DatabaseInUse

NOTHING_CHANGED = "Nothing was changed."


class Refused(Exception):
    """The command cannot do what was asked for; the text says what to change."""


def is_running(failure: DatabaseInUse) -> Refused:
    """What to say while somebody is connected to the database that would be replaced."""
    return Refused(
        "The site is running, or another program uses its database "
        f"(connections: {failure.sessions}). Stop it with Ctrl-C first. {NOTHING_CHANGED}"
    )
