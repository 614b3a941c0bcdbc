"""Money forced out of somebody where no gang is named: fees, notes, a time to pay, a ransom.

Patterns over searchable sentences (see `danger`). The fee has the words of business (`cuota`,
`renta`, `vacuna`): who asks for it is left out or a stranger, and no bank, school, landlord or
animal stands beside it.
"""

import re
from typing import Final

from tequio.domain.safety.plain_threats import FAMILY, PAYING

FEE: Final = (
    r"(?:cuot(?:a|ita)s?|rent(?:a|ita)|vacuna|piso|impuestos?)\b(?! del? (?!\d|mil|cien|quinient"
    r"|guerra|cada|siempre|est[ae]|semana|los? mareros|la semana|las? (?:mara|18|clica|pandilla)))"
)
"""Without what is let or sold for it: "la renta del toldo", "una cuota de mercaderia"."""
MONEY: Final = (
    r"(?:dinero|pisto|plata|feria|lana|billetes?|efectivo|quetzales|pesos|lempiras|dolares|mil|money"
    r"|dollars|cash)\b"
)
ASKING: Final = (
    r"(?:piden|pidieron|pedian|pidiendo|pedir|cobran|cobraron|cobraban|cobrando|cobrar|exigen"
    r"|exigieron|exigian|exigiendo|exigir|quieren|querian)(?:me|nos|les?)?"
)
THE: Final = r"(?:la |el |los |las |una? |su |esa |mi )?"
STRANGERS: Final = (
    r"(?:desconocid[oa]s?|encapuchad[oa]s?|sujetos|(?:unos|los) (?:tipos|hombres|muchachos|patojos"
    r"|chavos|bichos|cipotes|batos|vatos|majes)|(?:hombres|muchachos|tipos|ellos|dos) en motos?)"
)
COMING: Final = (
    r"(?:(?:vien|lleg|pas|and|entr|manda)(?:en|an|aron|eron)|vinieron|pasando|andan|a cada rato"
    r"|un (?:hombre|tipo|muchacho|patojo|chavo|desconocido)(?: \w+)?"
    r" (?:vino|llego|paso|viene|llega))"
)
VACCINE: Final = re.compile(
    rf"\b(?:{ASKING}|pide|cobra|exige|pag\w+|dar(?:les?)?|dando|damos|doy|deb\w+|cobrador\w*)"
    rf"(?: \w+){{0,3}}? vacuna\b|\bvacuna que (?:me |nos |les )?{ASKING}"
    r"|\b(?:el|los) de la vacuna\b"
)
OF_HEALTH: Final = re.compile(
    r"\bvacuna (?:(?:del?|contra|para|antirrabica|triple|de la) "
    r"(?!\d|mil|poder|dejar|seguir|trabajar|vender|abrir|la mara|las maras|los|que|cada|esta|este)"
    r"|(?:de|para) los (?:pollos|perros|gatos|nin|animales|cerdos|chuchos|coches|patojos|bebes)"
    r"|antirrabica|triple)"
    r"|\b(?:covid\w*|corona\w*|virus|influenza|gripe|sarampion|tetano|papiloma|rabia|newcastle|dosis"
    r"|pollos?|pollit[oa]s|gallinas?|vacas?|ganado|cerdos?|coches|marranos?|perr[oa]s?|gat[oa]s?"
    r"|chuchos?|animal(?:es)?|mascotas?|veterinari\w+|doctor\w*|enfermer\w+|clinica|hospital"
    r"|centro de salud|puesto de salud|salud|igss|imss|carnet|cartilla|certificado|viaj\w+|entrar"
    r"|aeropuerto|escuela|colegio|guarderia|refuerzo|embaraz\w+|granja|terner[oa]s?|toros?|caball\w+|conejos?|cabras?|ovejas?|patos"
    r"|chompipes?|trabajo|frontera|migracion|fabrica|maquila|hotel|kinder)\b"
)
FORCED_FEE: Final = re.compile(
    rf"\b(?:{COMING}(?: \w+){{0,4}}? (?:por|a (?:pedir|cobrar|exigir|recoger|traer)(?:me|nos|les?)?"
    rf"|pidiendo|cobrando|exigiendo|pidiendonos|cobrandonos) {THE}{FEE}"
    rf"|{STRANGERS}(?: \w+){{0,6}}? (?:{ASKING}|por) {THE}{FEE}"
    rf"|{ASKING} {THE}{FEE}(?: \w+){{0,4}}? {STRANGERS}"
    rf"|{STRANGERS} (?:\w+ )?(?:vienen|pasan|andan|llegan)(?: \w+){{0,3}}? cobrando"
    r"|(?:cuadra|zona|colonia|calle|ruta|aqui) todos (?:le |les )?(?:pagan|pagamos)"
    rf"|{FEE} que (?:me |nos |les )?{ASKING} {STRANGERS}"
    rf"|(?:quieren|exigen|estan exigiendo|andan pidiendo|andan cobrando) {THE}(?=cuota|renta){FEE}"
    r"|(?:me|nos|les?) (?:pidieron|pedian|exigieron|exigian|han pedido|andan pidiendo)"
    rf" {THE}(?:cuota|impuesto de)\b"
    r"|(?:que|a) (?:dar|entregar|mandar)(?:les?)? (?:la |una |su )(?:cuota|renta|semana)\b"
    r"|they (?:call|come|text|came|called)(?: \w+){0,3}? (?:asking for|demanding|wanting)"
    r" money(?! (?:back|for)\b)"
    rf"|(?:no|por no) (?:di|dimos|dar|dio|quise dar|quiso dar) {THE}(?:cuota|renta|piso)\b)"
)
OF_THE_MARA: Final = re.compile(
    rf"\b(?:(?:{FEE}|semana) (?:de|a|para|por) (?:la|las) (?:maras?|18|pandillas?|clica)"
    r"|pag\w+ (?:\w+ )?a (?:la mara|la 18|las maras)(?! (?:que|del)\b)"
    r"|la (?:18|ms|clica|pandilla) (?:me|nos|les?) (?:cobr|pid|exig|amenaz)\w+)\b"
)
FOR_PEACE: Final = (
    r"(?:por (?:dejar(?:me|nos|lo|los)?|que (?:me|nos) dejen) (?:\w+ )?(?:trabajar|vender|abrir"
    r"|en paz|tranquil\w+|pasar)|por (?:la )?(?:seguridad|proteccion)\b(?! \w+[aei]r\b)"
    r"|por cuidar(?:me|nos)?\b"
    r"|para que (?:no (?:me|nos) (?:hagan|pase|maten|molesten)|(?:me|nos) dejen (?:trabajar|vender"
    r"|abrir|en paz|tranquil\w+|vivir))|to (?:leave|let) (?:me|us) (?:alone|work|sell|open))"
)
BOUGHT_PEACE: Final = re.compile(
    rf"\b(?:(?:(?:me|nos|les?) )?{ASKING}|(?:les|que) pag\w+|pagar(?:les?)?|dar(?:les?)?"
    rf"|les d[oa]\w+|pay(?:ing)?|money)(?: \w+){{0,4}}? {FOR_PEACE}"
)
PAPER: Final = (
    r"(?:notas?|cartas?|papel(?:es|ito|itos)?|sobres?|anonimos?|telefonos?|celular(?:es)?"
    r"|note|letter)"
)
NOTE: Final = re.compile(
    rf"\b(?:dej|tir|met|encontr|aparec|avent|pusi|mandaron|mandan|left|found|recib)\w*"
    rf"(?: \w+){{0,3}}? {PAPER}(?: \w+){{0,8}}? (?:(?:pid|exig|amenaz|extor)\w+(?: \w+){{0,3}}?"
    rf" (?:{MONEY}|{FEE})|que (?:les )?(?:pague|deposite|entregue)\b|(?:dias|horas) para\b"
    r"|(?:days|hours) to pay|asking for money|demanding)"
)
OR_ELSE: Final = re.compile(
    rf"\b(?:{PAYING}|dinero|pisto|paguemos|paguen)(?: \w+){{0,6}}?"
    r" (?:o|y)? ?(?:si no|sino|de lo contrario|me atengo|nos atengamos|ya sabes?|ya saben"
    r"|(?:me|nos|se) (?:va|van|iba|voy|vamos) a (?:arrepentir|pesar|ir mal)"
    r"|aten\w+ a las consecuencias)(?:$| (?:ya (?:sabes?|saben|se|vere|veras?)|me atengo|vere))"
    r"|\b(?:o|y) (?:si no|sino) (?:ya (?:sabes?|saben)|aten\w+|me atengo)"
    r"|\bpay\w*(?: \w+){0,6}? or else\b"
)
TIME_TO_PAY: Final = re.compile(
    r"\b(?:(?:me|nos|le|les) (?:dan|dieron|han dado)) (?:solo |plazo |de )*"
    r"(?:hasta (?:el |la |las )?\w+|(?:\d+|un|dos|tres|cuatro|cinco|ocho|veinticuatro)"
    r" (?:dias?|horas?))"
    r"(?: \w+)? para (?:pagar|dar|entregar|depositar|juntar|conseguir)(?:les?)?"
    rf"(?: \w+){{0,2}}? (?:{MONEY}(?= quetzales| pesos| lempiras| dolares|$)|\d+$|o si no$|si no$)"
)
PAID_IN_BLOOD: Final = (
    r"(?<!se )(?<!se me )(?<!se nos )(?<!se le )(?<!se les )"
    r"(?:mat(?!\w+ (?:mi|el|las?|los) (?:negocio|empresa|venta|gana|animo))"
    r"|quem|dispar|balea|golpe|machete|quebr|tirote|secuestr)(?:e)?(?:aron|ron|an)\b"
)
UNPAID: Final = (
    r"(?:por no|porque no|no)(?: \w+){0,2}? (?:pag\w+|d(?:imos|ar|i|io|ieron)\b|deposit\w+"
    r"|cooper\w+|colabor\w+)"
)
PUNISHED: Final = re.compile(
    rf"\b(?:{UNPAID}(?: \w+){{0,4}}? {PAID_IN_BLOOD}|{PAID_IN_BLOOD}(?: \w+){{0,5}}? {UNPAID})"
)
TAKEN: Final = re.compile(
    r"\b(?:(?:carcel|reclusorio|preventivo|penal|presidio|centro preventivo)(?: \w+){0,3}?"
    rf" (?:{ASKING}|amenaz\w+)"
    r"|(?:pid|exig|quier)\w+ (?:un |el |dinero de |dinero por el )?rescate"
    r"|se (?:me )?(?:lo|la|los|las) llevaron (?:\w+ ){0,4}?(?:piden|exigen|quieren)"
    rf"|(?:o|si no) (?:van a venir|vienen|vendran) por mis? {FAMILY}"
    rf"|(?:o|si no) se (?:van a )?llev(?:an|ar|aran) a mis? {FAMILY}"
    r"|levantaron a (?:mis?|nuestr\w+)|ransom"
    r"|(?:me|nos|lo|la|los) tienen (?:\w+ )?(?:vigilad|ubicad|fichad|chequead)[oa]s?)\b"
)


def is_forced(said: str, *, is_everyday: bool) -> bool:
    """Whether money is forced out of somebody; most ways are usual beside an everyday word."""
    if OF_THE_MARA.search(said) or PUNISHED.search(said) or TAKEN.search(said):
        return True
    if VACCINE.search(said) and not OF_HEALTH.search(said):
        return True
    ways = (FORCED_FEE, BOUGHT_PEACE, NOTE, OR_ELSE, TIME_TO_PAY)
    return not is_everyday and any(way.search(said) for way in ways)
