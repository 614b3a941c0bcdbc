"""Names in networks and mail houses, and words that ask to be looked for there."""

import re
from collections.abc import Iterator
from typing import Final

from tequio.domain.safety.written import Place, Written

NETWORK: Final = (
    r"(?:whats ?app|whats|wasap|guasap|wats?ap|wsp|telegram|face ?book|face|feis|fb|insta(?:gram)?"
    r"|ig|tik ?tok|messenger|linked ?in|twitter|signal|snap(?:chat)?|threads|pinterest)"
)
LITTLE_WORDS: Final = (
    "no si ya y o a e u ni que de del en con sin para por como cuando donde quien un una unos unas"
    " el la lo los las le les se me te nos mi mis su sus tu muy mas menos tan solo tambien siempre"
    " nunca casi nada poco mucho bastante algo todo toda todos todas cualquier otra otro otros"
    " es son soy era esta estan hay tiene tengo puedo podria debo hago uso vendo vender quiero"
    " pero porque ahora aqui ahi alla bien mal medio canal forma parte llego llegar negocio empresa"
    " pagina tienda vendedor vendedora vitrina catalogo publicidad proveedor proveedora"
    " the an not for my very great only where what how in on has have is are was so too it"
)
ADJECTIVES: Final = (
    "nuev viej buen mal activ pequen chic bonit fe aburrid lent baj alt fij abiert cerrad muert"
    " novat expert torpe perdid buenisim malisim fuerte constante principiante popular famos"
    " conocid seguid grande personal principal profesional comercial digital virtual privad public"
    " gratis gratuit igual ideal fatal mejor peor diari organic direct new good bad small private"
    " public slow dead weak big old active low high better worse best beginner"
)
DESCRIBES: Final = (
    rf"(?:(?:{'|'.join(ADJECTIVES.split())})[oaei]?s?|\w+(?:ad[oa]|id[oa]|mente|ble|isim[oa])s?)"
)
NO_NAME: Final = rf"(?!(?:{'|'.join(LITTLE_WORDS.split())}|{DESCRIBES})\b)"
OF_A_NETWORK: Final = (
    r"(?!(?:market|marketplace|ads|business|reels?|stories|historias|shop|live|web|pro|premium"
    r"|marketing|posts?|page|group|grupo|messenger|meta|and|ventas?)\b)"
)
FIND: Final = (
    r"(?:me|nos) (?:pued(?:e|es|en) |podria[sn]? )?(?:hall|encuentr|encontr|busc|sig|segui|escrib"
    r"|contact|localiz|agreg|llam|marc|ubic|hab?l|mand)\w*"
)
ASKS_TO_FIND: Final = (
    r"(?:(?:escrib|llam|marqu|contact|agregu|busqu|busc|sig|encuentr|hall|halle|mand|localic|hable"
    r"|ubiqu|anad)"
    r"(?:a|e|an|en|ue|uen)(?:me|nos)|(?:me|nos) (?:hallas|encuentras|buscas|sigues|escribes"
    r"|contactas|agregas|llamas)|(?:me|nos) (?:puede|puedes|podria|podrias) (?:hallar|encontrar"
    r"|buscar|escribir|contactar|agregar|llamar|seguir))"
)
REPORTED: Final = "".join(
    rf"(?<!\b{verb} )" for verb in ("dice", "dicen", "dijo", "dijeron", "pide", "piden", "says")
)
"""What customers said is no request of the writer."""
ONLY: Final = r"(?:\w+ ){0,4}?"
ACCOUNT_WORD: Final = (
    r"(?:cuenta|usuari[oa]|perfil|pagina|user ?name|user|account|profile|handle|page)"
)
NAME: Final = rf"{NO_NAME}(?!\d+\b)\w{{3,}}"
ELSEWHERE: Final = re.compile(
    r"\b(?:"
    r"(?:mi|my|nuestro|our) (?:numero|number|whatsapp|wasap|guasap|cel|celular|telefono|phone"
    r"|e ?mail|correo|insta(?:gram)?|ig|fb|face(?:book)?|telegram|tik ?tok) (?:es|is|se llama)"
    rf" {NO_NAME}\w+"
    rf"|{REPORTED}{ASKS_TO_FIND} (?:a mi|al|por|en) (?:mi |el )?(?:{NETWORK}|numero|cel|celular"
    rf"|telefono|correo)"
    rf"|{REPORTED}{ASKS_TO_FIND} {ONLY}{NETWORK}"
    rf"|{NETWORK} (?:\w+ ){{0,2}}?{REPORTED}{ASKS_TO_FIND}"
    rf"|{FIND} (?:en|por) (?:mi |el )?{NETWORK} (?:como|soy|es|bajo|con el nombre) {NAME}"
    rf"|{FIND} (?:como|bajo|con el nombre) (?:de )?{NAME} (?:\w+ )?(?:en|por) (?:mi |el )?{NETWORK}"
    rf"|(?:estoy|estamos|aparezco|salgo) en {NETWORK} como {NAME}"
    rf"|{NETWORK} (?:yo )?(?:estoy|estamos|aparezco|salgo|me llamo|{FIND}) (?:como )?{NAME}"
    rf"|(?:soy|somos) {NAME} en {NETWORK}"
    rf"|(?:mi|la|nuestr[oa]|my|our|the) {ACCOUNT_WORD} (?:\w+ )?{NETWORK} (?:es|is|se llama) {NAME}"
    rf"|(?:mi|la|nuestr[oa]|my|our|the) {ACCOUNT_WORD} (?:es|is|se llama) {NAME} (?:\w+ )?"
    rf"(?:en|de|in|on) {NETWORK}"
    rf"|(?:text|call|message|dm) me (?:on|at|by) (?:my )?(?:{NETWORK}|number|phone|cell|\d+)"
    rf"|i am {NAME} on {NETWORK}"
    rf"|(?:find|reach|follow|add|search) (?:me|us) (?:as|under) {NAME} (?:\w+ )?on {NETWORK}"
    rf"|on {NETWORK} (?:you can )?(?:find|reach|follow|add) (?:me|us)(?= as|$)"
    r")\b"
    r"|(?:^|\b(?:please|you|can|could|and|or|just|to) )(?:add|reach|find|follow|write) me"
    rf" (?:on|at|by) (?:my )?{NETWORK}\b"
)
PARTS: Final = re.compile(r"[^.?!¿¡;,\n]+")
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
    rf"\b(?:busque|busca|busquen|siga|sigue|agregue|agrega|encuentre|encuentra|find"
    rf"|(?:look|search) (?:up|for)|follow|add)"
    rf" {NO_NAME}{COMMON}\w{{4,}} (?:en|por|in|on) {NETWORK}\b"
)
ALONE: Final = re.compile(
    rf"^(?:mi |nuestro |my |our )?(?:ig|insta(?:gram)?) {OF_A_NETWORK}{NO_NAME}{COMMON}"
    r"(?!(?:work|week|grow|view|lik|follow|know|show|make|take|look)\w*)(?=\w*(?:[kw]|tz|x[aeou]))"
    r"[a-z]{6,}$"
)
"""A clause of nothing but a network and a name that is spelled as no Spanish verb is."""
AT_A_MAIL: Final = re.compile(
    rf"\b(?:(?=\w*\d)\w{{3,}}|(?:{ASKS_TO_FIND}|write me|mail me|email me) (?:a |al |at |to )?\w+)"
    rf" (?:en|at|arroba|in) {OF_MAIL}\b|\b\w{{3,}} {OF_MAIL} (?:punto |dot )?com\b"
    rf"|\b(?:correo|e ?mail) (?:es |is )?{NAME} (?:(?:en|at|arroba|in) )?{OF_MAIL}\b"
    rf"|\b{NO_NAME}\w{{3,}} (?:arroba|at) {OF_MAIL}\b"
)
MIXED: Final = (
    rf"{NO_NAME}(?!covid)(?:(?=[a-z]{{3}})(?=\w*[\d_])\w{{5,}}"
    rf"|(?=\w*[a-z])(?=\d*[a-z]*_)\w{{5,}}"
    rf"|[a-z]\w+\.{NO_NAME}(?-i:[a-z\d])\w+|[a-z]\w+\.[a-z]+\d\w*)"
)
"""Letters with digits, a line or a dot between them: nobody calls anything so but an account."""
ACCOUNT: Final = re.compile(
    rf"\b(?:mi|my|nuestro|our)\s+{NETWORK}\s*[:=]\s*\w{{3,}}"
    rf"|\b{NETWORK}\W{{1,3}}(?:(?:como|soy|es|is|as)\s+)?{MIXED}"
    rf"|(?<![\w.]){MIXED}\W{{1,3}}(?:(?:en|de|por|on|in)\s+)?(?:(?:mi|el|my)\s+)?{NETWORK}\b"
    rf"|\b{NETWORK}\s*[:=]\s*{OF_A_NETWORK}{NO_NAME}{COMMON}[a-z][\w.]{{3,}}(?:\s[a-z]\w{{3,}})?"
    rf"(?=\s*(?:[.,;\n)]|$))",
    re.IGNORECASE,
)
CAPITAL: Final = "[A-ZÁÉÍÓÚÑ]"
CALLED: Final = re.compile(
    rf"\b(?i:mi|my|nuestro|our) (?i:{NETWORK}) (?i:{NO_NAME}{OF_A_NETWORK}){CAPITAL}\w{{2,}}"
    rf"(?: {CAPITAL}\w+){{0,3}}"
)
"""An account by the name of a person or a shop, known by its capital letters."""


def accounts(text: str) -> Iterator[Place]:
    """Where accounts are named, and where somebody asks to be looked for."""
    for part in PARTS.finditer(text):
        written = Written(part.group())
        for pattern in (ELSEWHERE, LOOK_FOR, AT_A_MAIL, ALONE):
            for start, end in written.places(pattern):
                yield part.start() + start, part.start() + end
    for pattern in (ACCOUNT, CALLED):
        for found in pattern.finditer(text):
            yield found.span()
