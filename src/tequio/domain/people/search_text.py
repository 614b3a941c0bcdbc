"""How text is written for searching: lower case, without accents, single spaces."""

import unicodedata

from django.db.models import Q


def searchable(text: str) -> str:
    """`'José  Ñandú'` becomes `'jose nandu'`; what is no letter, digit or space goes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        sign if sign.isalnum() else " " for sign in decomposed if not unicodedata.combining(sign)
    )
    return " ".join("".join(kept).split())


def named_like(text: str, field: str) -> Q:
    """Every word is in the name, in any order: middle names may be left out."""
    condition = Q()
    for word in text.split():
        condition &= Q(**{f"{field}__contains": word})
    return condition
