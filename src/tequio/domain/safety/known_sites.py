"""Sites that everybody knows: their name leads to nobody, only what stands after it does."""

import re
from typing import Final

SITES: Final = (
    "amazon mercadolibre facebook instagram tiktok youtube google whatsapp linkedin pinterest"
    " etsy ebay alibaba aliexpress shein temu walmart olx encuentra24 shopify wix canva"
    " booking airbnb uber rappi pedidosya paypal"
)
NAMED: Final = re.compile(
    rf"(?<![\w@.])(?:https?://)?(?:www\.)?(?:{'|'.join(SITES.split())})\.com(?:\.(?:mx|gt|co))?"
    r"(?![\w@-]|\.\w|/\S|\s?[/:=@]\s?\w|\s+(?:@|\w*[\d_]))",
    re.IGNORECASE,
)
"""The bare address of the site, with neither a path nor an account at its side."""


def only_named(text: str, start: int) -> bool:
    """Whether what begins here is the name of such a site and nothing more."""
    return NAMED.match(text, start) is not None
