"""What a process that computes says of itself; no Django, for it is loaded there as it is."""

from typing import Any

import numpy as np
from threadpoolctl import threadpool_info

Said = tuple[dict[str, dict[str, Any]], str]


def count(_data: object, _replicates: int | None) -> Said:
    """How many threads linear algebra has here."""
    np.linalg.inv(np.eye(2))
    return {"threads": {"value": max(one["num_threads"] for one in threadpool_info())}}, ""
