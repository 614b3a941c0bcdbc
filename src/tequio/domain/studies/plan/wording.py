"""What is wrong with a field of a plan, in both languages: code -> (Spanish, English)."""

from typing import Final

from tequio.domain.studies.errors import PlanFault

WORDING: Final = {
    "missing": ("Falta este dato.", "This is missing."),
    "not_text": ("Aquí va un texto.", "This must be a text."),
    "too_long": (
        "El texto pasa de {most} caracteres; acórtelo.",
        "The text is longer than {most} characters; shorten it.",
    ),
    "not_number": ("Aquí va un número.", "This must be a number."),
    "not_whole": ("Aquí va un número entero.", "This must be a whole number."),
    "out_of_range": ("Debe estar entre {low} y {high}.", "It must be between {low} and {high}."),
    "not_a_choice": ("Elija uno de estos: {choices}.", "Choose one of these: {choices}."),
    "not_a_list": ("Aquí va una lista.", "This must be a list."),
    "not_a_table": ("Aquí va un conjunto de campos.", "This must be a set of fields."),
    "not_a_date": ("Escriba una fecha como 2026-12-24.", "Write a date like 2026-12-24."),
    "not_yes_no": ("Aquí va sí o no.", "This must be yes or no."),
    "repeated": (
        "El identificador {value} está dos veces.",
        "The identifier {value} is there twice.",
    ),
    "unknown_question": ("No hay una pregunta {value}.", "There is no question {value}."),
    "unknown_indicator": ("No hay un indicador {value}.", "There is no indicator {value}."),
    "unknown_variable": (
        "Los cuestionarios no tienen la variable {value}.",
        "The questionnaires have no variable {value}.",
    ),
    "unknown_column": (
        "El marco muestral no tiene la columna {value}.",
        "The frame has no column {value}.",
    ),
    "unknown_iris": (
        "{value} no está en nuestra tabla verificada de IRIS+ 5.3.",
        "{value} is not in our verified table of IRIS+ 5.3.",
    ),
    "formula": (
        "No se entiende la fórmula. Escriba comparaciones como e_goal_met >= 3 unidas por and, or, "
        "not; los textos entre comillas y los números sin ellas. Las funciones no se permiten.",
        "The formula cannot be read. Write comparisons like e_goal_met >= 3 joined by and, or, "
        "not; texts between quotes, and numbers without them. Calls of functions are not allowed.",
    ),
    "no_formula": (
        "Una proporción necesita una fórmula que diga qué respuestas cuentan.",
        "A proportion needs a formula that says which answers count.",
    ),
    "no_variable": (
        "Diga de qué variable es este número.",
        "Say which variable this number is of.",
    ),
    "no_indicators": (
        "Un plan sin indicadores no se puede cerrar: escriba al menos uno, porque lo que no se "
        "decide antes de mirar se puede escoger después.",
        "A plan without indicators cannot be locked: write at least one, because what is not "
        "decided before looking can be chosen afterwards.",
    ),
    "no_outcome": (
        "Marque al menos un indicador como resultado.",
        "Mark at least one indicator as an outcome.",
    ),
    "no_questions": ("Escriba al menos una pregunta.", "Write at least one question."),
    "no_matrix": (
        "La matriz de evaluación necesita al menos una línea.",
        "The evaluation matrix needs at least one line.",
    ),
    "no_chain": (
        "La cadena de resultados necesita al menos una casilla.",
        "The results chain needs at least one box.",
    ),
    "no_strata": (
        "Un diseño estratificado necesita al menos una columna de estratos.",
        "A stratified design needs at least one column of strata.",
    ),
    "wrong_version": (
        "Este sistema lee planes de la versión 1.",
        "This system reads plans of version 1.",
    ),
    "unknown_field": (
        "Un plan no tiene este campo; quítelo.",
        "A plan has no such field; remove it.",
    ),
}


def fault(field: str, code: str, **values: object) -> PlanFault:
    """A fault with its sentence in both languages."""
    es, en = WORDING[code]
    return PlanFault(field, code, es.format(**values), en.format(**values))
