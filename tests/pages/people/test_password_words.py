"""A password like one's own address is refused in words of this site."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from tequio.records.people import Person


def test_a_password_like_ones_address_is_refused() -> None:
    person = Person(email="tortillas.maria@example.com", name="María")
    with translation.override("es"), pytest.raises(ValidationError) as refused:
        validate_password("tortillas.maria", person)
    assert "Esta contraseña se parece a su correo o a su nombre" in refused.value.messages[0]
