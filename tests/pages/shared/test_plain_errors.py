"""No sentence of Django's own about a wrong field reaches anybody."""

import pytest
from django import forms
from django.test import Client
from django.utils import translation

STOCK = (
    "opciones disponibles",
    "Asegúrese de que",
    "caracteres nulos",
    "Introduzca",
    "Ensure this value",
    "Null characters",
    "Select a valid choice",
    "Enter a",
)


class Everything(forms.Form):
    """One field of each kind that the site uses."""

    one = forms.ChoiceField(choices=[("a", "A")])
    typed = forms.TypedChoiceField(choices=[(1, "A")], coerce=int)
    some = forms.MultipleChoiceField(choices=[("a", "A")])
    short = forms.CharField(max_length=5)
    long = forms.CharField(min_length=5)
    hidden = forms.CharField()
    whole = forms.IntegerField()
    few = forms.IntegerField(max_value=5)
    many = forms.IntegerField(min_value=5)
    part = forms.DecimalField()
    share = forms.FloatField()
    day = forms.DateField()
    hour = forms.TimeField()
    mail = forms.EmailField()
    site = forms.URLField(assume_scheme="https")


WRONG = {
    "one": "taxes",
    "typed": "7",
    "some": ["b"],
    "short": "123456",
    "long": "1234",
    "hidden": "a\x00b",
    "whole": "x",
    "few": "9",
    "many": "1",
    "part": "x",
    "share": "x",
    "day": "x",
    "hour": "x",
    "mail": "x",
    "site": "x y",
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_kind_of_field_speaks_in_our_words(language: str) -> None:
    with translation.override(language):
        errors = {name: " ".join(said) for name, said in Everything(WRONG).errors.items()}
    assert set(errors) == set(WRONG)
    for name, said in errors.items():
        assert not any(stock in said for stock in STOCK), (name, said)
        assert WRONG[name] == "x" or str(WRONG[name]) not in said


def test_a_long_text_is_told_by_how_much() -> None:
    with translation.override("es"):
        assert Everything(WRONG).errors["short"] == [
            "Aquí caben hasta 5 caracteres y hay 6. Por favor acorte el texto."
        ]


@pytest.mark.django_db
def test_a_page_says_it_so(client: Client, cast) -> None:
    client.force_login(cast.maria)
    wrong = {"trade": "a\x00b", "stage": "rich", "country": "ZZ", "town": "a" * 81}
    html = client.post("/my-business/", {**wrong, "languages": ["xx"]}).content.decode()
    assert "Elija una de las respuestas que se muestran aquí." in html
    assert "Hay un signo invisible" in html
    assert "hasta 80 caracteres y hay 81" in html
    assert not any(stock in html for stock in STOCK[:4])
