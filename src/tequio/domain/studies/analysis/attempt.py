"""The analysis as a process of its own runs it: it needs no database and always answers."""

import traceback
from pathlib import Path

from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.study_data import StudyData


def computed(data: StudyData, replicates: int | None) -> tuple[Results, str]:
    """The results, or why there are none, as text: errors with parts do not cross processes."""
    try:
        return analyse(data, replicates=replicates), ""
    except Exception as error:  # noqa: BLE001  (whatever it was, the run must end and say it)
        where = traceback.extract_tb(error.__traceback__)[-1]
        return {}, f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
