"""Asks in the tests, sent as everybody sends them."""

from datetime import datetime

from tequio.domain.asks import actions
from tequio.records.asks import Ask
from tequio.records.people import Person

QUESTION = "¿Cómo calculo el precio de mis tortillas para que me quede ganancia?"
CONTEXT = "Vendo tortillas en la zona 1 de Quetzaltenango y al final del mes no me queda nada."
TRIED = "Subí el precio una vez y la gente se quejó."


def send(
    *,
    by: Person,
    to: Person,
    now: datetime,
    question: str = QUESTION,
    context: str = CONTEXT,
    tried: str = TRIED,
    area: str = "pricing",
) -> Ask:
    """An ask about prices that any mentor could answer."""
    return actions.send(
        by=by,
        to=to,
        area=area,
        context=context,
        question=question,
        tried=tried,
        minutes=30,
        now=now,
    )
