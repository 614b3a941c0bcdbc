"""Questions that could be anybody's: they name nothing of the business that they are about."""

import re
from typing import Final

from tequio.domain.people.search_text import searchable

SAID_EVERYWHERE: Final = (
    "a al algo algun alguna alguno algunas algunos asi aunque como con cual cuales cuando da"
    " dan dar darme de del digame donde el ella en entonces es esa ese esta este esto favor"
    " gracias hace hacer hago hay haria hola buenas buenos dias tardes noches la las le les lo"
    " los mas me mi mis mucho muy necesito nos nuestra nuestro o para pero poder podria por"
    " pregunta puede pueden puedo pues que quien quiero quisiera saber se sea si sobre solo su"
    " sus tal tambien tan tengo tener toda todas todo todos tu un una unas uno unos usted"
    " ustedes ver y ya yo debo deberia conviene gustaria gusta hasta sabe poco otra otro mejor"
    " bien manera forma ser an and any are at be best by can could do does for from get give"
    " have hello hi how i if in is it like make me more my need of on or our please question"
    " should so some tell that the there this to us want way we what which who will with would"
    " you your something know anything everything thing things good better"
)
LITTLE_WORDS: Final = frozenset(SAID_EVERYWHERE.split())
SAYS_NOTHING: Final = re.compile(
    r"(?:ayud|apoy|asesor|orient|aconsej|consejo|recomend|recomiend|sugier|sugerenc|guia|mejor|crec"
    r"|exito|emprend|negocio|empresa|empresar|proyecto|idea|problema|situacion|avanz|adelante|sal"
    r"(?:ir|go)$|progres|desarroll|funcion|servic|cosa|tema|dud|vend(?:o|er)$|venta|gan(?:o|ar)$"
    r"|dinero|help|support|advi[cs]e|suggest|recommend|guid|improv|grow|succe|business|compan"
    r"|entrepreneur|project|problem|situation|start(?:up)?$|sell$|sales|money|mentor|progress)"
)


def is_general(question: str) -> bool:
    """Whether no word of it says what the matter is.

    >>> is_general("¿Me puede ayudar con mi negocio?"), is_general("¿Cómo vendo más pan?")
    (True, False)
    """
    words = [word for word in searchable(question).split() if word not in LITTLE_WORDS]
    return all(SAYS_NOTHING.match(word) for word in words)
