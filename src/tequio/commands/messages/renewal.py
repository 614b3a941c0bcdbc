"""Brings the catalogues up to the source: adds what is missing, drops what nobody uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tequio.commands.messages.catalogues import Area, Entry
from tequio.commands.messages.sources import SHARED, Key, Use


@dataclass(frozen=True, slots=True)
class Message:
    """A message with everything its uses say about it."""

    key: Key
    areas: tuple[str, ...]
    files: tuple[str, ...]
    comments: tuple[str, ...]

    @property
    def home(self) -> str:
        """The area of a message that no catalogue knows yet: its own, or the shared one."""
        return self.areas[0] if len(self.areas) == 1 else SHARED


def gathered(uses: Iterable[Use]) -> dict[Key, Message]:
    """One message for each key, with all its uses."""
    by_key: dict[Key, list[Use]] = {}
    for use in uses:
        by_key.setdefault(use.key, []).append(use)
    return {key: message_of(key, found) for key, found in by_key.items()}


def message_of(key: Key, uses: list[Use]) -> Message:
    """The uses of one key in one."""
    return Message(
        key,
        areas=tuple(sorted({use.area for use in uses})),
        files=tuple(sorted({use.file.as_posix() for use in uses})),
        comments=tuple(dict.fromkeys(line for use in uses for line in use.comments)),
    )


def renewed(messages: Mapping[Key, Message], areas: Mapping[str, Area]) -> dict[str, Area]:
    """The catalogues as they should be; translations are kept wherever they are."""
    result = {name: Area(name) for name in areas}
    for key, message in sorted(messages.items()):
        known = {name: area.entries[key] for name, area in areas.items() if key in area.entries}
        for name, entry in kept(message, known).items():
            entry.files, entry.comments = message.files, message.comments
            result.setdefault(name, Area(name)).entries[key] = entry
    return result


def kept(message: Message, known: Mapping[str, Entry]) -> dict[str, Entry]:
    """Where a message stays: one area, unless two areas translate it differently."""
    if not known:
        return {message.home: Entry(message.key, ("",) * len(message.key.ids))}
    complete = {name: entry for name, entry in known.items() if entry.is_complete}
    if len({entry.texts for entry in complete.values()}) > 1:
        return complete
    choice = complete or known
    name = message.home if message.home in choice else next(iter(choice))
    return {name: choice[name]}
