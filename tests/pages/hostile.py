"""What a form may be sent, by mistake or on purpose."""

from typing import Final

TEXTS: Final = {
    "NUL": "Vendo pan\x00 en Xela",
    "a megabyte": "a" * 1_000_000,
    "emoji": "🌽🫓👩‍🌾 " * 40,
    "right-to-left marks": "\u202ematsoc \u2066 precio \u200f",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "half a character": b"Vendo \xed\xa0\x80 pan \xff".decode("latin-1"),
    "a quotation": "'; DROP TABLE records_ask; --",
    "only spaces": " \u00a0\u2003\t\n",
}
LONG_NAME: Final = "Ñ" * 10_000
SURROGATE_IN_ADDRESS: Final = "%ED%A0%80"
NUL_IN_ADDRESS: Final = "%00"
