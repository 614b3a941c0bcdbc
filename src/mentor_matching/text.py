"""Words out of what people type: accents, WhatsApp spelling, repeated letters, light stems."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from mentor_matching import tables

MAX_CHARACTERS = 4_000
"""A phrase, a trade or a search is read up to here; stories have a limit of their own."""

_WORD = re.compile(r"[a-z]+")
WRITTEN_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
"""A word as people write it, as a regular expression."""
_WRITTEN_WORD = re.compile(WRITTEN_WORD)
_USUAL_ACCENTS = re.compile("[\u0300-\u036f]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_REPEATED = re.compile(r"([a-z])\1{2,}")

_SHORTHAND = {
    "q": "que", "k": "que", "qe": "que", "ke": "que", "qué": "que",
    "xq": "porque", "xk": "porque", "pq": "porque", "porq": "porque", "pork": "porque",
    "x": "por", "d": "de", "t": "te", "pa": "para", "pal": "para",
    "tmb": "tambien", "tb": "tambien", "tbn": "tambien", "tambn": "tambien",
    "toy": "estoy", "toi": "estoy", "bn": "bien", "dnd": "donde", "cmo": "como",
    "qiero": "quiero", "kiero": "quiero", "nse": "no se", "msj": "mensaje", "msjs": "mensajes",
    "wsp": "whatsapp", "wasap": "whatsapp", "guasap": "whatsapp", "whats": "whatsapp",
    "wats": "whatsapp", "watsap": "whatsapp", "wapp": "whatsapp", "wpp": "whatsapp",
    "fb": "facebook", "feis": "facebook", "face": "facebook", "feisbuk": "facebook",
    "wassap": "whatsapp", "whatsap": "whatsapp", "watsapp": "whatsapp", "wasapp": "whatsapp",
    "guats": "whatsapp", "guat": "whatsapp", "guatsap": "whatsapp", "guatsapp": "whatsapp",
    "guasapp": "whatsapp", "guassap": "whatsapp", "guazap": "whatsapp", "huats": "whatsapp",
    "feisbuc": "facebook", "feisbook": "facebook", "feisbuq": "facebook", "fesbuk": "facebook",
    "facebuk": "facebook", "facebuc": "facebook", "feibu": "facebook", "feisbok": "facebook",
    "ig": "instagram", "insta": "instagram", "tik": "tiktok", "tok": "tiktok",
    "istagram": "instagram", "instagran": "instagram", "istagran": "instagram",
    "tictoc": "tiktok", "tictok": "tiktok", "tiktoc": "tiktok",
    "yutub": "youtube", "yutube": "youtube", "utube": "youtube", "yutiu": "youtube",
    "laik": "like", "laiks": "likes",
    "neg": "negocio", "nego": "negocio", "xfa": "por favor", "porfa": "por favor",
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks",
    "biz": "business", "bizness": "business", "bussiness": "business", "buisness": "business",
    "b4": "before", "cuz": "because", "bc": "because", "wanna": "want", "gonna": "going",
}  # fmt: skip

_SPANISH_ENDINGS = (
    "aciones", "amiento", "imiento", "amientos", "imientos", "andome", "iendome", "andolo",
    "iendolo", "andola", "iendola", "arse", "erse", "irse", "arlos", "arlas", "erlos", "erlas",
    "arlo", "arla", "erlo", "erla", "irlo", "irla", "arme", "erme", "irme", "arle", "erle",
    "irle", "arles", "erles", "acion", "iciones", "icion", "adores", "adoras", "adora", "ador",
    "aron", "ieron", "amos", "emos", "imos", "aban", "aba", "ando", "iendo", "ados", "adas",
    "idos", "idas", "ado", "ada", "ido", "ida", "aria", "eria", "iria", "itos", "itas", "ito",
    "ita", "citos", "citas", "cito", "cita", "mente", "ar", "er", "ir", "an", "en", "es", "os",
    "as", "o", "a", "e", "s",
)  # fmt: skip
_ENGLISH_ENDINGS = (
    "ations", "ation", "ings", "ing", "ers", "er", "ies", "ied", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip
_ENDINGS = {"es": frozenset(_SPANISH_ENDINGS), "en": frozenset(_ENGLISH_ENDINGS)}
_LONGEST_ENDING = max(map(len, _SPANISH_ENDINGS + _ENGLISH_ENDINGS))
_SHORTEST_STEM = 3


def without_accents(text: str) -> str:
    """Lower case without accents; ñ becomes n, because phones without ñ are common.

    >>> without_accents("¿Cuánto CUESTA la piña?")
    '¿cuanto cuesta la pina?'
    """
    if text.isascii():
        return text.lower()
    decomposed = _USUAL_ACCENTS.sub("", unicodedata.normalize("NFKD", text.lower()))
    return _NOT_ASCII.sub(_without_combining, decomposed)


def _without_combining(letters: re.Match[str]) -> str:
    return "".join(letter for letter in letters[0] if not unicodedata.combining(letter))


def words(text: str) -> tuple[str, ...]:
    """The words of a text, spelled out where chat spelling shortens them.

    Reads at most `MAX_CHARACTERS` characters; digits, emoji and signs are dropped.

    >>> words("Holaaaa!! xq no me alcanza el pisto 😢")
    ('hola', 'porque', 'no', 'me', 'alcanza', 'el', 'pisto')
    """
    return _spelled_out(_plain(text[:MAX_CHARACTERS]))


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text as they stand, for texts that nobody writes in chat spelling.

    >>> plain_words("Toy store"), words("Toy store")
    (('toy', 'store'), ('estoy', 'store'))
    """
    return tuple(_WORD.findall(_plain(text[:MAX_CHARACTERS])))


def words_of_all(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """The `words` of many short texts, made plain all at once, which takes half the time.

    >>> words_of_all(["No me alcanza", "el pisto"])
    [('no', 'me', 'alcanza'), ('el', 'pisto')]
    """
    lines = "\n".join(text[:MAX_CHARACTERS].replace("\n", " ") for text in texts)
    return [_spelled_out(line) for line in _plain(lines).split("\n")]


def _plain(text: str) -> str:
    return _REPEATED.sub(r"\1", without_accents(text).translate(_APOSTROPHES))


def _spelled_out(plain: str) -> tuple[str, ...]:
    found = _WORD.findall(plain)
    if _SHORTHAND.keys().isdisjoint(found):
        return tuple(found)
    return tuple(" ".join(_SHORTHAND.get(word, word) for word in found).split())


def written_words(text: str) -> tuple[str, ...]:
    """The words of a text as the person wrote them, to quote them back.

    >>> written_words("¡El PISTO no alcanza!")
    ('El', 'PISTO', 'no', 'alcanza')
    """
    composed = unicodedata.normalize("NFC", text[:MAX_CHARACTERS])
    return tuple(_WRITTEN_WORD.findall(composed))


@cache
def small_words(language: str) -> frozenset[str]:
    """Words like "the" and "para": they show a sentence's language and say nothing else.

    >>> "para" in small_words("es")
    True
    """
    return frozenset(
        row["word"] for row in tables.rows("small_words.csv") if row["language"] == language
    )


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The part of a word that stays the same in its usual forms ("vendo", "vender": "vend").

    Light on purpose: one ending, never below three letters. Unknown languages keep the word.

    >>> stem("vender", "es"), stem("clientes", "es"), stem("selling", "en")
    ('vend', 'client', 'sell')
    """
    endings = _ENDINGS.get(language, frozenset())
    for start in range(max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING), len(word)):
        if word[start:] in endings:
            return word[:start]
    return word
