"""Names are names: no addresses, no signs that turn text around, no voice of the house."""

import pytest

from tequio.domain.people import rules


def reason(name: str) -> str:
    return rules.why_not_a_name(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("😀", "no_letters"),
        ("12 34", "no_letters"),
        ("abc\u202edef", "invisible_signs"),
        ("Luis\u200b Ortega", "invisible_signs"),
        ("Luis 5555-1234", "telephone"),
        ("Luis Ortega +502 5 5 5 5 1 2 3 4", "telephone"),
        ("Ana (55) 1234.5678", "telephone"),
        ("Ana cinco cinco uno dos tres cuatro cinco seis", "telephone"),
        ("Ana me hallas en insta como anatamales", "address"),
        ("Ana https://evil.example", "address"),
        ("gana dinero en evil.com", "address"),
        ("x@evil", "address"),
        ("Administración de Tequio", "of_the_house"),
        ("Soporte", "of_the_house"),
        ("T e q u i o", "of_the_house"),
        ("T.e.q.u.i.o", "of_the_house"),
        ("Te quio", "of_the_house"),
        ("T\u0435quio", "of_the_house"),
        ("\u03a4\u03b5quio", "of_the_house"),
        ("\u1d1b\u1d07\u01eb\u1d1c\u026a\u1d0f", "of_the_house"),
        ("\U0001f1f9\U0001f1ea\U0001f1f6\U0001f1fa\U0001f1ee\U0001f1f4 Ana", "of_the_house"),
        ("Tequ1\u00f8 oficial", "of_the_house"),
        ("Coordinadora Ana", "of_the_house"),
        ("Administrador", "of_the_house"),
        ("\u0410dm\u0456n", "of_the_house"),
        ("Administradora de empresas Ana", "of_the_house"),
        ("A" + "\u0301" * 100 + "na", "many_marks"),
        ("Ana\u0335\u0336\u0337", "many_marks"),
    ],
)
def test_refuses_what_is_no_name(name: str, code: str) -> None:
    assert reason(name) == code


@pytest.mark.parametrize(
    "name",
    [
        "María Ajú Tzoc",
        "J. Pérez-Núñez",
        "K'in O'Connor",
        "محمد علي",
        "李明",
        "Ana María",
        "Ana 1985",
        "Tecún Umán",
        "Vicente Quió",
        "Tequila Ramírez",
        "Adminda Coordina López",
        "J A Pérez",
        "Nguy\u1ec5n Th\u1ecb \u00c1nh",
        "Nguye\u0302\u0303n",
        "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f",
        "Юрий Соколов",
        "Νίκος Παπαδόπουλος",
    ],
)
def test_takes_names_of_any_script(name: str) -> None:
    assert reason(name) == ""
