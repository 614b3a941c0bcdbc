"""A mentor's trades as text, a name on each line, read again by the names they were shown with."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from mentor_matching import industries
from tequio.domain.people.search_text import searchable
from tequio.pages.needs import choices, mentor_words


def as_text(codes: Iterable[str]) -> str:
    """The trades as people read them: their names hold commas, so each stands on its own line."""
    return "\n".join(mentor_words.industry_label(code) for code in codes)


def codes_of(names: Iterable[str]) -> dict[str, str]:
    """Each name -> the code of its trade, or nothing where no trade is called so."""
    language = choices.reader()
    shown = _shown(language)
    return {name: shown.get(searchable(name)) or _found(name, language) for name in names}


def named_in(text: str) -> list[str]:
    """Every trade that a text names, once."""
    return list(dict.fromkeys(_parts(text)))


def _parts(text: str) -> Iterator[str]:
    """A line that is the whole name of a trade is one trade; any other is split at its commas."""
    for line in filter(None, map(str.strip, text.splitlines())):
        if searchable(line) in _shown(choices.reader()):
            yield line
        else:
            yield from filter(None, (part.strip() for part in line.split(",")))


def _found(name: str, language: str) -> str:
    found = industries.find(name, language, 1)
    return found[0].code if found else ""


@lru_cache(maxsize=4)
def _shown(language: str) -> dict[str, str]:
    """Name as it is shown in this language -> code."""
    return {
        searchable(mentor_words.without_rest(one.label(language))): one.code
        for one in industries.all_industries()
    }
