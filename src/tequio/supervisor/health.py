"""Whether a server of ours answers, asked as a browser of its own host would ask."""

import http.client
from dataclasses import dataclass

SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Question:
    """Where a server says whether it is ready, and the host name that it answers to."""

    host: str
    port: int
    path: str
    name: str

    def is_answered(self) -> bool:
        """Whether the answer is yes."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)
        try:
            connection.request("GET", self.path, headers={"Host": self.name})
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def name_for(allowed: str, listens: str) -> str:
    """The first host name that ALLOWED_HOSTS lets through; where all are, where we listen."""
    names = [name.strip() for name in allowed.split(",")]
    first = next((name for name in names if name), "*")
    return listens if first == "*" else first.removeprefix(".")
