"""What can go wrong with a PostgreSQL of one's own, said so that a person can act on it."""


class LocalPostgresError(Exception):
    """The server cannot be found, made, started or read; the text says what to do."""


class DatabaseInUse(LocalPostgresError):
    """Others are connected to the database that would be replaced."""

    def __init__(self, sessions: int) -> None:
        super().__init__(f"{sessions} sessions use the database. End them first.")
        self.sessions = sessions
