"""Threats said in plain words: of death, of fire, of weapons, and what is harmless though alike.

Patterns over searchable sentences (see `danger`). Whoever threatens is most often nobody in
particular: verbs stand in the plural, where business talk has a subject ("me mata la competencia").
"""

import re
from typing import Final

EXTORTION_WORD: Final = (
    r"(?:extorsi\w*|e[xs]c?t(?:r?[ou]r?[sczx]{1,2}i+|r?[ou]r[sczx]{1,2})[oa]n\w*|extort\w*"
    r"|chanta[jg]\w*|shantaj\w*|blackmail\w*)"
)
"""With its usual typing errors: "extorcion", "estorsion", "extrosion"."""

OF_THE_GANG: Final = (
    r"(?:(?:los|las|unos|tipos|muchachos|patojos|bichos|chavos|gente|jefes?|alguien|miembros)"
    r" (?:\w+ )?de la (?:mara|clica|pandilla|banda|18|ms)|(?:de|a) la clica)"
)
PAYING: Final = r"(?:pag|deposit|transfi|doy|damos|da|entreg|cumpl|coloc|colabor|coopero|mand)\w*"
FAMILY: Final = (
    r"(?:familia|hij(?:it)?[oa]s?|nin[oa]s?|nen[ea]s?|espos[oa]|mujer|marido|mama|papa|padres?|madre|herman[oa]s?"
    r"|niet[oa]s?|sobrin[oa]s?|emplead[oa]s?|trabajador\w*|abuel[oa]s?|patoj[oa]s?|bebe|gente)"
)
PLACE: Final = (
    r"(?:tienda|negocio|local|puesto|casa|carro|moto|camion|bus|taller|restaurante|comedor|bodega"
    r"|finca|kiosco|mercaderia|empresa|\w+eria)"
)
ARM: Final = r"(?:machetes?|cuchillos?|pistolas?|navajas?|escopetas?|fusil|rifle|armas?|bate)"
FOR_WORK: Final = r"(?! para (?!mat|asust|amenaz|hacer|rob|cobr|ped|quit|gol|que)\w+)"
MINE: Final = r"(?:mi|mis|el|la|los|las|nuestr[oa]s?|tod[oa])"
TAKING: Final = r"(?:vien|vin|lleg|pid|exig|cobr|entr|rob|amenaz|asalt|busc)\w*"
SHOOT: Final = (
    r"(?:balace(?:ar|an|aron|aran|ando)\w*|balea(?:r(?:me|nos|lo|la|los|le|les|on|an)?|n|ndo)"
    r"|tirote(?:ar|an|aron)\w*|ametrall\w+|acribill\w+|rafague\w+|plome(?:ar|an)\w*)"
)
THEY_HARM: Final = (
    r"(?:(?:me|nos|lo|la|los|le|les) (?:(?:van?|iban?) a |quieren |pueden )?"
    r"(?:mat|quem|golpe|lastim|secuestr|dispar|mutil|machete|quiebr|desaparec)"
    r"(?:an|aran|arian|en|ar|er|eran)"
    r"|(?:(?:le|les|nos) )?(?:van?|iban?) a"
    r" (?:hacer(?:le|les|nos|me)? (?:dano|algo)|levantar(?:me)?)"
    rf"(?: a (?:mis?|nuestr\w+) {FAMILY})?|me (?:hacen (?:dano|algo)|levantan)"
    r"|(?:van?|iban?) a (?:mat|quem|golpe|lastim|secuestr|dispar|mutil)ar(?:me|nos|lo|la|los|les)?"
    rf"|(?<!se )quem(?:an|aran|ar) {MINE} {PLACE}|mat(?:an|aran|ar) a (?:mis?|nuestr\w+) {FAMILY}"
    r"|(?:me|nos|le|les) (?:van a )?(?:pon|tir|lanz|avent)(?:en|an|er|ar)"
    r" (?:una )?(?:bomba|granada)s?"
    rf"|{SHOOT})"
)
OF_ANOTHER: Final = (
    r"(?:clientes?|jefes?|socios?|papas|suegr[oa]s?|proveedor\w*|bancos?|intereses|gastos|precios?"
    r"|costos?|impuestos?|deudas?|cuentas?|multas?|recargos?|competencia|tarjetas?|maestr[oa]s?"
    r"|profesor\w*|horno|pan|comida|plancha|sol|calor)"
)
IF_NOT_PAID: Final = re.compile(
    rf"\b(?:(?:si|porque si|que si) (?:yo |uno |una |alguien )?(?:no|dejo de|me atraso)"
    rf"(?: \w+){{0,2}}? {PAYING}"
    rf"(?: \w+){{0,12}}? {THEY_HARM}|{THEY_HARM}(?: \w+){{0,6}}? si (?:no|dejo de)"
    rf"(?: \w+){{0,2}}? {PAYING}"
    r"|(?:(?:me|nos) (?:pid|exig|cobr)\w+|(?:quieren|piden|exigen) (?:\w+ ){0,3}?(?:quetzales|pesos"
    r"|dolares|dinero|pisto|mil|billete))"
    rf"(?: \w+){{0,8}}? (?:o|u|sino|si no|de lo contrario|caso contrario)(?: \w+){{0,3}}?"
    rf" {THEY_HARM}"
    rf"|(?:quieren|piden|exigen) que (?:les |le )?{PAYING}(?: \w+){{0,6}}?"
    rf" (?:o|sino|si no) {THEY_HARM}"
    rf"|(?:hay que|toca|(?:tengo|tenemos) que) {PAYING}(?: \w+){{0,6}}?"
    rf" (?:o|u|sino|si no) {THEY_HARM}"
    r"|(?:have|had|has) to pay(?: \w+){0,6}? or (?:they|he) (?:will )?(?:kill|burn|shoot|hurt)"
    r"|(?:they|he) (?:want|ask|demand)\w*(?: \w+){0,5}? or (?:they|he) (?:will )?"
    r"(?:kill|burn|shoot)"
    r"|(?:they|he|gang) (?:\w+ ){0,4}?(?:kill|burn|shoot|hurt)(?: \w+){0,4}? (?:if|unless) (?:i|we)"
    r"(?: \w+){0,3}? (?:pay|give|send))\b"
)
BULLETS: Final = re.compile(
    r"\b(?:(?:nota|carta|papel\w*|sobre|anonimo|mensaje|paquete|bolsa)(?: \w+){0,3}?"
    r" (?:balas?|amenaz\w+|casquillos?|municion\w*)"
    r"|(?:dej|mand|envi|tir|pusi|encontr)\w+(?: \w+){0,3}? (?:balas?|casquillos?|ojivas"
    r"|coronas? (?:de muertos?|funebres?))"
    r"|(?:note|letter|message) with (?:\w+ )?bullets?)\b"
)
DEADLY: Final = re.compile(
    rf"\b(?:(?:me|nos|le|les|lo|la|los|mi|mis|nuestr[oa]s?|van a|quieren)(?: \w+){{0,3}}? {SHOOT}"
    rf"|{SHOOT}(?: \w+){{0,2}}? {MINE} (?:{PLACE}|{FAMILY})"
    r"|(?:van?|iban?|quieren|quiere|amenaz\w+ con|jur\w+) (?:a )?(?:mat|asesin|lastim|secuestr"
    rf"|golpe|degoll)ar(?:me|nos|les?|los)? a (?:tod[oa]s? )?(?:mis?|nuestr\w+)(?: \w+)? ?{FAMILY}"
    rf"|(?:mataron|asesinaron|secuestraron|balearon) a (?:mis?|nuestr\w+)(?: \w+)? ?{FAMILY}"
    r"|(?:me|nos) (?:quieren|quiere) (?:matar|quemar (?:viv[oa]|el|la|mi))"
    rf"|(?:van a|quieren|amenaz\w+ con|jur\w+|nos|me) (?:quemar(?:me|nos|le)?|queman|quemaron)"
    rf" {MINE} {PLACE}"
    rf"|(?:me|nos|le|lo|la) (?:\w+ )?(?:persig|corret|atac|apunt|encanon|amag|amenaz|golpe"
    rf"|busc)\w*(?: \w+){{0,3}}? (?:con|de) (?:un |una |el |la |su )?{ARM}{FOR_WORK}"
    rf"|(?:hombres?|tipos|sujetos|muchachos) armados? (?:\w+ ){{0,4}}?{TAKING}"
    r"|(?:me|nos) (?:siguen|vigilan|persiguen|rondan)(?: \w+)?"
    r" (?:hombres|tipos|sujetos|muchachos|desconocid[oa]s|motos|carros)"
    r"|know where (?:i|we|my \w+) (?:lives?|stud(?:y|ies)|works?|sleeps?|goes?)"
    rf"|dispar(?:aron|an) (?:a|contra|en) (?:(?:mis?|nuestr\w+|la|el) (?:{PLACE}|{FAMILY})|me|nos)"
    rf"|(?:follows|chases|attacked|threatened) me with (?:a |the )?(?:knife|gun|machete|weapon)"
    rf"|(?:will|is going to|wants to) kill (?:me|us)(?! if i am late)"
    rf"|(?:me|nos) (?:saco|sacaron|puso|pusieron) (?:un |una |el |la |su )?{ARM}"
    r"|(?:dicen|dijeron|dice|dijo) que (?:ya )?(?:saben?|conocen?)(?: \w+){0,2}? (?:donde (?:vivo"
    r"|vivimos|estudian?|trabajo)|a mi familia)"
    r"|(?:will|gonna|going to|want to|wants to|threat\w+ to) (?:kill|shoot|hurt|burn|beat)(?: \w+)?"
    r" (?:my|our) (?:family|kids?|children|son|daughter|wife|husband|mother|father|brother|sister"
    r"|shop|store|house|car))\b"
)
OWN_LIFE: Final = re.compile(
    r"\b(?:(?:mejor|hoy|esta noche|manana|cualquier dia|un dia(?: de estos)?|voy y|o|ya) me mato"
    r"(?! (?:\w+[ai]e?ndo|de|el lomo|la espalda|tanto|por|para|a trabajar|tod[oa]|en el|en la)\b)"
    r"|me (?:corto|cortaria|corte|voy a cortar|quiero cortar|quisiera cortar) las venas"
    r"|(?:hart[oa]|cansad[oa]|aburrid[oa]|agotad[oa]) de (?:existir|estar viv[oa]|seguir viviendo)"
    r"|(?:hart[oa]|cansad[oa]|aburrid[oa]|me canse|me harte) de vivir"
    r"(?! (?:al dia|con|del?|en|entre|lejos|fiad[oa]"
    r"|(?:asi )?endeud\w+|rent\w+|alquil\w+|apret\w+|limitad\w+|prest\w+|para|por|a credito|sin"
    r"|solo|sola|aqui|alla|\w+[ai]e?ndo)\b)"
    r"|(?:hart[oa]|cansad[oa]) de (?:la|esta|mi) vida"
    r"(?! (?:de|del|en|con|laboral|social|tan|cara)\b)"
    r"|(?:me (?:quiero|quisiera|voy a|quito|quitaria|pienso)|quiere|quise|intent\w+|intente)"
    r" (?:quitar(?:me|se)? )?la vida(?= |$)(?! (?:de|en|con|tan)\b)"
    r"|(?:mejor|hoy|ya) me muero(?! (?:de|por)\b)(?= |$)|mejor me (?:ahorco|tiro)"
    r"|(?:me voy a (?:ahorcar|matar|envenenar|suicidar)"
    r"|voy a (?:ahorcar|matar|envenenar|suicidar)me)"
    r"(?= |$)(?! (?:\w+[ai]e?ndo|de|tanto|por|para|a trabajar)\b)"
    r"|me tomo (?:un |el |todo el )?(?:veneno|gramoxone|cloro|raticida)"
    r"|me (?:ahorco|cuelgo de|tiro (?:al|a la|a un|del?|de un) (?:puente|barranco|rio|carro|bus"
    r"|metro|techo)|enveneno|pego un tiro|doy un tiro)"
    r"|pegarme un tiro|tired of (?:living|being alive|life)|cut my (?:wrists|veins))\b"
)
GLUED: Final = (
    r"(?!(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|fin|fines|noches?|dias?|tardes?"
    r"|cara|cabeza|espalda|boca|mano|manos|pierna|brazo|ojo|pelo|cabello|ropa|piel|nin\w+|hij\w+)\b"
    rf"|{PLACE}\b)"
)
BODILESS: Final = (
    r"inventario|caja|cuentas|stock|calidad|horno|pedidos?|produccion|plagas|redes|pagina|agenda"
    r"|bodega|ventas|gastos|facturas"
)
DENY: Final = r"(?<!\bsi )\b(?:no|nunca|nadie|jamas|tampoco)"
HARMLESS: Final = re.compile(
    r"\b(?:me|nos|le) (?:(?:ha|esta|va a|ayuda a) )?(?:peg|quem|jal|empuj|encerr|golpe)\w+"
    rf" (?:los|las|el|la|unos|unas|mis|al) {GLUED}\w+"
    r"|\b(?:me|nos|le) (?:peg|quem|jal|empuj|golpe|pate)\w+(?: \w+){0,5}?"
    r" (?:sin querer(?! queriendo)|por accidente|jugando)\b"
    r"|\bsin querer (?:me|nos|le) (?:peg|quem|jal|empuj|golpe|pate)\w+"
    r"|\b(?:hit|hurt|kicked) (?:me|us)(?: \w+){0,5}? (?:by accident|accidentally)\b"
    rf"|\b(?:me|nos|le) control\w+ (?:los|las|el|la|mis) (?:{BODILESS})\b"
    rf"|\b{EXTORTION_WORD} (?:el|la|los) (?:bancos?|sat|competencia|proveedor\w*|plataforma)\b"
    r"|\b(?:jef[ea]s?|soci[oa]s?|maestr[oa]s?) me van? a matar\b"
    r"|\b(?:persigue|persiguen|acosa) (?:para|con (?:las?|los|el) (?:cuentas?|tareas?|pago))"
    r"|\bquit(?:ar(?:me|se)?|o) la vida (?:de (?!una|un\b)|tan |cara|complicada|laboral)\w*"
    rf"|{DENY} (?:me |nos |le |les |se )?(?:(?:ha|han|esta|estan|va a|van a|quieren?) )?"
    r"(?:(?:me|nos) )?(?:peg|golpe|maltrat|amenaz|extor|secuestr|viol|chantaj"
    r"|cobr\w+ (?:(?:el|la) )?(?:derecho de )?(?:piso|cuota|renta)"
    r"|(?:pid|ped)\w+ (?:la )?(?:cuota|renta|vacuna))\w*"
    rf"|{DENY} (?:hay|hubo|tengo|tenemos|existe|recib\w+)(?: \w+)? (?:extor\w+|amenaz\w+|violencia"
    r"|maras|mareros|pandill\w+)"
)
DENIED_DESPAIR: Final = re.compile(
    rf"{DENY} (?:me )?(?:(?:quiero|quisiera) (?:morir|matar|suicidar|quitar)(?:me)?"
    r"|(?:(?:he|habia) )?(?:pensado|pienso|pensaria) en (?:morir|matar|suicidar|quitar)(?:me)?)"
    r"(?: la vida)?\b"
)
BUT: Final = re.compile(r"\b(?:pero|aunque|but|sino que)\b")
FLOOR_LAYING: Final = re.compile(
    r"\b(?:albanil\w*|azulej\w*|ceramic\w*|porcelanato|losetas?|instal\w+|coloc\w+|metros?|m2"
    r"|construc\w+|cemento|pul(?:ir|ido|imos|o)|pego|remodel\w+|material(?:es)?|mosaico|vinil\w*)\b"
)


def without_harmless(said: str) -> str:
    """The sentence without what only sounds like danger: sewn buttons, and what is denied."""
    kept = HARMLESS.sub(" ", said)
    if not BUT.search(said):
        kept = DENIED_DESPAIR.sub(" ", kept)
    return " ".join(kept.split())


def is_demanded(said: str) -> bool:
    """Whether harm is to come unless somebody pays, or somebody left bullets."""
    if BULLETS.search(said):
        return True
    return any(not _has_a_subject(found) for found in IF_NOT_PAID.finditer(said))


def _has_a_subject(found: re.Match[str]) -> bool:
    """Whether clients or costs do the killing: they stand right before or after the verb."""
    around = f"{found.group()} {' '.join(found.string[found.end() :].split()[:3])}"
    before = " ".join(found.string[: found.start()].split()[-2:])
    return bool(re.search(rf"\b{OF_ANOTHER}\b", f"{before} {around}"))
