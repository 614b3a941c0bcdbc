"""Whose password a link sets: by the random identifier, where allauth counts accounts.

The identifier stands in letters and digits alone, as allauth's address wants it.
"""

from allauth.account.utils import url_str_to_user_pk

from tequio.records.people import Person


def without_number(key: str) -> str:
    """allauth's `number-secret` with the identifier in place of the number of the account."""
    number, _, secret = key.partition("-")
    person = Person.objects.only("public_id").get(pk=url_str_to_user_pk(number))
    return f"{person.public_id.encode().hex()}-{secret}"


def person_named(name: str) -> Person | None:
    """The owner of an identifier as it stands in a link; None for anything else."""
    try:
        identifier = bytes.fromhex(name).decode("ascii")
    except ValueError:
        return None
    if "\0" in identifier:
        return None
    return Person.objects.filter(public_id=identifier).first()
