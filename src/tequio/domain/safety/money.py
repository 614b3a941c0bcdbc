"""Money asked of the other, or offered, in a text; talk about prices and loans is neither."""

import re
from collections.abc import Iterator
from typing import Final

from tequio.domain.safety.contact_details import readable
from tequio.domain.safety.written import Written

MONEY: Final = (
    r"(?:dinero|pisto|plata|lana|efectivo|billetes?|fondos|quetzales|pesos|dolares|q ?\d+|\d{3,}"
    r"|capital|un aporte|una donacion|money|cash|funds|dollars)"
)
AMOUNT: Final = (
    r"(?:(?:q|usd|mxn|gtq|pesos|dolares) ?\d+|\d+ (?:quetzales|pesos|dolares|varos|dollars|bucks"
    r"|usd|mxn|gtq|q)\b)"
)
"""A sum in a currency."""
SOME: Final = (
    r"(?:(?:un|una|unos|algo|poco|poquito|de|mas|el|la|los|algun|aunque|sea|some|any|a|little"
    r"|bit|of|the) ){0,4}"
)
BY_MONEY: Final = rf"(?:economica|financiera|monetaria)mente|con {SOME}{MONEY}|financially"
CAN: Final = r"(?:puede[sn]?|podria[sn]?|pueda[sn]?|pudiera[sn]?|quiere[sn]?|quisiera[sn]?)"
HANDS_OVER: Final = r"(?:prest|don|regal|financi|deposit|transfer|patrocin)"
REQUESTED: Final = re.compile(
    r"\b(?:"
    rf"(?:me|nos) {CAN}(?: usted| ud)? (?:{HANDS_OVER}(?:ar|ir)|(?:apoyar"
    rf"|ayudar)(?: usted)? (?:{BY_MONEY})"
    rf"|(?:dar|mandar|enviar|pasar) {SOME}{MONEY})"
    rf"|{CAN}(?: usted| ud)? (?:{HANDS_OVER}(?:ar|ir)(?:me|nos)|(?:apoyar|ayudar)(?:me"
    rf"|nos) (?:{BY_MONEY})"
    rf"|(?:dar|mandar|enviar|pasar)(?:me|nos) {SOME}{MONEY})"
    rf"|(?:me|nos) (?:prestes?|dones?|regale|deposite|financie|transfiera|patrocine)"
    rf"|(?:me|nos) (?:apoya|ayuda|apoye|ayude|apoyaria|ayudaria)(?: usted| ud)? (?:{BY_MONEY})"
    r"|(?:preste|depositeme|depositenos|regale|done|transfiera|financie|patrocine)(?:me|nos|nme)"
    r"|depositeme|prest(?:ame|enme)"
    rf"|(?:mand|envi|pas|dej|gir|pagu|adelant|de|da)(?:e|a|en)?(?:me|nos) {SOME}{AMOUNT}"
    rf"|(?:me|nos) {CAN}(?: usted| ud)? (?:pagar|adelantar) (?:{SOME}{AMOUNT}"
    r"|por (?:la|mi|esta|cada|el|su) (?:asesoria|ayuda|mentoria|consulta|sesion|hora|tiempo))"
    rf"|{CAN}(?: usted| ud)? (?:pagar|adelantar)(?:me|nos) {SOME}{AMOUNT}"
    rf"|(?:transfer|wire|pay|venmo|zelle|paypal|give|send|lend) (?:me|us) {SOME}{AMOUNT}"
    rf"|necesito que (?:me|nos) (?:de|mande|envie|pase) {SOME}{MONEY}"
    r"|necesito (?:su|tu) (?:dinero|apoyo economico|ayuda economica)"
    r"|(?:con|de) (?:su|tu) (?:apoyo economico|ayuda economica|apoyo financiero|donacion"
    r"|aporte economico)"
    r"|(?:puede|podria|quisiera|quiere|les? interesa|le gustaria) invertir en mi|invierta en mi"
    r"|(?:quiere|quisiera|le gustaria) ser (?:mi|nuestr[oa]) (?:socio|inversionista)"
    r"|(?:le|te) (?:paso|doy|mando|dejo) (?:mi|el) (?:numero de )?cuenta"
    r"|deposit(?:e|a|ar|arme|eme)(?: \w+){0,3} (?:a|en) mi cuenta"
    r"|(?:can|could|would|will) you (?:please )?(?:lend|loan|fund|sponsor|finance) (?:me"
    r"|us|my|our)"
    rf"(?! (?:a|your|an) (?:hand|ear))"
    rf"|(?:can|could|would|will) you (?:please )?(?:give|send|wire|donate|transfer"
    rf"|spare)(?: me| us)? {SOME}{MONEY}"
    r"|(?:can|could|would|will) you (?:please )?(?:invest in|donate to|pay for) (?:me|us|my|our)"
    r"|(?:can|could|would|will) you (?:please )?(?:help|support) (?:me|us|my \w+) (?:financially"
    rf"|with {SOME}{MONEY})"
    rf"|(?:lend|loan|give|send|wire) (?:me|us) {SOME}{MONEY}"
    r"|(?:transfer|deposit|wire|send)(?: \w+){0,3} (?:to|into|in) my account"
    r"|invest in my|donate to my|i need you to (?:lend|fund|invest|pay|donate|finance)"
    r"|how much (?:money )?(?:can|could|would|will) you (?:give|lend|send|invest)"
    r")\b"
)
PLAINLY: Final = re.compile(
    rf"^(?:(?:y|por favor|porfa|usted|ud|si|no|ojala|le ruego|necesito \w+(?: \w+)?) ){{0,3}}"
    rf"(?:me|nos) (?:lo |la |los |las )?(?:deposita|presta|transfiere|regala|dona|financia"
    rf"|patrocina"
    rf"|(?:da|manda|envia|pasa) {SOME}{MONEY})\b"
)
HOW_MUCH: Final = re.compile(
    rf"\bcuanto (?:dinero |pisto |capital )?(?:me|nos) (?:prest|regal|deposit|don|transfier"
    rf"|transfer)\w*"
    rf"|\bcuanto (?:me|nos) (?:da|daria|puede dar|podria dar)(?: usted)? (?:de )?{MONEY}"
    r"|\bcuanto (?:dinero|pisto|capital) (?:me|nos) (?:da|daria|puede dar|podria dar) usted"
)
TO_YOU: Final = re.compile(
    r"\b(?:usted|ud|vos) (?:si )?(?:no )?(?:me|nos)\b|\b(?:preste|presta\w*|deposit\w+|financi\w+"
    r"|regal\w+|dona\w*|apoya\w*|ayuda\w*|da|daria) usted\b"
)
SOMEBODY_ELSE: Final = re.compile(
    r"\b(?:bancos?|banca|banrural|bam|industrial|g y t|genesis|cooperativas?|cajas?|financieras?"
    r"|microfinancieras?|prestamistas?|proveedor\w*|clientes?|gobierno|municipalidad|muni"
    r"|alcald\w+"
    r"|estado|fundacion\w*|ong|ongs|programas?|inversionistas?|inversores|familia\w*|suegr[oa]s?"
    r"|herman[oa]s?|prim[oa]s?|ti[oa]s?|mama|papa|papas|padres|abuel[oa]s?|hij[oa]s?|espos[oa]"
    r"|marido|amig[oa]s?|vecin[oa]s?|socios?|patron\w*|jefe|comadre|compadre|grupo|asociacion"
    r"|iglesia|empresas?|gente|alguien|nadie|quien|quienes|cual|cuales|donde|ellos|ellas"
    r"|compradora?|cunad[oa]|distribuidor\w*|tarjeta|aplicacion|app|plataforma"
    r"|banks?|lenders?|suppliers?|customers?|government|family|cooperatives?|who|which|where)\b"
)
OF_THE_REQUEST: Final = re.compile(
    r"\bser (?:mi|nuestr[oa]) (?:socio|inversionista)(?: inversionista)?\b"
    r"|\bmi cuenta (?:de|en|del)(?: (?:el|la|banco))? \w+"
)
"""Words that name a bank or a partner though it is the reader who is asked."""
OFFERED: Final = re.compile(
    r"\b(?:"
    r"(?:le|te|les) (?:puedo pagar|pagaria|pagare)"
    r"|cuanto (?:me )?cobra(?:n|s|ria)? (?:por|usted|ustedes)"
    r"|(?:i can|i could|i will|i would|can i|let me) pay you"
    r"|how much do you charge"
    r")\b"
)
CHARGED: Final = re.compile(
    r"\b(?:"
    r"cobro (?:\w+ ){0,2}?(?:q ?\d+|\d+|usd|dolares|quetzales|pesos)"
    r"|cobro por (?:hora|sesion|asesoria|consulta|mentoria|reunion|mi)|no trabajo gratis"
    r"|(?:mi|mis) (?:tarifas?|honorarios|precios?) (?:es|son|por|de)"
    r"|(?:precio|costo|valor|tarifa) (?:de|por) (?:la |una |cada |mi )?(?:hora|sesion"
    r"|asesoria|consulta"
    r"|mentoria)(?: de| es)? (?:q ?\d+|\d+)"
    r"|(?:asesoria|consulta|sesion|mentoria|hora) (?:a|por|de|desde|cuesta|vale) (?:q ?\d+"
    r"|\d+ (?:q|quetzales|pesos|dolares))"
    r"|(?:pago|anticipo|deposito) (?:por adelantado|previo)(?: de| a)? (?:mi|q|\d)"
    r"|(?:me|nos) (?:paga|pagan|pagas|deposita|depositas|transfiere)(?: \w+){0,2} (?:antes"
    r"|por adelantado|a mi cuenta|por hora|por sesion)"
    r"|i charge|my (?:fee|fees|rate|rates)|(?:fee|rate) (?:is|of|per)"
    r"|(?:usd|\d+ dollars|\d+) (?:per|an) (?:hour|session)|pay me"
    r")\b"
)
SENTENCE_ENDS: Final = re.compile(r"[.?!¿¡;\n]+")


def requested(text: str) -> list[str]:
    """Words by which the other is asked for money: a loan, a gift, a deposit, an investment."""
    said: list[str] = []
    for clause, is_question in _clauses(readable(text)):
        if _is_about_others(clause.plain):
            continue
        said += clause.all(REQUESTED)
        said += clause.all(HOW_MUCH)
        if is_question and not said:
            said += clause.all(PLAINLY)
    return list(dict.fromkeys(said))


def offered(text: str) -> list[str]:
    """Words by which a mentor is offered pay."""
    return _all(OFFERED, text)


def charged(text: str) -> list[str]:
    """Words by which a mentor names a price."""
    return _all(CHARGED, text)


def _all(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(Written(readable(text)).all(pattern)))


def _clauses(text: str) -> Iterator[tuple[Written, bool]]:
    """Each sentence, and the part after its last comma; whether it asks."""
    start = 0
    for end in (*SENTENCE_ENDS.finditer(text), None):
        piece = text[start : end.start() if end else len(text)]
        is_question = bool(end and "?" in end.group()) or text[:start].rstrip().endswith("¿")
        for part in map(Written, piece.split(",") if is_question else [piece]):
            if part.plain:
                yield part, is_question
        start = end.end() if end else len(text)


def _is_about_others(clause: str) -> bool:
    """Whether somebody else would give: a bank, the family, whoever is looked for."""
    others = SOMEBODY_ELSE.search(OF_THE_REQUEST.sub(" ", clause))
    return bool(others) and not TO_YOU.search(clause)
