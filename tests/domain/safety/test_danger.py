"""Extortion, violence and despair are noticed in everyday words; business talk alarms nobody."""

import pytest

from tequio.domain.safety import danger


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("me piden la cuota los mareros", "extortion"),
        ("Los mareros me cobran la renta del local", "extortion"),
        ("nos están cobrando la renta y tengo miedo", "extortion"),
        ("me exigen cuota cada semana", "extortion"),
        ("tengo que pagar piso para poder vender", "extortion"),
        ("me cobran derecho de piso", "extortion"),
        ("unos pandilleros llegaron a la tienda a pedir dinero", "extortion"),
        ("Me están extorsionando", "extortion"),
        ("recibí una llamada de extorsión", "extortion"),
        ("la mara me cobra para dejarme abrir", "extortion"),
        ("the gang asks me for money every week", "extortion"),
        ("they extort my shop", "extortion"),
        ("ya no aguanto más, mejor desaparecer", "despair"),
        ("YA NO AGUANTO MAS, MEJOR DESAPARECER", "despair"),
        ("quisiera no despertar mañana", "despair"),
        ("ya no quiero vivir así", "despair"),
        ("pienso en quitarme la vida", "despair"),
        ("mi familia estaría mejor sin mí", "despair"),
        ("mi vida ya no tiene sentido", "despair"),
        ("a veces quiero morirme", "despair"),
        ("I want to die", "despair"),
        ("everybody is better off without me", "despair"),
        ("i don't want to live anymore", "despair"),
        ("mi esposo me pega cuando vendo", "violence"),
        ("mi marido me quita el dinero y me encierra", "violence"),
        ("me golpea si llego tarde", "violence"),
        ("vivo violencia intrafamiliar", "violence"),
        ("mi ex me amenaza con matarme", "violence"),
        ("recibo amenazas de muerte", "violence"),
        ("dijeron que me van a matar", "violence"),
        ("my husband hits me when i sell", "violence"),
        ("they threaten my family", "violence"),
        ("he hits me", "violence"),
    ],
)
def test_danger_is_noticed(text: str, kind: str) -> None:
    assert kind in danger.kinds_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "la cuota del préstamo me ahoga",
        "el banco me cobra la cuota aunque no venda",
        "me cobran la cuota del crédito cada mes",
        "pago la renta del local y no me queda nada",
        "el dueño me pide la renta por adelantado",
        "me cobran la renta del local los días 5",
        "la cooperativa me pide una cuota inicial",
        "matar el tiempo mientras llegan clientes",
        "vendo piso de cerámica y azulejo",
        "quiero pagar piso de cemento para el taller",
        "pago derecho de piso al municipio en el mercado",
        "un apartamento en el segundo piso",
        "pastel de tres pisos",
        "las deudas me están matando",
        "los impuestos me van a matar",
        "no quiero matarme trabajando por tan poco",
        "quiero desaparecer las deudas este año",
        "mis ahorros van a desaparecer",
        "la competencia me golpea en diciembre",
        "el sol me pega todo el día en el puesto",
        "el proveedor me amenaza con subir el precio",
        "mi empleado amenaza con renunciar",
        "las ventas están muertas",
        "le vendo tortillas a la mara del barrio",
        "la mara viene y me pide fiado",
        "hago carteles y me piden muchos",
        "ya no aguanto más el ruido de la máquina",
        "ya no puedo más con tantos pedidos",
        "me pagan tarde y tengo que cobrar yo",
        "my competitor beats my prices",
        "the fees hit me hard in January",
        "the rent is killing my shop",
        "a client threatens to leave if I raise prices",
        "cobro cuota de inscripción a mis alumnas",
        "me piden la cuota del mantenimiento del condominio",
        "el banco me golpeó con los intereses",
    ],
)
def test_business_talk_alarms_nobody(text: str) -> None:
    assert danger.kinds_in(text) == ()


def test_numbers_are_those_of_the_country_and_of_the_danger() -> None:
    assert [one.call for one in danger.numbers_for(("extortion",), "GT")] == ["110", "1574"]
    assert [one.call for one in danger.numbers_for(("despair",), "MX")] == ["911", "800 911 2000"]
    assert {one.country for one in danger.numbers_for(("violence",), "CO")} == {"GT", "MX"}
