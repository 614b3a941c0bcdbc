"""The frame of every page: kept for all who read alike, and nothing of one's own with it."""

from types import SimpleNamespace

import pytest
from django.template import Context
from django.utils import translation

from tequio.pages.shared import frame, tags  # noqa: F401  (tags names what the places hold)

HEADER = "shared/components/site_header.html"
FOOTER = "shared/components/site_footer.html"


def reader(name: str = "Ana Tzoc", **more: object) -> SimpleNamespace:
    roles = {"is_mentor": False, "is_entrepreneur": True, "staff_role": ""}
    return SimpleNamespace(is_authenticated=True, name=name, portrait_seed=name, **roles | more)


def drawn(part: str, path: str = "/mentors/", **context: object) -> str:
    request = SimpleNamespace(path=path, get_full_path=lambda: path)
    return frame.draw(part, Context({"request": request, "csrf_token": "t" * 64, **context}))


def test_what_is_in_the_address_stays_text() -> None:
    page = drawn(HEADER, '/mentors/?q="><script><own token>')
    assert "<script>" not in page
    assert "&lt;own token&gt;" in page


@pytest.mark.parametrize("part", [HEADER, FOOTER])
def test_without_a_token_no_form_shows_one(part: str) -> None:
    assert "csrfmiddlewaretoken" not in drawn(part, user=reader(), csrf_token="NOTPROVIDED")


def test_who_is_not_signed_in_can_sign_in_and_not_out() -> None:
    assert "/account/login/" in drawn(HEADER)
    assert "/account/logout/" not in drawn(FOOTER)
    assert "/account/logout/" in drawn(FOOTER, user=reader())


def test_only_the_staff_sees_the_way_to_coordination() -> None:
    assert "/staff/" not in drawn(HEADER, user=reader())
    assert "/staff/" in drawn(HEADER, user=reader(staff_role="coordinator"))


def test_each_reader_finds_their_own_and_nothing_of_the_one_before() -> None:
    ana = drawn(HEADER, "/mentors/?q=ana", user=reader(), counts={"asks:mine": 0})
    luis = drawn(
        HEADER,
        "/asks/",
        user=reader("Luis Choc", is_entrepreneur=False, is_mentor=True),
        counts={"asks:waiting": 7},
        csrf_token="u" * 64,
    )
    assert "q=ana" in ana
    assert "t" * 64 in ana
    assert "q=ana" not in luis
    assert "t" * 64 not in luis
    assert '<span class="count">7' in luis
    assert '<span class="count">' not in ana


def test_nothing_of_a_reader_is_kept() -> None:
    frame._drawn.cache_clear()
    drawn(HEADER, "/mentors/?q=secreto", user=reader("Ana Secreta"))
    with translation.override("es"):
        pieces = frame._drawn(HEADER, "es", "None", frame.Reader(True), ())
    assert frame._drawn.cache_info().misses == 1, "the same part was drawn twice"
    assert not any("secret" in piece.lower() for piece in pieces)


def test_each_language_has_its_own_words() -> None:
    with translation.override("en"):
        assert "Sign out" in drawn(FOOTER, user=reader())
    with translation.override("es"):
        assert "Sign out" not in drawn(FOOTER, user=reader())
