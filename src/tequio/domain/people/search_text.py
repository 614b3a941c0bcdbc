"""How text is written for searching: lower case, without accents, single spaces."""

import unicodedata


def searchable(text: str) -> str:
    """`'José  Ñandú'` becomes `'jose nandu'`; what is no letter, digit or space goes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        sign if sign.isalnum() else " " for sign in decomposed if not unicodedata.combining(sign)
    )
    return " ".join("".join(kept).split())
