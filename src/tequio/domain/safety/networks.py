"""Names in networks and mail houses, and words that ask to be looked for there."""

import re
from typing import Final

from tequio.domain.safety.written import Written

NETWORK: Final = (
    r"(?:whats ?app|whats|wasap|guasap|wats?ap|wsp|telegram|face ?book|face|feis|fb|insta(?:gram)?"
    r"|ig|tik ?tok|messenger|linked ?in|twitter|signal|snap(?:chat)?)"
)
NO_NAME: Final = (
    r"(?!(?:puedo|podria|debo|hago|vendo|vender|le|se|me|si|no|un|una|el|la|los|las|mi|mis|lo|mas"
    r"|medio|canal|forma|parte|para|por|todos|todas|cualquier|otra|otros|llego|llegar|negocio"
    r"|empresa|pagina|tienda|vendedora?|vitrina|catalogo|publicidad|proveedora?)\b)"
)
FIND: Final = (
    r"(?:me|nos) (?:pued(?:e|es|en) |podria[sn]? )?(?:hall|encuentr|encontr|busc|sig|segui|escrib"
    r"|contact|localiz|agreg|llam|marc|ubic|hab?l|mand)\w*"
)
ASKS_TO_FIND: Final = (
    r"(?:(?:escrib|llam|marqu|contact|agregu|busqu|busc|sig|encuentr|halle|mand|localic|hable)"
    r"(?:a|e|an|en|ue|uen)(?:me|nos)|(?:me|nos) (?:hallas|encuentras|buscas|sigues|escribes"
    r"|contactas|agregas|llamas)|(?:me|nos) (?:puede|puedes|podria|podrias) (?:hallar|encontrar"
    r"|buscar|escribir|contactar|agregar|llamar|seguir))"
)
ELSEWHERE: Final = re.compile(
    r"\b(?:"
    r"(?:mi|my|nuestro|our) (?:numero|number|whatsapp|wasap|guasap|cel|celular|telefono|phone"
    r"|e ?mail|correo|insta(?:gram)?|face(?:book)?|telegram|tik ?tok) (?:es|is|se llama) \w+"
    rf"|{ASKS_TO_FIND} (?:a mi|al|por|en) (?:mi |el )?(?:{NETWORK}|numero|cel|celular"
    rf"|telefono|correo)"
    rf"|{FIND} (?:en|por) (?:mi |el )?{NETWORK} (?:como|soy|es|bajo|con el nombre) {NO_NAME}\w+"
    rf"|(?:estoy|estamos|aparezco|salgo) en {NETWORK} como {NO_NAME}\w+"
    rf"|(?:soy|somos) {NO_NAME}\w+ en {NETWORK}"
    rf"|(?:text|call|message|dm) me (?:on|at|by) (?:my )?(?:{NETWORK}|number|phone|cell|\d+)"
    rf"|i am {NO_NAME}\w+ on {NETWORK}"
    r")\b"
    r"|(?:^|\b(?:please|you|can|could|and|or|just|to) )(?:add|reach|find|follow|write) me"
    rf" (?:on|at|by) (?:my )?{NETWORK}\b"
)
PARTS: Final = re.compile(r"[.?!¿¡;,\n]+")
OF_MAIL: Final = r"(?:gmail|hotmail|outlook|yahoo|icloud|proton(?:mail)?)"
COMMON: Final = (
    r"(?!(?:\w+(?:s|cion|dad|ria|aje|encia|ento|ismo|ancia)|ayuda|apoyo|trabajo|empleo|gente|publico"
    r"|mercado|competencia|ropa|comida|mercancia|material|tela|equipo|respuesta|contenido|clientela"
    r"|demanda|interes|donde|quien|que|como|solo|tambien|mucho|poco|todo|alguien|nadie|algo|ahi|alla"
    r"|aqui|bien|cuenta|correo|people|work|help|nothing|something|anything|someone|anyone|it|them|him"
    r"|her|ningun[oa]?|none|cero|zero|content|inspiration|about|ideas|in|on|for|the|us)\b)"
)
"""What is looked for in a network without being the name of one person."""
LOOK_FOR: Final = re.compile(
    rf"\b(?:busque|busca|busquen|siga|sigue|agregue|agrega|encuentre|encuentra|find|look up|follow"
    rf"|add) {NO_NAME}{COMMON}\w{{4,}} (?:en|por|in|on) {NETWORK}\b"
)
AT_A_MAIL: Final = re.compile(
    rf"\b(?:(?=\w*\d)\w{{3,}}|(?:{ASKS_TO_FIND}|write me|mail me|email me) (?:a |al |at |to )?\w+)"
    rf" (?:en|at|arroba|in) {OF_MAIL}\b|\b\w{{3,}} {OF_MAIL} (?:punto |dot )?com\b"
)
MIXED: Final = r"(?=\w*[a-z])(?=[\w.]*[\d_])[\w.]{5,}"
"""Letters with digits or a line between them: nobody calls anything so but an account."""
ACCOUNT: Final = re.compile(
    rf"\b(?:mi|my|nuestro|our)\s+{NETWORK}\s*[:=]\s*\w{{3,}}"
    rf"|\b{NETWORK}\s*[:=]?\s+{MIXED}"
    rf"|\b{NETWORK}\s*[:=]\s*{NO_NAME}{COMMON}[a-z][\w.]{{3,}}(?=\s*(?:[.,;\n)]|$))",
    re.IGNORECASE,
)
CAPITAL: Final = "[A-ZÁÉÍÓÚÑ]"
CALLED: Final = re.compile(
    rf"\b(?i:mi|my|nuestro|our) (?i:{NETWORK}) (?!(?i:no|si|tiene|has)\b){CAPITAL}\w{{2,}}"
    rf"(?: {CAPITAL}\w+){{0,3}}"
)
"""An account by the name of a person or a shop, known by its capital letters."""


def accounts(text: str) -> list[str]:
    """Accounts that are named, and requests to look for one, in the words of the text."""
    said: list[str] = []
    for written in map(Written, PARTS.split(text)):
        for pattern in (ELSEWHERE, LOOK_FOR, AT_A_MAIL):
            said += written.all(pattern)
    for pattern in (ACCOUNT, CALLED):
        said += [found.group() for found in pattern.finditer(text)]
    return said
