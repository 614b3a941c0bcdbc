"""How people say that something is not needed, not the trouble, or settled: the patterns."""

import re

_SPANISH_WANT = (
    r"(?:necesito|necesitamos|ocupo|ocupamos|quiero|queremos|quisiera|busco|buscamos|deseo|"
    r"requiero|preciso)"
)
_ENGLISH_I = r"(?:i|we)"
_ENGLISH_WANT = (
    rf"(?:{_ENGLISH_I} (?:just |only |really |do )*(?:need|want|lack|would like)|id like)"
)
_HARDLY_SAID = (
    r"(?:(?:yo|nosotros|nosotras|a mi|pues|mire|mira|fijese|fijate|verdad|la verdad|realmente|que|"
    r"por ahora|por el momento|de momento|todavia|aun|ahorita|gracias|y|pero|es|i|we|well|so|"
    r"actually|really|honestly|and|but|to be honest|for now|right now|thanks|you|see|sorry) )*"
)
HINTS = frozenset(
    {
        *("no", "ya", "si", "bien", "dia", "orden", "not", "dont", "didnt", "doesnt", "wont"),
        *("isnt", "arent", "aint", "wasnt", "already", "got", "fine", "ok", "okay", "sorted"),
        *("order", "control", "covered", "care", "date"),
        *("listo", "lista", "listos", "listas", "resuelto", "resuelta", "resueltos", "resueltas"),
        *("arreglado", "arreglada", "arreglados", "arregladas", "cubierto", "cubierta"),
        *("cubiertos", "cubiertas"),
    }
)
"""A clause without any of these denies nothing."""
# Nobody says of these that they are not needed: not wanting them is the need.
_TROUBLE = (
    r"(?:problemas?|deudas?|deber|multas?|pleitos?|lios?|quejas?|perdidas?|broncas?|demandas?|"
    r"moras?|fracaso|menos|peor|tantos?|tantas?|asi|trouble|problems?|debts?|fines|fights?|"
    r"complaints?|loss(?:es)?|mess|drama|lawsuits?|less|such|another year|like this|any ?more)"
)
_MUCH = (
    r"(?:much[oa]s?|demasiad[oa]s?|vari[oa]s|anos?|mes|meses|semanas?|dias?|tiempo|dos|tres|"
    r"cuatro|cinco|too|many|lots?|years?|months?|weeks?|two|three|four|five)"
)
_TELLS_ON = r"(?:que|porque|sin|para|cuando|como|that|who|which|because|without|when|if|how)"
_INFINITIVE = r"\w+(?:[aei]r)(?:me|te|se|l[oae]s?|nos)?"
_AIM = (
    r"(?:exportar|crecer|contratar|anunciarme|anunciar|expandirme|expandir|invertir|"
    r"registrarme|registrar|vender (?:por|en) (?:internet|linea)|vender (?:afuera|fuera)|"
    r"pedir (?:un |otro )?(?:prestado|prestamo|credito)|abrir (?:otr[oa]|un[oa]?|mas)|to "
    r"(?:sell online|sell abroad|export|grow|expand|hire|advertise|borrow|franchise|open a\w*))"
)
_A_THING = (
    rf"(?!(?:to|do|be|go|{_INFINITIVE})\b)(?!.*\b(?:{_TROUBLE}|{_TELLS_ON})\b)"
    r"(?:\w+ ){0,5}\w+"
)
_NOT_MINE = r"(?!(?:my|our|mis?|nuestr[oa]s?|nobody|anybody|anyone|nadie)\b)"
_ANYTHING = rf"(?!.*\b(?:{_TROUBLE}|que no|that dont|who dont)\b).+"
_ENDS = r"(?: (?:gracias|por ahora|por el momento|thanks|thank you|please|yet|todavia))*$"
_IN_FRONT = (
    r"(?!(?:ya me|ya nos|lo que|si|que|cuando|what|if|when|nobody|nadie|nada)\b)"
    r"(?:(?!no\b|not\b)\w+ ){1,6}"
)
_DONE = (
    r"(?:tengo|tenemos|hice|hicimos|resolvi|resolvimos|registre|registramos|arregle|saque|"
    r"consegui|tramite|manejo)"
)
_FINE = (
    r"(?:all |muy |mas o menos |quite |really )?(?:bien|al dia|en orden|resuelt[oa]s?|"
    r"arreglad[oa]s?|cubiert[oa]s?|list[oa]s?|fine|ok|okay|sorted|in order|under control|covered|"
    r"taken care of|up to date)"
)
_NO_PROBLEM = r"(?:problemas?|dudas?|pedos?|bronca|tema|asunto|preocupacion)"
_AM = r"(?:im |am |are |were )?"
_DONT = r"(?:dont|do not|didnt|doesnt|wont)"
_NOT = r"(?:isnt|is not|arent|are not|aint|was not|wasnt)"

DENIES = re.compile(
    f"^{_HARDLY_SAID}(?:"
    + "|".join(
        (
            # What is not needed or looked for.
            rf"(?:ya )?no (?:necesit|ocup|requer|precis)\w+ (?!que\b){_ANYTHING}",
            rf"no (?:ando |estoy |estamos |andamos )?(?:busc\w+|interesad[oa]s? en) {_ANYTHING}",
            rf"no (?:me|nos) (?:interesan?|preocupan?) {_ANYTHING}",
            rf"no (?:me|nos) (?:hacen? falta|faltan?) {_A_THING}",
            rf"no (?:vengo|venimos|escribo) (?:por|a pedir|para) {_ANYTHING}",
            rf"no (?:quiero|queremos|deseo) {_NOT_MINE}{_A_THING}",
            rf"{_IN_FRONT}no (?:{_SPANISH_WANT}|(?:me|nos) (?:hacen? )?faltan?|"
            rf"(?:me|nos) (?:interesan?|preocupan?)|(?:quiero|queremos) saber nada)",
            rf"{_DONT} (?:really )?(?:need|want) {_NOT_MINE}{_A_THING}",
            rf"{_AM}not (?:really )?(?:looking|here|asking) (?:for|to) {_ANYTHING}",
            rf"{_AM}not (?:interested in|after) {_ANYTHING}",
            rf"{_AM}not (?:hiring|borrowing|exporting|expanding|advertising)",
            rf"no (?:need|interest) (?:for|of|in) {_ANYTHING}",
            r"no (?:\w+ ){1,3}(?:please|thanks|thank you|gracias|por favor)",
            # What is not the trouble.
            rf"(?:mi|nuestro|el) (?:problema|asunto|tema|duda) no (?:es|son|esta en) {_ANYTHING}",
            rf"no (?:es|son) (?:cosa|cuestion|asunto|tema|falta|problema|por falta) de {_ANYTHING}",
            rf"no se trata de {_ANYTHING}",
            r"no (?:es|son) (?:\w+ ){1,5}lo que (?:\w+ ){0,3}\w+",
            rf"no (?:tengo|tenemos|hay|veo) (?:ning\w+ )?{_NO_PROBLEM} (?:con|de|en|por|para) "
            rf"{_ANYTHING}",
            rf"(?:con|en|de|por) (?:\w+ ){{1,5}}no (?:hay|tengo|tenemos) (?:ning\w+ )?"
            rf"{_NO_PROBLEM}",
            rf"{_IN_FRONT}no (?:es|son) (?:lo que (?:\w+ ){{0,2}}\w+|"
            rf"(?:el|la|mi|nuestr[oa])? ?{_NO_PROBLEM})",
            r"(?:de|por|con) (?:\w+ ){1,4}no (?:se quejan|me quejo|nos quejamos)(?: \w+ \w+)?",
            rf"(?:my|our|the) (?:problem|issue|trouble|question) {_NOT} {_ANYTHING}",
            rf"{_IN_FRONT}(?:{_NOT}) (?:really )?(?:(?:the|my|our|an?) )?"
            r"(?:problem|issue|trouble|concern|question)s?",
            rf"{_IN_FRONT}{_NOT} what (?:\w+ ){{0,3}}\w+",
            r"(?:have |there is |theres )?no (?:problems?|issues?|trouble) (?:with|there) ?.*",
            rf"{_DONT} have (?:any |a )?(?:problems?|issues?|trouble) with {_ANYTHING}",
            rf"(?:its|it is) not (?:about|a matter of|a question of) {_ANYTHING}",
            # What is settled.
            rf"{_IN_FRONT}ya (?:l[oa]s? )?{_DONE}(?: {_FINE})?(?: (?:bien )?\w+[ai]d[oa]s?)?",
            rf"{_IN_FRONT}si (?:tengo|tenemos|hay)",
            rf"{_IN_FRONT}l[oae]s? (?:llevo|manejo|tengo|llevamos|tenemos|manejamos) {_FINE}",
            rf"(?:con|en) (?:\w+ ){{1,4}}(?:ando|voy|estoy|estamos|vamos|andamos) {_FINE}",
            rf"{_IN_FRONT}(?:esta|estan|va|van|are|is) {_FINE}",
        )
    )
    + f"){_ENDS}"
)
# These are denials where what is wanted instead follows, or nothing at all.
IS_SETTLED = re.compile(
    f"^{_HARDLY_SAID}(?:"
    + "|".join(
        (
            rf"ya (?:tengo|tenemos|cuento con|contamos con|manejo(?: bien)?|se|sabemos) "
            rf"(?!.*\b{_MUCH}\b)(?!(?:me|nos|le|les|que|hacer)\b){_A_THING}",
            rf"(?:ive|weve|have) (?:\w+ )?(?:already|got) (?!.*\b{_MUCH}\b){_A_THING}",
            rf"(?:already|weve already) (?:have|got|own) (?!.*\b{_MUCH}\b){_A_THING}",
            rf"(?:ive|have) (?!.*\b{_MUCH}\b)(?:\w+ ){{1,4}}(?:done |sorted |set up )?already",
        )
    )
    + f"){_ENDS}"
)
IS_DENIED_BESIDE_A_WANT = re.compile(
    f"^{_HARDLY_SAID}(?:"
    + "|".join(
        (
            rf"(?:no (?:quiero|queremos)|{_DONT} (?:need|want)) {_AIM}.*",
            rf"no (?:es|son) (?:que )?{_ANYTHING}",
            rf"(?:its|it is|thats) not (?:that )?{_ANYTHING}",
            rf"ya (?:registre|registramos|resolvi|arregle|saque|consegui|tramite|contrate) "
            rf"{_A_THING}",
            rf"(?:registered|hired|built|fixed|solved|set up|got) {_A_THING} already",
            rf"already (?:registered|hired|built|fixed|solved|set up|got) {_A_THING}",
        )
    )
    + f"){_ENDS}"
)
HAS_IT = re.compile(rf"^{_HARDLY_SAID}(?:si )?(?:tengo|tenemos|hay|have|got) {_A_THING}{_ENDS}")
SAYS_INSTEAD = re.compile(
    r"^(?:y |and |pero |but |sino |solo |solamente |nomas |nada mas |mas bien |ahora |ahorita |"
    r"now |primero |just |only |so |instead |rather |por ahora |yo )*"
    rf"(?:{_SPANISH_WANT}|{_ENGLISH_WANT}|need|want|looking for|lo (?:que|unico)|sino|solo|nomas|"
    r"(?:me|nos) (?:hacen? )?faltan?|mi (?:problema|duda)|el (?:problema|pleito)|es que|es|its|"
    r"what (?:i|we)|my (?:problem|issue)|ahora|now|primero|(?:i|we) (?:just|only))\b"
)
OF_THE_SAME = re.compile(
    r"\b(?:it|them|\w{2,}[aei]r(?:l[oa]s?)|que (?:se vea|aparezca|funcione))\b"
)
STARTS = re.compile(
    r" (?:(?=(?:pero|sino|but|lo que|lo unico|es que|mi problema|me falta|me faltan|"
    rf"me hace falta|what i|what we|my problem|(?:solo|nomas|solamente|ahora) {_SPANISH_WANT})\b)"
    rf"|(?={_SPANISH_WANT}\b)(?<!\bno )(?<!\bya )(?<!\bque )(?<!\bsi )(?<!\byo )(?<!\blo )"
    r"(?<!\bsolo )(?<!\bnomas )(?<!\bahora )"
    rf"|(?={_ENGLISH_WANT}\b)(?<!\bif )(?<!\bthat )(?<!\bwhat )(?<!\bhow )(?<!\bthing )"
    r"(?<!\bbut )(?<!\band ))"
)
# "It is not the books that worry me": what follows is still the denial.
GOES_ON = re.compile(rf"^{_HARDLY_SAID}no (?:es|son)\b")
ENDS_IN_IS_NOT = (" no es", " no son")
