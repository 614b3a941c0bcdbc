"""Rape, being locked up, and blows and threats by who is near, also to those of one's family.

Patterns over searchable sentences (see `danger`). Speakers of K'iche' often say `lo` and leave out
the `a`: "lo pega mi hija", "violaron mi hermana".
"""

import re
from typing import Final

from tequio.domain.safety.plain_threats import FOR_WORK

PARTNER: Final = (
    r"(?:esposo|marido|pareja|novio|conviviente|companero|ex|hombre|viejo|suegr[oa]|papa|padre"
    r"|padrastro|tio|abuelo|cunado|hermano|husband|partner|boyfriend|father|stepfather)"
)
POWERFUL: Final = (
    rf"(?:{PARTNER}|primo|vecino|jefe|patron|senor|profesor|maestro|pastor|encargado|boss|uncle)"
)
OF_MINE: Final = (
    r"(?:a |de )?(?:(?:mi|mis|nuestr[oa]s?) (?:\w+ )?(?:hij|herman|niet|sobrin|nen|nin|prim|patoj"
    r"|amig|cunad|emplead|bebe|mama|madre|espos|mujer|ti[oa]\b)\w*"
    r"|(?:la|una|las) (?:nin|nen|patoj)as?\b)"
)
OF_HERS: Final = (
    r"(?:me|us|my (?:\w+ )?(?:daughter|son|sister|niece|mother|wife|child|children|kids))"
)
THING: Final = (
    r"(?! (?:el|la|los|las|mis?|sus?|nuestros|un|una) (?:contrato|garantia|derech|acuerdo|ley|regl"
    r"|norm|cerradura|privacidad|marca|patente|dato|cuenta|correo|candado|puerta|sello)\w*)"
)
RAPE: Final = re.compile(
    rf"\b(?:viol(?:o|a|an|aron|aba|aban|ar|ando|ado) {OF_MINE}"
    r"|(?:fue|fui|fueron|sido) (?:viol|abus)ad[oa]s?"
    rf"|abusar (?:sexualmente )?(?:de (?:mi$|mi cuando|ella)|(?=de){OF_MINE})"
    r"|(?:casar|llevar|acostar)\w*(?: \w+){0,2}? a la fuerza"
    r"|(?:me|la|lo) (?:agarr|jal|llev|abraz|bes|toc)\w+ a la fuerza"
    r"|(?:intent|quis|quer|quier|trat|iban?|van?)\w* (?:de |a )?violar(?:me|la|las|lo|nos)?\b"
    rf"|(?:me|nos|la) (?:violo|violaron|viola|violan|violaba|han? violado)\b{THING}"
    rf"|abus(?:o|a|an|aron|aba|ado)(?: sexualmente)? (?=a|de){OF_MINE}|(?:me|la|nos) manose\w+"
    rf"|manose\w+ {OF_MINE}|rap(?:ed|es|ing) {OF_HERS}|(?:was|were|been) raped|tried to rape"
    rf"|sexually (?:abus|assault|harass)\w+|molest(?:s|ed|ing) {OF_HERS}"
    rf"|{POWERFUL}(?: \w+){{0,4}}? (?:touch(?:es|ed)? {OF_HERS}|(?:toca|toco|tocaba) {OF_MINE}"
    r"|(?:me|la) (?:toca|toco|tocaba)(?:$| (?:y|sin|las (?:pierna|parte|nalga)s|el cuerpo|mis))"
    r"|se (?:mete|metio|metia) (?:a|en) mi (?:cuarto|cama))"
    r"|(?:me|la) (?:obliga|obligo|fuerza|forzo) a (?:tener (?:relaciones|sexo)|acostarme))"
)
LOCKED_UP: Final = re.compile(
    rf"\b(?:{PARTNER}(?: \w+){{0,7}}? (?:(?:no|ni|tampoco) (?:me |nos )?(?:deja|dejo|dejaba"
    r"|permite|da permiso (?:de|para))|(?:me|nos) (?:prohibe|prohibio|impide)|no quiere que)"
    r" (?:a )?(?:que )?(?:salir\b|salga|trabaj\w+|ver a|hablar|hable|visit\w+|estudi\w+"
    r"|irme|me vaya|tener (?:dinero|telefono|amig)|usar (?:mi |el )?(?:telefono|celular|dinero))"
    rf"|{PARTNER}(?: \w+){{0,4}}? (?:me|nos) (?:tiene|deja|mantiene|tenia|dejo) (?:\w+ )?"
    r"(?:(?:encerrad|amarrad)[oa]s?\b(?! (?:el|la|los|las)\b)|bajo llave|con llave)"
    r"|(?:me|nos) (?:tiene|tienen|deja) (?:encerrad|amarrad)[oa]s? (?:en (?:la |mi )?casa"
    r"|en el cuarto|con llave)|no me dejan? salir de (?:la |mi )?casa"
    rf"|no (?:me|nos) deja (?:ni )?(?:salir|trabajar|hablar|ver a)(?: \w+){{0,5}}? mi {PARTNER}"
    r"|(?:locks|locked) (?:me|us) (?:in|up|inside)\b|keeps (?:me|us) locked"
    rf"|my {PARTNER} (?:\w+ )?(?:(?:won t|does not|doesn t|will not|never) (?:let|allow)s? me"
    r"|forbids me|controls me|takes (?:all )?my (?:money|phone)))"
)
BLOWS: Final = (
    r"(?:peg(?:a|o|an|aron|aba|ado|ando)|golpe(?:a|o|an|aron|aba|ado|ando)|maltrat\w+|patea\w*|pateo"
    r"|somat(?:a|o|an|aron|aba))"
)
BEATEN: Final = re.compile(
    rf"\b(?:{BLOWS} {OF_MINE}|{PARTNER}(?: \w+){{0,4}}? {BLOWS} (?:a (?:los|las|mis?|sus?)|mucho"
    r"|feo|duro)|mucho (?:me|nos) (?:pega|golpea|maltrata)"
    rf"|me (?:peg|golpe|quem|maltrat|empuj|insult|amenaz)\w+(?: \w+){{0,3}}? mi {PARTNER}"
    rf"|moret\w+(?: \w+){{0,4}}? mi {PARTNER}|mi {PARTNER}(?: \w+){{0,4}}? moret\w+"
    r"|me (?:somato|pateo|cacheteo|ahorco)"
    r"|me (?:tiro|avento|jalo|arrastro) (?:al suelo|contra la pared|del pelo|del cabello)"
    rf"|{PARTNER} (?:\w+ )?(?:hit|beat|slapped|punched|choked|kicked|pushed) me)\b"
)
WOULD_KILL: Final = re.compile(
    rf"\b(?:{PARTNER}(?: \w+){{0,3}}? (?:dice|dijo|jura|juro|amenaz\w+)(?: \w+){{0,6}}?"
    r" (?:me|nos) (?:mata|matara|va a matar|desaparece|quita a (?:mis|los))"
    r"|si (?:lo|la) (?:dejo|abandono|denuncio)(?: \w+){0,2}? (?:me|nos) (?:mata|va a matar|pega)"
    rf"|(?:me|le) (?:da|tengo|tiene) (?:\w+ )?miedo (?:a |de )?(?:mi|su) {PARTNER}"
    rf"|(?:le|les) (?:tengo|tenemos) (?:\w+ )?miedo a mi {PARTNER}"
    rf"|{PARTNER} (?:lleg|vin|entr|and|sac)\w*(?: \w+){{0,2}}? (?:con )?"
    r"(?:una? |la |el |su )?(?:pistola|cuchillo|navaja|escopeta|arma)"
    rf"(?! de (?:silicon|pintura|calor|aire|agua|juguete)){FOR_WORK}"
    rf"|(?:scared|afraid) of my {PARTNER})\b"
)
PATTERNS: Final = (RAPE, LOCKED_UP, BEATEN, WOULD_KILL)


def is_said(text: str) -> bool:
    """Whether a sentence speaks of it."""
    return any(pattern.search(text) for pattern in PATTERNS)
