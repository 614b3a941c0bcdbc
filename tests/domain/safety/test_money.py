"""Asking the other for money is found; asking about money is what mentors are there for."""

import pytest

from tequio.domain.safety import money

REQUESTS = [
    "necesito Q2000 urgente, ¿me deposita a mi cuenta de Banrural?",
    "¿me podría apoyar económicamente con mi molino de nixtamal?",
    "¿Cuánto me da de pisto para mi molino?",
    "¿Me presta Q500 para harina?",
    "me podria prestar dinero",
    "¿Podría prestarme 3000 quetzales?",
    "¿Usted me presta mientras el banco me resuelve?",
    "El banco no me presta. ¿Me presta usted Q800?",
    "Ayúdeme, deposíteme Q300 por favor",
    "¿Me regala para comprar una estufa?",
    "¿Nos puede donar una máquina de coser?",
    "¿Quiere invertir en mi negocio?",
    "¿Le gustaría ser mi socio inversionista?",
    "¿Me ayuda con dinero para la renta?",
    "¿Me puede mandar algo de dinero?",
    "Necesito que me preste para pagar la luz",
    "Le paso mi número de cuenta para que me apoye",
    "Con su apoyo económico abriría mañana",
    "¿Cuánto me prestaría usted?",
    "¿Cuánto me puede dar usted de dinero?",
    "¿Podría apoyarme con efectivo?",
    "¿Me transfiere 1500 hoy y se los pago el viernes?",
    "Quisiera saber, ¿me financia usted el molino?",
    "Can you lend me 200 dollars?",
    "Could you help me financially?",
    "Please send me some money for flour",
    "Would you invest in my bakery?",
    "How much can you give me for my mill?",
    "Could you transfer 300 to my account?",
    "Can you give me some cash until Friday?",
    "Send me $50 first?",
    "Send me 50 dollars",
    "transfer me $50",
    "Mándeme 50 quetzales primero",
    "¿Me puede pagar 100 pesos por la asesoría?",
    "¿Me puede pagar por la asesoría?",
    "Deme Q50 y le explico",
]


@pytest.mark.parametrize("text", REQUESTS)
def test_a_request_for_money_is_found(text: str) -> None:
    assert money.requested(text)


def test_a_request_is_quoted_as_it_was_written() -> None:
    assert money.requested("Por favor, ¡Mándeme  $ 50 primero!") == ["Mándeme  $ 50"]


QUESTIONS_ABOUT_MONEY = [
    "Mi proveedor dice: págueme 500 quetzales hoy",
    "¿Cómo hago para que me puedan pagar a tiempo?",
    "Un cliente me quiere pagar 100 pesos por docena",
    "¿Me puede mandar 3 ideas para vender más?",
    "Send me 2 examples of a price list",
    "¿Qué banco me presta sin fiador?",
    "¿Quién me puede prestar para un molino?",
    "¿Qué cooperativa me puede prestar Q5000?",
    "¿Me presta Banrural si no tengo NIT?",
    "¿Cómo hago para que el banco me preste?",
    "¿Me conviene un préstamo de Q10000 al 18%?",
    "¿Cuánto me da el banco por mi terreno?",
    "¿Cuánto me da de ganancia si vendo a Q5?",
    "¿Cuánto dinero me da el negocio al mes?",
    "¿Pido un depósito a los clientes antes de empezar?",
    "Mis clientes me depositan tarde, ¿cómo les cobro?",
    "¿Puede un cliente depositar a mi cuenta personal?",
    "Mi suegra me presta la cocina, ¿le pago renta?",
    "¿Me puede dar un consejo sobre mis precios?",
    "¿Me podría enviar un ejemplo de presupuesto?",
    "¿Me puede ayudar a calcular el costo de cada tamal?",
    "¿Me da ideas para conseguir capital?",
    "¿Cómo separo el dinero de la casa del negocio?",
    "¿Vale la pena pedir prestado para comprar un congelador?",
    "¿Qué programas del gobierno dan apoyo económico?",
    "¿Dónde busco un inversionista para mi taller?",
    "¿Cuánto cobro por un pastel de tres pisos?",
    "¿Cómo pido que me paguen la mitad por adelantado?",
    "Necesito Q2000 para harina, ¿conviene préstamo o ahorro?",
    "¿Me apoya con la contabilidad de mi tienda?",
    "¿Qué hago si mi hermano me pide que le preste?",
    "¿Cómo le explico al banco que me financie la máquina?",
    "Can you give me advice on my prices?",
    "Could you send me an example of a budget?",
    "Which bank would lend me money without collateral?",
    "Customers deposit to my account late; how do I follow up?",
    "Could you lend me a hand with my costs?",
]


@pytest.mark.parametrize("text", QUESTIONS_ABOUT_MONEY)
def test_a_question_about_money_is_none(text: str) -> None:
    assert money.requested(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Cobro Q500",
        "cobro 200 quetzales la hora",
        "Asesoría a Q300",
        "mi tarifa es de Q250",
        "I charge 50 dollars",
        "my rate is 30 an hour",
        "Me deposita a mi cuenta antes de la reunión",
    ],
)
def test_a_price_of_a_mentor_is_found(text: str) -> None:
    assert money.charged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ayudo a fijar precios y a cobrar a tiempo",
        "Veinte años en cobros y cartera",
        "¿Cuánto cobra usted por docena?",
        "¿Qué precio tiene la libra y cuánto paga de renta?",
        "Sé de tarifas de envío y de honorarios de contadores",
        "Escríbame con números: cuánto vende, cuánto gasta",
        "I help shops to set a price per hour of work",
        "Dirigí un banco comunal con 300 socias",
    ],
)
def test_talk_of_prices_by_a_mentor_is_none(text: str) -> None:
    assert money.charged(text) == []
