"""What of the agreement between survey and logs the weighting itself has made."""

from collections.abc import Mapping
from typing import Any, Final

from tequio.domain.studies.report.blocks import Block, Text
from tequio.domain.studies.report.labels import label
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.writing import Reader

LOG: Final = "log_"
SAID: Final = {
    "es": "Los pesos de la encuesta están calibrados a estos mismos registros: {names}. Que la "
    "encuesta ponderada y los registros coincidan en ellos está en parte puesto por el método, y "
    "no es prueba de que las respuestas sean exactas. Por lo mismo, el intervalo de un paso que "
    "se parece a un registro calibrado es estrecho: los pesos fijan esa cifra, y solo varía lo "
    "que las personas dicen distinto de su registro.",
    "en": "The weights of the survey are calibrated to these very logs: {names}. That the "
    "weighted survey agrees with the logs there is partly built in by the method, and no proof "
    "that answers are exact. For the same reason the interval of a step that is close to a "
    "calibrated log is narrow: the weights fix that figure, and only what people say differently "
    "from their log still varies.",
}


def calibrated_to_logs(source: Source, reader: Reader, title: str) -> list[Block]:
    """One sentence where the plan calibrates to logs; nothing where it does not."""
    names = sorted(_logs(source.plan))
    if not names:
        return []
    said = (label(name, reader.language, source.plan) for name in names)
    words = "; ".join(one.partition(": ")[2] or one for one in said)
    return [Text(SAID[reader.language].format(names=words))]


def _logs(plan: Mapping[str, Any]) -> set[str]:
    """The columns of the logs in the margins that the plan calibrates to."""
    calibration = (plan.get("weights") or {}).get("calibration") or {}
    if calibration.get("method") in (None, "none"):
        return set()
    return {str(one) for one in calibration.get("margins") or [] if str(one).startswith(LOG)}
