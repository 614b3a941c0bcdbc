"""Whether somebody writes of extortion, violence or of not wanting to live, and whom to call then.

Business talk uses the same words (a loan has a `cuota`, a shop a `renta`, a bakery a `piso`), so
that each is looked at with what stands beside it in its sentence.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tequio.domain.people.search_text import searchable
from tequio.domain.safety import demands, harm_at_home
from tequio.domain.safety.contact_details import readable
from tequio.domain.safety.plain_threats import (
    DEADLY,
    EXTORTION_WORD,
    FLOOR_LAYING,
    OF_THE_GANG,
    OWN_LIFE,
    is_demanded,
    without_harmless,
)

NUMBERS_FILE: Final = Path(__file__).with_name("help_numbers.toml")
SENTENCES: Final = re.compile(r"[.?!¿¡;\n]+")

GANG: Final = (
    r"(?:mareros?|maras|pandiller[oa]s?|pandillas?|mara salvatrucha|ms ?13|barrio 18|sicarios?"
    rf"|narcos?|mafia|(?:los|gente|hombres|miembros) del cartel|cartel de (?:jalisco|sinaloa|los)"
    rf"|cjng|delincuentes|malandros|manosos|gangs?|gangsters?|{OF_THE_GANG})"
)
DEMANDS: Final = (
    r"(?:cobr|pid|exig|quier|cuota|renta|piso|impuesto|amenaz|pag|dinero|pisto|mat|vien|vin|lleg"
    r"|llam|demand|ask|want|threat|pay|money|baj)\w*"
)
BARE_DEMAND: Final = (
    r"(?:me|nos|le|les) (?:piden|cobran|exigen|estan (?:cobrando|pidiendo|exigiendo)"
    r"|(?:vinieron|vienen|llegaron|llegan|quieren|empezaron) a? ?(?:cobrar|pedir|exigir))"
    r" (?:la |el |una |un |su )?(?:cuota|renta|impuesto de guerra)\b"
)
FOR_THE_FLOOR: Final = (
    r"(?:(?:cobr(?!o\b|amos\b)|pid(?!o\b)|exig|pag)\w*"
    r" (?:el |la cuota de |cuota de |por )?(?:derecho de )?piso"
    r"|(?:derecho|cobro|cuota) de piso)"
    r"(?! (?:de |en |por |nuevo|ceramico|industrial|laminado|antideslizante|firme))"
)
EXTORTION: Final = re.compile(
    rf"\b(?:{EXTORTION_WORD}|secuestr(?:o|ar|aron|ado|ada)\b|kidnap\w*"
    rf"|{GANG}\b(?: \w+){{0,8}}? {DEMANDS}"
    rf"|{DEMANDS}(?: \w+){{0,6}}? (?:los |las |unos |the )?{GANG}"
    r"|la mara (?:me |nos )?(?:\w+ )?(?:cobra|amenaza|exige|pide (?:la )?(?:cuota|renta|piso))"
    rf"|{FOR_THE_FLOOR}|impuesto de guerra|protection money)\b"
)
EVERYDAY: Final = re.compile(
    r"\b(?:bancos?|cooperativas?|financieras?|prestamos?|creditos?|tarjetas?|local|locales|casa"
    r"|alquiler|duen[oa]s?|inmueble|bodega|oficina|colegio|escuela|luz|agua|igss|imss"
    r"|carro|(?<!en )moto|municipalidad|muni|ayuntamiento|mercado|plaza|tianguis|feria|asociacion"
    r"|socios?"
    r"|club|gimnasio|sat|impuestos?|isr|iva|mensual|mensuales|inicial|mensualidad|hipoteca|seguro"
    r"|sindicato|camara|franquicia|financiamiento|apartamento|cuarto|terreno|proveedor\w*|loan"
    r"|landlord|caser[oa]|arrend\w+|inquilin[oa]s?|adelantad[oa]|anticipad[oa]|escolar|membresia|plataforma|mantenimiento|condominio)\b"
)
OF_BUSINESS: Final = re.compile(
    r"\b(?:sol|competencia|competidor\w*|crisis|inflacion|precios?|mercado|temporada|lluvia|lluvias"
    r"|pintura|etiqueta|calor|frio|pandemia|impuestos?|costos?|gastos?|bolsillo|economia|deudas?"
    r"|intereses|renta|banco|clientes?|proveedor\w*|pegamento|aranceles|competitors?|competition"
    r"|rent|loans?|debts?|inflation|prices?|market|taxes|costs?|fees?|interest|season|estres|trabajo)\b"
)
NEAR: Final = (
    r"(?:esposo|marido|pareja|novio|conviviente|ex|ex marido|ex esposo|suegr[oa]|papa|padre"
    r"|padrastro|hijo|hermano|cunado|esposa|senor|husband|partner|boyfriend|wife|father|son"
    r"|brother|stepfather)"
)
AT_HOME: Final = re.compile(
    rf"\b(?:{NEAR} (?:\w+ ){{0,4}}?(?:me|nos|le) (?:ha |sigue |vuelve a )?(?:peg|golpe|maltrat|viol"
    r"|abus|insult|humill|amenaz|persig|acos|oblig\w+ a (?:tener|dormir)"
    r"|(?:dio|da|dan) (?:una |un )?(?:paliza|golpiza|cachetad|punet|patad|empujon)"
    r"|encierr|encerr|jal|empuj|ahorc|quem|control|quita (?:el|mi|todo|lo))"
    rf"\w*|my {NEAR} (?:\w+ ){{0,3}}?(?:hits|beats|hurts|abuses|threatens|chokes|rapes|humiliates)"
    r"|violencia (?:en (?:la |mi )?casa|domestica|intrafamiliar|familiar|de genero)"
    rf"|(?:tengo|vivo con) miedo (?:de|a) (?:mi|que mi) {NEAR}"
    r"|violencia contra (?:mi|la mujer)|domestic violence"
    r"|abus(?:o|a|an|aron) (?:sexual\w*"
    r"|de mi(?! (?:confianza|buena|paciencia|tiempo|bondad)))|acoso sexual"
    r"|(?:me|nos) maltrata\w*|abuses me)\b"
)
BLOWS: Final = re.compile(
    r"\bme (?:pega|pegan|pegaba|pego|golpea|golpean|golpeaba)\b|hits me|beats me"
)
THREATS: Final = re.compile(
    r"\b(?:amenaz\w+ (?:de muerte|con (?:matar|hacer|quemar|golpear|armas?|pistola)\w*)"
    r"|(?:me|nos) (?:estan |han |siguen |tienen )?amenaz\w+|(?:recib\w+|tengo) amenazas"
    r"|(?:me|nos) (?:van|va|iban) a (?:matar|golpear|quemar|pegar un tiro|balear)"
    r"|temo por mi vida|miedo (?:de |a )?que (?:me|nos) (?:mate|maten|hagan|haga)"
    r"|(?:me|nos) (?:dispar|balear|apuntaron)\w*|threat\w* (?:to (?:kill|hurt)|me|us|my family)"
    r"|(?:going|want|wants) to kill (?:me|us)|afraid for my life|fear for my life)\b"
)
THREAT_OF_BUSINESS: Final = re.compile(
    r"\bamenaz\w+ con (?:cerrar|bajar|irse|renunciar|demandar|no pagar|no comprar|multa\w*|subir"
    r"|cortar|quitar(?:me|nos)?|dejar|cambiar|embargar|devolver|poner)\b"
    r"|\bthreat\w* (?:to )?(?:leave|close|cancel|sue|quit)\b"
)
OBJECT: Final = r"(?! (?:la|el|las|los|mis|esa|ese|esas|esos|de las|mi deuda|trabajando)\b)"
ON_WHAT: Final = (
    r"(?! (?:del? (?!est[ae] (?:manera|modo|forma)|tal|aqui|ahi)|al dia|a credito|fiad|endeud|rent"
    r"|alquil|apret|limitad|prest|en (?:la|el|otr[oa]|un|una) (?!infierno|miseria|vida|dolor)"
    r"|con (?:mis?|deudas?|lo|tan)\b))"
)
DESPAIR: Final = re.compile(
    r"\b(?:"
    r"(?:mejor|quiero|quisiera|ganas de|gustaria|pienso en|preferiria|prefiero|pensado en)"
    rf" (?:desaparecer{OBJECT}|morir(?:me|se)?"
    r"|(?:ya )?no despertar(?! (?:al?|tan|tarde|temprano|\w+ndo)\b)"
    r"|no existir|no haber nacido"
    r"|estar muert[oa]|quitarme de en medio"
    r"|dormir(?:me)? y (?:ya )?(?:no|nunca) (?:mas )?despertar)"
    r"|(?:mejor|estaria mejor|estarian mejor) (?:muert[oa]|sin mi|si (?:yo )?no (?:estuviera"
    r"|existiera|viviera|hubiera nacido))|me quiero (?:morir|matar)"
    r"|no (?:quiero|tengo ganas de|vale la pena|le veo sentido a) (?:vivir|seguir viviendo"
    rf"|(?:seguir|estar) (?:mas )?en este mundo){ON_WHAT}"
    r"|no (?:le )?(?:encuentro|veo|hallo) sentido a (?:la|mi) vida"
    r"|(?:la|mi) vida (?:ya )?no (?:vale|tiene sentido)|para que (?:seguir viviendo|vivir)"
    r"|siento que (?:sobro|estorbo|soy una carga|no valgo nada)"
    r"|veneno(?: \w+){0,3}? tomar(?:lo|melo)|want (?:it|this|everything) (?:all )?to end"
    r"|mejor no (?:estar viv[oa]|existir|vivir|haber nacido)"
    r"|(?:quiero|quisiera|ganas de|voy a) (?:acabar|terminar) con todo(?! (?:el|la|lo|esto|este)\b)"
    r"|suicid\w*|quitarme la vida|(?:terminar|acabar) con mi vida|hacerme dano|cortarme las venas"
    r"|ahorcarme|colgarme de|tirarme (?:del?|al|a la|a un)|tomarme (?:todas las|veneno)"
    r"|matarme(?! (?:trabajando|de trabajo|el lomo|la espalda|tanto|por|estudiando|a trabajar))"
    r"|ya no (?:aguanto|soporto|puedo) (?:mas )?(?:la vida|esta vida|vivir|mi vida)"
    rf"|ya no quiero (?:vivir{ON_WHAT}|existir|mi vida|estar (?:aqui|viv[oa]|en este mundo))"
    r"|ganas de (?:matarme|morirme)(?! (?:\w+[ai]e?ndo|de|por trabajar)\b)"
    r"|que todo (?:se acabe|termine|acabe)(?! (?:bien|pronto|antes|a tiempo|en|el|la)\b)"
    r"|kill(?:ing)? myself|end(?:ing)? (?:my life|it all)|want(?:ed)? to die|better off (?:dead"
    r"|without me)|hurt(?:ing)? myself|no reason to live|don t want to"
    r" (?:live(?! (?:off|on (?:credit|loans)|in (?:debt|the city)|with my)\b)"
    r"|be alive|be here)"
    r"|want to disappear|never wak(?:e|ing) up|nothing to live for|don t want to exist"
    r"|(?:sleep|go to bed) and not wake up|wish i was dead|wish i were dead|take my own life"
    r")\b"
)


@dataclass(frozen=True)
class Number:
    """A number to call: in which country, and what it is for (codes)."""

    country: str
    call: str
    what: str
    kinds: frozenset[str]


def kinds_in(text: str) -> tuple[str, ...]:
    """What a text speaks of, by code: `extortion`, `violence`, `despair`."""
    parts = (searchable(part) for part in SENTENCES.split(readable(text)))
    sentences = [without_harmless(part) for part in parts]
    looks = (
        ("despair", lambda said: bool(DESPAIR.search(said) or OWN_LIFE.search(said))),
        ("violence", _is_violence),
        ("extortion", _is_extortion),
    )
    return tuple(kind for kind, look in looks if any(look(said) for said in sentences))


def _is_extortion(said: str) -> bool:
    if is_demanded(said):
        return True
    is_everyday = bool(EVERYDAY.search(said))
    if demands.is_forced(said, is_everyday=is_everyday):
        return True
    if EXTORTION.search(said):
        return not _is_a_market_fee(said)
    return bool(re.search(BARE_DEMAND, said)) and not is_everyday


def _is_a_market_fee(said: str) -> bool:
    """In Mexico a stall pays its town for the floor it stands on; others lay floors."""
    strong = EXTORTION.sub(lambda found: "" if "piso" in found.group() else found.group(), said)
    is_usual = EVERYDAY.search(said) or FLOOR_LAYING.search(said)
    return not EXTORTION.search(strong) and bool(is_usual)


def _is_violence(said: str) -> bool:
    if AT_HOME.search(said) or harm_at_home.is_said(said) or is_demanded(said):
        return True
    if BLOWS.search(said) and not OF_BUSINESS.search(said):
        return True
    is_threat = bool(THREATS.search(said) or DEADLY.search(said)) and not THREAT_OF_BUSINESS.search(
        said
    )
    return is_threat and not (OF_BUSINESS.search(said) and "muerte" not in said)


def numbers_for(kinds: tuple[str, ...], country: str) -> list[Number]:
    """Whom to call: those of the country, or of all countries where it is another."""
    known = _numbers()
    own = [one for one in known if one.country == country] or known
    return [one for one in own if one.kinds & set(kinds)]


@cache
def _numbers() -> list[Number]:
    written: Mapping[str, list[dict[str, str]]] = tomllib.loads(NUMBERS_FILE.read_text("utf-8"))
    return [
        Number(one["country"], one["call"], one["what"], frozenset(one["for"]))
        for one in written["number"]
    ]
