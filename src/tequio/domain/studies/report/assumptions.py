"""What stands beside every number: what it assumes of the silent, or why it does not have to."""

from collections.abc import Iterable
from typing import Final

from tequio.domain.studies.analysis.bases import PROJECTED
from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report.decimals import whole
from tequio.domain.studies.report.dial import staying
from tequio.domain.studies.report.labels import label
from tequio.domain.studies.report.writing import Reader

Pair = dict[str, str]
DIAL: Final[Pair] = {
    "es": "Supuesto: quienes no respondieron, {k} veces la proporción de quienes respondieron.",
    "en": "Assumption: the silent have {k} times the share of those who answered.",
}
WEIGHTED: Final[Pair] = {
    "es": "Proyectado a todas las personas con los pesos del plan: supone que quienes no "
    "respondieron son como quienes respondieron con los mismos datos en el marco y los registros.",
    "en": "Projected to everybody with the weights of the plan: it assumes that the silent are "
    "like those who answered with the same facts in frame and logs.",
}
CURVE: Final[Pair] = {
    "es": "Cada punto supone su propio k.",
    "en": "Each point assumes a k of its own.",
}
OWN_EACH: Final[Pair] = {
    "es": "Cada fila lleva su propio supuesto sobre quienes no respondieron: su nombre lo dice.",
    "en": "Each row has an assumption of its own about the silent: its name says which.",
}
EACH: Final[Pair] = {
    "es": "Cada cifra se mueve por sí sola: juntas no tienen que sumar cien.",
    "en": "Each figure moves by itself: together they need not make a hundred.",
}
COUNTS: Final[Pair] = {
    "es": "No se mueven los números de respuestas, los registros ni lo que dicen los mentores.",
    "en": "Numbers of answers, the logs and what mentors say do not move.",
}
BASES: Final[dict[str, Pair]] = {
    "answered": {
        "es": "De quienes respondieron: no se proyecta, y el dial no lo mueve.",
        "en": "Of those who answered: not projected, and the dial does not move it.",
    },
    "comparison": {
        "es": "Compara entre sí a quienes respondieron: no se proyecta, y el dial no lo mueve.",
        "en": "Compares those who answered with each other: not projected, and the dial does not "
        "move it.",
    },
    "frame": {
        "es": "Del marco y de quienes respondieron: no se proyecta, y el dial no lo mueve.",
        "en": "Of the frame and of those who answered: not projected, and the dial does not "
        "move it.",
    },
    "registered": {
        "es": "De todas las personas del marco: no depende de quién respondió.",
        "en": "Of everybody in the frame: it does not depend on who answered.",
    },
    "ledger": {
        "es": "Del libro de casos: cuenta a quienes se preguntó, y el dial no lo mueve.",
        "en": "From the ledger: it counts those who were asked, and the dial does not move it.",
    },
    "logs": {
        "es": "De los registros de la plataforma: no depende de quién respondió.",
        "en": "From the logs of the platform: it does not depend on who answered.",
    },
    "mentors": {
        "es": "De los mentores que respondieron: no se proyecta, y el dial no lo mueve.",
        "en": "Of the mentors who answered: not projected, and the dial does not move it.",
    },
    "own": {
        "es": "Lleva su propio supuesto sobre quienes no respondieron: el dial no lo mueve.",
        "en": "It has its own assumption about the silent: the dial does not move it.",
    },
    "plan": {
        "es": "Del plan y del marco: no depende de quién respondió.",
        "en": "From the plan and the frame: it does not depend on who answered.",
    },
}
ROWS: Final[dict[str, Pair]] = {
    "answered": {"es": "De quienes respondieron, sin mover: {names}.",
                 "en": "Of those who answered, not moved: {names}."},
    "own": {"es": "Cada una de las otras filas lleva su propio supuesto y no se mueve.",
            "en": "Each of the other rows has its own assumption and does not move."},
    "plan": {"es": "Sin mover, porque no depende de quién respondió: {names}.",
             "en": "Not moved, because it does not depend on who answered: {names}."},
}  # fmt: skip
BY: Final[Pair] = {"es": "Mentoría aquí: {name}.", "en": "Mentored here: {name}."}
SAME: Final[Pair] = {
    "es": "Con {name} salen las mismas cifras que con la definición del plan.",
    "en": "{name} gives the same figures as the definition of the plan.",
}
INDEPENDENT: Final[Pair] = {
    "es": "No depende de qué cuenta como mentoría.",
    "en": "It does not depend on what counts as mentored.",
}
SHOWS_EACH: Final[Pair] = {
    "es": "Muestra todas las definiciones de mentoría.",
    "en": "It shows every definition of mentored.",
}
IN_PART: Final[Pair] = {
    "es": "Donde «de cuántas» es menos que todas, la pregunta está solo en el cuestionario "
    "detallado: quienes lo tuvieron cuentan también por quienes tuvieron el corto. Por eso la "
    "proporción es de todas las que respondieron, y no los «sí» entre «de cuántas».",
    "en": "Where «of how many» is fewer than all, the detailed form alone asks it: those who had "
    "it count for those who had the short form too. So the share is of all who answered, and not "
    "the yes divided by «of how many».",
}
CURRENCIES: Final[Pair] = {
    "es": "Los montos no se convierten: cada uno es de quienes llevan sus cuentas en su moneda. "
    "Lo que contaron en otras monedas está en la distribución de las ventas y en la línea "
    "Argidius, cada moneda por su lado.",
    "en": "Amounts are not converted: each is of those who keep accounts in its currency. What was "
    "told in other currencies stands in the distribution of sales and in the Argidius line, each "
    "currency by itself.",
}
NOT_ASKED: Final[Pair] = {
    "es": "El cuestionario corto no lo pregunta: por {n} personas con mentoría que lo recibieron "
    "cuentan las que tuvieron el detallado. La proporción es de las {all} que lo respondieron o a "
    "quienes no se preguntó, y se apoya en {told} respuestas: no haber preguntado no es un «no».",
    "en": "The short form does not ask it: for {n} mentored people who had it, those with the "
    "detailed form count. The share is of the {all} who told it or were not asked, and rests on "
    "{told} answers: what was not asked is no «no».",
}


def assumption(reader: Reader) -> str:
    """What a projected number assumes: the dial's k, or the weights."""
    if reader.k is None:
        return WEIGHTED[reader.language]
    return DIAL[reader.language].format(k=f"{reader.k:g}")


def says(content: Content, reader: Reader) -> str:
    """All that stands beside a table or chart, on the page, on paper and in its file."""
    return " ".join(
        filter(
            None,
            (
                IN_PART[reader.language] if content.get("asked_in_part") else "",
                CURRENCIES[reader.language] if content.get("own_currency") else "",
                *_of_the_silent(content, reader),
                *_of_mentored(content, reader),
            ),
        )
    )


def of_numbers(contents: Iterable[Content], reader: Reader, *, always: bool = False) -> str:
    """What a sentence with these numbers says of the silent: with the dial turned, or `always`."""
    held = [one for one in contents if one]
    said: list[str] = []
    if always and reader.k is None and any(one.get("basis") == PROJECTED for one in held):
        said.append(WEIGHTED[reader.language])
    if reader.k is not None:
        if any(one.get("k") is not None and one.get("basis") == PROJECTED for one in held):
            said.append(assumption(reader))
        bases = dict.fromkeys(str(one.get("basis") or "") for one in held)
        said += [BASES[basis][reader.language] for basis in bases if basis in BASES]
    of_mentored = [text for one in held for text in _of_mentored(one, reader)]
    others = (SHOWS_EACH[reader.language], INDEPENDENT[reader.language])
    theirs = [text for text in of_mentored if text not in others]
    return " ".join(dict.fromkeys([*said, *(theirs or of_mentored)]))


def of_estimates(contents: Iterable[Content], reader: Reader) -> str:
    """What stands beside a table of single numbers, with or without the dial."""
    held = [one for one in contents if one]
    moves = [assumption(reader)] if any(one.get("basis") == PROJECTED for one in held) else []
    bases = dict.fromkeys(str(one.get("basis") or "") for one in held)
    still = [BASES[basis][reader.language] for basis in bases if basis in BASES]
    of_mentored = [said for one in held for said in _of_mentored(one, reader)]
    return " ".join(dict.fromkeys([*moves, *still, *of_mentored]))


def _of_the_silent(content: Content, reader: Reader) -> list[str]:
    lang, basis = reader.language, str(content.get("basis") or "")
    if content.get("form") == "curve":
        return [CURVE[lang], assumption(reader) if reader.k is not None else ""]
    if basis != PROJECTED and not content.get("dial"):
        return [BASES[basis][lang]] if basis in BASES else []
    if basis != PROJECTED and not (content["dial"] or {}).get("answered"):
        return [BASES[basis][lang]] if basis in BASES else []
    dial = content.get("dial") or {}
    if reader.k is None and dial.get("stays") == "own":
        return [OWN_EACH[lang]]
    said = [assumption(reader)]
    if reader.k is None:
        return said
    said += [EACH[lang]] if dial.get("each") else []
    names = staying(content)
    if names:
        words = ", ".join(_row_name(name, reader) for name in names)
        said.append(ROWS[str(dial.get("stays") or "answered")][lang].format(names=words))
    return [*said, COUNTS[lang]]


def _row_name(name: str, reader: Reader) -> str:
    return " / ".join(label(part, reader.language, reader.plan) for part in name.split("|"))


def _of_mentored(content: Content, reader: Reader) -> list[str]:
    """Which definition of mentored a number follows, once another than the plan's is chosen."""
    lang, said = reader.language, []
    if content.get("not_asked") and content.get("told"):
        unasked, told = int(content["not_asked"]), int(content["told"])
        said.append(
            NOT_ASKED[lang].format(n=whole(unasked), all=whole(told + unasked), told=whole(told))
        )
    if not reader.planned or reader.definition == reader.planned:
        return said
    own = str(content.get("definition") or "")
    name = label(reader.definition, lang, {})
    if own == "each":
        return [*said, SHOWS_EACH[lang]]
    if not own:
        return [*said, INDEPENDENT[lang]]
    return [*said, (BY if own == reader.definition else SAME)[lang].format(name=name)]
