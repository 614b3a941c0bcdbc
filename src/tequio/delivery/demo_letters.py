"""In the demo no mail leaves the machine: letters of studies lie in a folder, for its mailbox.

They are kept apart from the platform's ledger of mails, which never knows who was drawn.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

FOLDER: Final = "survey-letters"
MOST: Final = 200


@dataclass(frozen=True)
class DemoLetter:
    """A letter as its reader would see it."""

    to: str
    subject: str
    text: str
    made_at: datetime


def keep(*, var: Path, number: int, letter: DemoLetter) -> None:
    """Writes a letter into the folder of the demo, as a whole."""
    folder = var / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = {**asdict(letter), "made_at": letter.made_at.isoformat()}
    beside = folder / f"{number:08d}.part"
    beside.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    beside.replace(folder / f"{number:08d}.json")


def latest(*, var: Path, to: str = "") -> Iterator[DemoLetter]:
    """The latest letters first, all or those to one address; without an @, to a part of one."""
    files = sorted((var / FOLDER).glob("*.json"), reverse=True)
    for file in files[:MOST]:
        read = json.loads(file.read_text(encoding="utf-8"))
        moment = datetime.fromisoformat(read.pop("made_at"))
        letter = DemoLetter(**read, made_at=moment)
        if _is_meant(letter.to.casefold(), to.casefold()):
            yield letter


def _is_meant(address: str, wanted: str) -> bool:
    return address.startswith(wanted) if "@" in wanted else wanted in address
