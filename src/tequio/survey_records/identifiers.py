"""Identifiers of the survey side: random, of 128 bits where they stand for a person."""

import secrets


def study_identifier() -> str:
    """Twelve characters of 72 random bits, safe in an address."""
    return secrets.token_urlsafe(9)


def respondent_key() -> str:
    """Thirty-two hexadecimal digits of 128 random bits; it means nothing outside its study."""
    return secrets.token_hex(16)
