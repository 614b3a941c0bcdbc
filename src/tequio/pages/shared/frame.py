"""The frame around every page: drawn once for all who read alike, with places for one's own.

Nothing of a person is kept: what is their own is written into those places for each page.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

Writer = Callable[[Context], str]
PLACE: Final = re.compile(r"<own (\w+)>")


def _here(context: Context) -> str:
    request = context.get("request")
    return escape(request.get_full_path()) if request else ""


OWN: Final[dict[str, Writer]] = {"token": CsrfTokenNode().render, "here": _here}
"""What each place of one's own is filled with; other modules put theirs here."""


def draw(part: str, context: Context) -> SafeString:
    """A part of the frame for the reader of this page; in it `own` has the places."""
    user = context.get("user")
    is_signed_in = bool(getattr(user, "is_authenticated", False))
    is_staff = is_signed_in and bool(user.staff_role)
    pieces = _drawn(part, str(get_language()), str(get_urlconf()), is_signed_in, is_staff)
    return SafeString(
        "".join(OWN[piece](context) if i % 2 else piece for i, piece in enumerate(pieces))
    )


@lru_cache(maxsize=128)
def _drawn(
    part: str, language: str, addresses: str, is_signed_in: bool, is_staff: bool
) -> tuple[str, ...]:
    """Text and the names of places in turns; kept, because it depends on nothing but these."""
    values = {
        "is_demo": settings.IS_DEMO,
        "is_signed_in": is_signed_in,
        "is_staff": is_staff,
        "own": {name: SafeString(f"<own {name}>") for name in OWN},
    }
    return tuple(PLACE.split(render_to_string(part, values)))
