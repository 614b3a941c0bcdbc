"""Every address has a line in the access table, and every line an address."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLResolver, get_resolver, path

from tequio.pages.shared import access_table

ROLES = {
    "anyone",
    "member",
    "entrepreneur",
    "mentor",
    "coordinator",
    "manager",
    "administrator",
    "staff",
}
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            yield from names(pattern, inner)
        else:
            yield ":".join(part for part in (namespace, pattern.name or "?") if part)


def unlisted(resolver: URLResolver) -> set[str]:
    return {name for name in names(resolver) if access_table.rule_for(name) is None}


def test_a_planted_page_without_a_line_is_noticed() -> None:
    resolver = URLResolver(
        path("", lambda request: None).pattern, [path("x", lambda request: None, name="planted")]
    )
    assert unlisted(resolver) == {"planted"}


def test_every_page_has_a_line() -> None:
    assert unlisted(get_resolver(settings.ROOT_URLCONF)) == set()


def test_every_line_has_a_page() -> None:
    known = set(names(get_resolver(settings.ROOT_URLCONF)))
    known |= {f"{name.rpartition(':')[0]}:*" for name in known if ":" in name}
    assert set(access_table.table()) - known == set()


def test_lines_speak_of_known_methods_and_roles() -> None:
    for name, rule in access_table.table().items():
        assert set(rule) <= METHODS, name
        for roles in rule.values():
            assert roles, name
            assert roles <= ROLES, name


def test_every_page_is_a_pattern_with_a_name() -> None:
    assert "?" not in set(names(get_resolver(settings.ROOT_URLCONF)))
