"""The fixed people of the demonstration: always there, always with something going on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from community_simulation.community.people import Business, Need, Offer, Person, Story
from community_simulation.community.tables import Town, towns, trades

DAYS_AS_MEMBER: Final = 400
EVERY_STAGE: Final = ("idea", "operational", "earning", "profitable")


@dataclass(frozen=True)
class Sketch:
    """A fixed person in a few words; the key is the place in the list."""

    role: str
    email: str
    name: str
    gender: str
    town: str
    languages: tuple[str, ...] = ("es",)
    language: str = "es"
    trade: str = ""
    business: Business | None = None
    story: str = ""
    needs: tuple[Need, ...] = ()
    offer: Offer | None = None
    staff_role: str = ""


def _offer(
    headline: str,
    about: str,
    employer: str,
    areas: tuple[str, ...],
    industries: tuple[str, ...],
    places: int,
    good_ask: str,
) -> Offer:
    return Offer(
        headline, about, employer, areas, industries, EVERY_STAGE, places, good_ask, None, None
    )


SKETCHES: Final = (
    Sketch(
        role="entrepreneur",
        email="maria@example.org",
        name="María Elena Xicará Tzoc",
        gender="f",
        town="Quetzaltenango",
        languages=("es", "quc"),
        trade="tortillas",
        business=Business("Tortillería Doña Mari", "Tortillería y refacciones", "1071", "earning"),
        story=(
            "Tengo una tortillería cerca del mercado La Democracia, en Quetzaltenango, desde hace "
            "cuatro años. Vendo todos los días, pero cuando pago el maíz, el gas y a mi ayudante "
            "casi no me queda nada. Además quiero comprar una máquina y en el banco me piden "
            "papeles que no tengo. Quisiera que este negocio alcance para los estudios de mis "
            "hijas."
        ),
        needs=(
            Need("pricing", "cuando pago el maíz, el gas y a mi ayudante casi no me queda nada"),
            Need("credit", "en el banco me piden papeles que no tengo"),
            Need("operations", "quiero comprar una máquina"),
        ),
    ),
    Sketch(
        role="mentor",
        email="luis@example.org",
        name="Luis Fernando Arriaga Montes",
        gender="m",
        town="Ciudad de México",
        languages=("es", "en"),
        offer=_offer(
            "24 años en plantas de alimentos: costos, procesos y precios que sí alcanzan",
            "Empecé empacando tostadas en Azcapotzalco y terminé dirigiendo tres plantas. "
            "Puedo ayudarle a sacar el costo de cada producto, a ordenar la producción y a decidir "
            "cuándo conviene comprar una máquina. Quebré una vez, a los treinta y uno, y esa "
            "lección es la que más comparto. Contesto casi siempre por la noche.",
            "Alimentos La Cosecha",
            ("pricing", "operations", "quality", "packaging", "inventory"),
            ("1071", "1079", "5610"),
            8,
            "Dígame qué produce, cuánto vende en una semana normal y qué decisión tiene que tomar. "
            "Después, una sola pregunta. Si hay números, mejor; si no, también se puede.",
        ),
    ),
    Sketch(
        role="coordinator",
        email="ana@example.org",
        name="Ana Lucía Cojulún Paz",
        gender="f",
        town="Ciudad de Guatemala",
        staff_role="coordinator",
    ),
    Sketch(
        role="manager",
        email="roberto@example.org",
        name="Roberto Santizo Mérida",
        gender="m",
        town="Ciudad de Guatemala",
        languages=("es", "en"),
        staff_role="manager",
    ),
    Sketch(
        role="administrator",
        email="gabriela@example.org",
        name="Gabriela Núñez Carrera",
        gender="f",
        town="Puebla",
        languages=("es", "en"),
        staff_role="administrator",
    ),
    Sketch(
        role="entrepreneur_en",
        email="kevin@example.org",
        name="Kevin Balam Pech",
        gender="m",
        town="Valladolid",
        languages=("es", "en", "yua"),
        language="en",
        trade="tours",
        business=Business("Rutas Balam", "Walking and cenote tours", "7912", "earning"),
        story=(
            "I guide walks and cenote visits around Valladolid, on my own most of the time. "
            "Agencies send me groups but pay a month later. I also need a simple page where "
            "visitors can book with me directly."
        ),
        needs=(
            Need("tourism", "Agencies send me groups but pay a month later"),
            Need("website", "I also need a simple page where visitors can book"),
        ),
    ),
    Sketch(
        role="mentor_en",
        email="grace@example.org",
        name="Grace Whitfield Morales",
        gender="f",
        town="Antigua Guatemala",
        languages=("es", "en"),
        language="en",
        offer=_offer(
            "Twenty years of small hotels, from three rooms to thirty",
            "I came to Antigua for a year and stayed for twenty. I can help you with pricing rooms "
            "and tours, answering reviews and being found without paying a booking site for "
            "everything. I like rough numbers and honest doubts.",
            "Hotel Patio de las Flores",
            ("tourism", "website", "service", "pricing"),
            ("5510", "7912"),
            6,
            "Tell me what you offer, who comes today, and which decision you have to make. Then "
            "one question.",
        ),
    ),
    Sketch(
        role="live_mentor",
        email="rosa@example.org",
        name="Rosa Aguilar Méndez",
        gender="f",
        town="Totonicapán",
        languages=("es", "quc"),
        offer=_offer(
            "Dieciocho años aprobando y negando microcréditos: le digo qué miramos",
            "Fui oficial de crédito y hoy coordino una agencia. Puedo ayudarle a preparar su "
            "solicitud, a leer la tabla de pagos y a salir de una deuda cara. No presto dinero ni "
            "cobro; lo que tengo es tiempo.",
            "Cooperativa La Semilla",
            ("credit", "cashflow", "accounting"),
            ("6419", "4711"),
            4,
            "Cuénteme para qué quiere el dinero, cuánto vende y cuánto debe hoy. Con eso ya puedo "
            "darle una respuesta útil.",
        ),
    ),
    Sketch(
        role="past_mentor",
        email="byron@example.org",
        name="Byron Cifuentes Ovalle",
        gender="m",
        town="Coatepeque",
        offer=_offer(
            "De la pauta en radio a las redes: mercadeo para negocios de barrio",
            "Trabajo en mercadeo desde hace quince años, los últimos seis con negocios pequeños. "
            "Me gusta empezar por preguntar a los clientes. Voy directo al punto, con respeto.",
            "Agencia Colibrí",
            ("marketing", "social", "branding"),
            ("7410", "1071"),
            3,
            "Dígame quién le compra hoy y quién le gustaría que le comprara. Y cuénteme qué ya "
            "intentó, aunque no haya funcionado.",
        ),
    ),
    Sketch(
        role="weaver",
        email="petrona@example.org",
        name="Petrona Batz Ajanel",
        gender="f",
        town="Totonicapán",
        languages=("es", "quc"),
        trade="weaving",
        business=Business("Tejidos Ajanel", "Tejidos en telar de pie", "1312", "profitable"),
        story=(
            "Tengo un taller de tejidos en Totonicapán con seis señoras. Cada una hace la pieza de "
            "distinto tamaño y un cliente nos devolvió doce manteles."
        ),
        needs=(Need("quality", "Cada una hace la pieza de distinto tamaño"),),
    ),
)


def personas(until: datetime) -> tuple[Person, ...]:
    """The fixed people, with keys from 0; who they are does not depend on the seed."""
    return tuple(_person(key, sketch, until) for key, sketch in enumerate(SKETCHES))


def roles() -> Mapping[str, int]:
    """The key of each fixed person by role."""
    return {sketch.role: key for key, sketch in enumerate(SKETCHES)}


def _person(key: int, sketch: Sketch, until: datetime) -> Person:
    joined_at = (until - timedelta(days=DAYS_AS_MEMBER - 17 * key)).replace(microsecond=0)
    story = None
    if sketch.story:
        told_at = joined_at + timedelta(minutes=12)
        story = Story(sketch.story, sketch.language, told_at, sketch.needs)
    return Person(
        key=key,
        email=sketch.email,
        name=sketch.name,
        gender=sketch.gender,
        language=sketch.language,
        languages=sketch.languages,
        town=_town(sketch.town),
        portrait_seed=7919 * (key + 1),
        joined_at=joined_at,
        last_seen_at=until - timedelta(hours=3 + key),
        business=sketch.business,
        trade=next((trade for trade in trades() if trade.key == sketch.trade), None),
        story=story,
        offer=sketch.offer,
        staff_role=sketch.staff_role,
    )


def _town(name: str) -> Town:
    return next(town for town in towns() if town.name == name)
