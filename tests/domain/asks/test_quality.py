"""An ask holds one question that can be answered."""

import pytest

from tequio.domain.asks import quality
from tests.asks import CONTEXT, QUESTION


def codes(question: str) -> list[str]:
    found = quality.problems(context=CONTEXT, question=question, tried="")
    return [problem.code for problem in found if problem.field == "question"]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("¿Cómo? ¿Cuándo? ¿Dónde? ¿Por qué? ¿Qué precio?", "many_questions"),
        ("¿Cómo? ¿Cuándo? ¿Dónde vendo?", "too_vague"),
        ("¿Cómo vendo más pan? ¿Y a quién? ¿Cuánto cobro? ¿Pido un préstamo?", "many_questions"),
        ("Necesito que me ayude con mi negocio porque no vendo", "no_question"),
        ("Necesito ayuda cuando llueve porque no vendo nada", "no_question"),
        ("Como no vendo nada necesito ayuda con todo", "no_question"),
        ("Tengo una tienda donde vendo pan que hago yo", "no_question"),
        ("Quiero que me ayude con lo que usted sabe", "no_question"),
        ("I need help with my business because nobody buys what I make", "no_question"),
        ("Ayuda por favor", "no_question"),
        ("¿Qué hago?", "too_vague"),
    ],
)
def test_what_cannot_be_answered_is_said(question: str, code: str) -> None:
    assert codes(question) == [code]


@pytest.mark.parametrize(
    "question",
    [
        "¿Cómo calculo el precio de mis tortillas?",
        "como calculo el precio de mis tortillas",
        "Cómo calculo el precio de mis tortillas",
        "quiero saber cuanto cobrar por un pastel",
        "No sé si subir el precio o bajar la cantidad",
        "no se como cobrar a los que deben",
        "mi pregunta es que precio le pongo al molino",
        "deberia subir los precios en diciembre",
        "me conviene un local o seguir en la calle",
        "Vendo pan en Xela a Q5. ¿Qué hago para vender más?",
        "¿Cuánto cobro por el pastel? ¿Y cómo lo digo sin perder clientas?",
        "¿¿Cómo consigo clientes para mi salón??",
        "¿Subo el precio? Ahora cobro Q5 y todos compran",
        "en que me fijo para escoger un proveedor",
        "por que se me echa a perder la masa",
        "cual es el mejor horario para vender atol",
        "donde consigo empaques baratos para mi cafe",
        "digame como registrar mi marca de cafe",
        "puedo facturar sin tener local propio",
        "¿Qué precio pongo, cuándo lo subo y cómo lo digo?",
        "how do i find my first customers",
        "I want to know how to price my bread",
        "should i rent a shop or keep selling online",
        "What should I do first to sell more coffee?",
        "which market is better for woven bags",
        "I am not sure if I should hire somebody",
        "¿Vale la pena vender por internet con tan poco producto?",
        "quisiera entender por que no me alcanza el dinero",
        "Ayúdeme a decidir si compro el horno o lo alquilo",
        "Para mi tienda CÓMO consigo más clientes",
        "Para mi tienda co\u0301mo consigo más clientes",
        "¿Cómo hago para que mis clientes paguen a tiempo? Ya les hablé",
    ],
)
def test_one_question_is_enough(question: str) -> None:
    assert codes(question) == []


GENERAL = [
    "¿Me puede ayudar con mi negocio?",
    "¿Cómo puedo mejorar mi negocio?",
    "¿Qué me recomienda para crecer mi emprendimiento?",
    "¿Podría darme algunos consejos, por favor?",
    "¿Cómo hago para vender más y ganar dinero?",
    "Can you help me with my business?",
    "How can I grow my company and make more money?",
]


@pytest.mark.parametrize("question", GENERAL)
def test_a_question_that_could_be_anybodys_is_advised_about(question: str) -> None:
    found = quality.advice(context=CONTEXT, question=question, tried="")
    assert [(one.field, one.code) for one in found] == [("question", "general")]
    assert codes(question) == []


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "¿Cómo vendo más pan?",
        "¿Cómo consigo clientes para mi salón?",
        "¿Me puede ayudar a registrar mi negocio en la SAT?",
        "¿Cómo mejoro las fotos de mi tienda?",
        "What should I do first to sell more coffee?",
        "¿Conviene abrir los domingos?",
        "¿Qué?",
    ],
)
def test_a_question_with_its_matter_or_with_errors_gets_no_advice(question: str) -> None:
    assert not quality.advice(context=CONTEXT, question=question, tried="")
