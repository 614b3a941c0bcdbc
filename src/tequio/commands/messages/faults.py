"""What is wrong with the catalogues, each fault as a line that says where."""

import re
from collections.abc import Iterator, Mapping

from tequio.commands.messages.catalogues import Area, Entry
from tequio.commands.messages.renewal import Message
from tequio.commands.messages.sources import Key

PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|\{(\w*)\}|%[sd]|</?[a-z][^>]*>")


def faults(messages: Mapping[Key, Message], areas: Mapping[str, Area]) -> list[str]:
    """Every fault, sorted."""
    found = [*missing(messages, areas), *twice(areas)]
    for area in areas.values():
        for entry in area.entries.values():
            found += [f"{area.name}.po: {fault}" for fault in faults_of(entry, messages)]
    return sorted(found)


def missing(messages: Mapping[Key, Message], areas: Mapping[str, Area]) -> Iterator[str]:
    """Messages that no catalogue has."""
    known = {key for area in areas.values() for key in area.entries}
    for key, message in messages.items():
        if key not in known:
            yield f"{message.home}.po: not in any catalogue (run `make messages`): {shown(key)}"


def twice(areas: Mapping[str, Area]) -> Iterator[str]:
    """Messages that two areas both hold."""
    first: dict[Key, tuple[str, Entry]] = {}
    for area in areas.values():
        for key, entry in area.entries.items():
            name, other = first.setdefault(key, (area.name, entry))
            if name != area.name:
                how = "the same" if other.texts == entry.texts else "differently"
                yield f"{area.name}.po and {name}.po both translate, {how}: {shown(key)}"


def faults_of(entry: Entry, messages: Mapping[Key, Message]) -> Iterator[str]:
    """The faults of one translated message."""
    if entry.key not in messages:
        yield f"nobody uses (run `make messages`): {shown(entry.key)}"
    elif not entry.is_complete:
        yield f"not translated: {shown(entry.key)}"
    elif placeholders_differ(entry):
        yield f"placeholders or tags differ from the English: {shown(entry.key)}"


def placeholders_differ(entry: Entry) -> bool:
    """Whether a form names other values than the English; the form for one may leave some out."""
    singular, *plural = (placeholders(text) for text in entry.texts)
    wanted = placeholders(entry.key.ids[-1])
    if not plural:
        return singular != wanted
    return not set(singular) <= set(wanted) or any(form != wanted for form in plural)


def placeholders(text: str) -> list[str]:
    """The values and tags that a text names, sorted."""
    return sorted(found.group() for found in PLACEHOLDER.finditer(text))


def shown(key: Key) -> str:
    """A message as one line."""
    return repr(key.ids[0]) + (f" (context {key.context!r})" if key.context else "")
