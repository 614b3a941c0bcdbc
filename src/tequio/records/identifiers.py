"""Identifiers that may be seen in addresses: random, so that nobody can count or guess them."""

import secrets


def random_identifier() -> str:
    """Twelve characters of 72 random bits, safe in an address."""
    return secrets.token_urlsafe(9)
