"""What can go wrong with a PostgreSQL of one's own, said so that a person can act on it."""


class LocalPostgresError(Exception):
    """The server cannot be found, made, started or read; the text says what to do."""
