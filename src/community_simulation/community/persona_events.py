"""What is going on with the fixed people: something waiting, something live, something over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from community_simulation.community.events import Ask, CheckIn, Conversation, Departure, Message

DAYS_TO_ANSWER: Final = 7
MENTOR: Final = "mentor"
ENTREPRENEUR: Final = "entrepreneur"


@dataclass(frozen=True)
class Said:
    """One message, so many hours before the end, by one of the two sides."""

    hours_ago: float
    side: str
    text: str


@dataclass(frozen=True)
class Tale:
    """One ask between two fixed people and what followed; no messages when it still waits."""

    asker: str
    mentor: str
    area: str
    context: str
    question: str
    tried: str
    hours_ago: float
    language: str = "es"
    minutes: int = 30
    said: tuple[Said, ...] = ()
    unread: tuple[int, int] = (0, 0)
    closed_hours_ago: float | None = None
    thanks: str = ""
    channel: str = ""


TALES: Final = (
    Tale(
        asker="entrepreneur",
        mentor="mentor",
        area="pricing",
        context=(
            "Tengo una tortillería en Quetzaltenango desde hace cuatro años. Vendo unas dos mil "
            "tortillas al día, pero cuando pago el maíz, el gas y a mi ayudante casi no me queda "
            "nada. Llevo once meses con el mismo precio."
        ),
        tried="Subí el precio una semana, unas clientas reclamaron y lo volví a bajar.",
        question="¿Cómo calculo un precio que me deje ganancia sin espantar a mis clientas?",
        hours_ago=29,
    ),
    Tale(
        asker="entrepreneur",
        mentor="live_mentor",
        area="credit",
        context=(
            "Tengo una tortillería en Quetzaltenango. Necesito una máquina que cuesta Q14,000 para "
            "dejar de hacer todo a mano, y en el banco me piden dos años de estados de cuenta."
        ),
        tried="Fui a dos bancos y en uno ni siquiera me dieron el formulario.",
        question="¿Dónde puedo pedir un crédito pequeño y qué me piden si no tengo historial?",
        hours_ago=150,
        said=(
            Said(
                127,
                MENTOR,
                "Buenos días, doña María. Gracias por escribir con tanto detalle. Antes de firmar "
                "con nadie, pida la tabla de pagos completa y pregunte cuánto va a pagar en total. "
                "¿Tiene apuntadas sus ventas, aunque sea en un cuaderno?",
            ),
            Said(
                121,
                ENTREPRENEUR,
                "Buenos días, doña Rosa. Sí, tengo un cuaderno desde enero, con tachones, pero ahí "
                "está casi todo.",
            ),
            Said(
                98,
                MENTOR,
                "Ese cuaderno vale más de lo que cree. Sume las ventas de cada mes en una hoja y "
                "lleve también los recibos de luz del local.",
            ),
            Said(
                52,
                ENTREPRENEUR,
                "Ya hice la hoja. El mes más bajo fue febrero, con Q9,500, y el más alto mayo, con "
                "Q13,200.",
            ),
            Said(
                20,
                MENTOR,
                "Qué bueno. Con esos números una cuota de hasta Q900 la aguanta sin apretarse.",
            ),
            Said(
                19.9,
                MENTOR,
                "¿Le parece si el jueves vemos juntas qué tres lugares conviene visitar?",
            ),
        ),
        unread=(2, 0),
    ),
    Tale(
        asker="entrepreneur",
        mentor="past_mentor",
        area="marketing",
        context=(
            "Tengo una tortillería en Quetzaltenango. Los clientes llegan por recomendación, pero "
            "entre semana hay tardes en que no entra nadie."
        ),
        tried="Repartí volantes un domingo y llegaron cinco personas.",
        question="¿Qué puedo hacer para vender más en las tardes sin gastar mucho?",
        hours_ago=2300,
        said=(
            Said(
                2280,
                MENTOR,
                "Mucho gusto, doña María. Antes de gastar, pregunte a cada cliente cómo supo de "
                "usted y apúntelo por un mes. ¿Qué negocios tiene de vecinos?",
            ),
            Said(
                2260,
                ENTREPRENEUR,
                "Tengo al lado una carnicería y enfrente un comedor de almuerzos.",
            ),
            Said(
                2235,
                MENTOR,
                "Ahí está su oportunidad: ofrezca al comedor entregarle tortillas calientes a la "
                "una, con un precio fijo por semana.",
            ),
            Said(
                2100,
                ENTREPRENEUR,
                "Don Byron, le cuento: el comedor ya me pide doscientas al día y la carnicería me "
                "recomienda. Muchas gracias.",
            ),
            Said(2090, MENTOR, "Felicidades. Lo difícil era preguntar, y ya preguntó."),
        ),
        closed_hours_ago=2040,
        thanks="Gracias, don Byron. Ahora vendo también en las tardes y todo empezó por preguntar.",
    ),
    Tale(
        asker="weaver",
        mentor="mentor",
        area="quality",
        context=(
            "Tengo un taller de tejidos en Totonicapán con seis señoras. Cada una hace la pieza de "
            "distinto tamaño y un cliente nos devolvió doce manteles."
        ),
        tried="Hicimos una muestra, pero cada quien la interpretó.",
        question="¿Cómo explico la medida sin ofender a quienes llevan años tejiendo?",
        hours_ago=220,
        said=(
            Said(
                196,
                MENTOR,
                "Buenas noches, doña Petrona. Haga una muestra buena y una mala y póngalas a la "
                "vista; se entiende mejor que cualquier hoja. ¿Con qué miden hoy?",
            ),
            Said(190, ENTREPRENEUR, "Con la mano y con una cinta vieja, cada una con la suya."),
            Said(
                166,
                MENTOR,
                "Entonces empiece por ahí: corte seis varas de madera iguales, una para cada "
                "telar, y revise a la mitad, no solo al final.",
            ),
            Said(
                7,
                ENTREPRENEUR,
                "Don Luis, mi esposo cortó las varas y esta semana salieron nueve manteles "
                "parejos. Le quería preguntar otra cosa: ¿les pago por pieza o por día?",
            ),
        ),
        unread=(0, 1),
        channel="whatsapp",
    ),
    Tale(
        asker="entrepreneur_en",
        mentor="mentor_en",
        area="tourism",
        context=(
            "I guide walks and cenote visits around Valladolid. Agencies send me groups but pay a "
            "month later and keep a third."
        ),
        tried="I asked for half in advance and one agency stopped sending people.",
        question="How do I negotiate better terms without losing the agencies?",
        hours_ago=1500,
        language="en",
        said=(
            Said(
                1480,
                MENTOR,
                "Hello Kevin. Publish one clear price and what it includes, then offer agencies a "
                "smaller discount for paying on the day. How many groups come each week?",
            ),
            Said(1471, ENTREPRENEUR, "About four, and six in the high season."),
            Said(
                1450,
                MENTOR,
                "Then you can afford to lose the worst payer. Make deals with three cafés in town "
                "before you tell them.",
            ),
            Said(
                1300,
                ENTREPRENEUR,
                "I made a deal with two cafés and now I only work with the agency that pays on "
                "the day.",
            ),
        ),
        closed_hours_ago=1290,
        thanks="Thank you, Grace. You were plain with me and it worked.",
    ),
    Tale(
        asker="entrepreneur_en",
        mentor="mentor_en",
        area="website",
        context=(
            "I guide walks and cenote visits around Valladolid. Visitors find me through a booking "
            "site that keeps eighteen percent, and I would like them to book with me directly."
        ),
        tried="I have a free page with photos, and nobody has written from it.",
        question="What should a simple page say so that visitors trust it enough to book?",
        hours_ago=40,
        language="en",
    ),
)


def persona_events(
    roles: Mapping[str, int], *, until: datetime, first_key: int
) -> tuple[list[Ask], list[Conversation]]:
    """The asks and conversations of the fixed people, the moments counted back from the end."""
    asks, conversations = [], []
    for number, tale in enumerate(TALES):
        ask = _ask(first_key + number, tale, roles, until)
        asks.append(ask)
        if tale.said:
            conversations.append(_conversation(ask, tale, until))
    return asks, conversations


def _ask(key: int, tale: Tale, roles: Mapping[str, int], until: datetime) -> Ask:
    sent_at = until - timedelta(hours=tale.hours_ago)
    answered_at = until - timedelta(hours=tale.said[0].hours_ago + 0.2) if tale.said else None
    return Ask(
        key=key,
        asker=roles[tale.asker],
        mentor=roles[tale.mentor],
        area=tale.area,
        context=tale.context,
        question=tale.question,
        tried=tale.tried,
        minutes=tale.minutes,
        language=tale.language,
        state="accepted" if tale.said else "waiting",
        sent_at=sent_at,
        due_at=sent_at + timedelta(days=DAYS_TO_ANSWER),
        answered_at=answered_at,
    )


def _conversation(ask: Ask, tale: Tale, until: datetime) -> Conversation:
    opened_at = ask.answered_at or ask.sent_at
    messages = [Message(ask.asker, ask.opening, opened_at)]
    for said in tale.said:
        author = ask.mentor if said.side == MENTOR else ask.asker
        messages.append(Message(author, said.text, until - timedelta(hours=said.hours_ago)))
    closed_at = None
    if tale.closed_hours_ago is not None:
        closed_at = until - timedelta(hours=tale.closed_hours_ago)
    left = (Departure(ask.asker, tale.channel, messages[3].sent_at),) if tale.channel else ()
    return Conversation(
        ask=ask.key,
        entrepreneur=ask.asker,
        mentor=ask.mentor,
        opened_at=opened_at,
        messages=tuple(messages),
        read=(len(messages) - tale.unread[0], len(messages) - tale.unread[1]),
        departures=left,
        closed_at=closed_at,
        closed_by=ask.mentor if closed_at else None,
        check_ins=_check_ins(ask, tale, closed_at) if closed_at else (),
    )


def _check_ins(ask: Ask, tale: Tale, closed_at: datetime) -> tuple[CheckIn, ...]:
    later = closed_at + timedelta(hours=5)
    return (
        CheckIn(ask.asker, closed_at, later, "yes", "yes", "yes", tale.thanks),
        CheckIn(ask.mentor, closed_at, later + timedelta(hours=8), "yes", "yes", "partly", ""),
    )
