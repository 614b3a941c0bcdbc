"""Signs that nobody sees and that turn a text around, hide in it or break it apart.

What writing needs stays: the joiner inside one emoji and between letters of scripts that use it,
and the two marks of direction, which turn nothing but themselves.
"""

import re
from typing import Final

FLAG: Final = "\U0001f3f4[\U000e0020-\U000e007f]+"
"""A black flag with signs of its own: those of England, Scotland and Wales are written so."""
UNSEEN: Final = re.compile(
    f"({FLAG})"
    "|[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # NUL is refused by each field, in words
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def without(text: str) -> str:
    """The text as it is read, with nothing in it that cannot be seen."""
    return UNSEEN.sub(lambda found: found.group(1) or "", text)


def found_in(text: str) -> list[str]:
    """The names of such signs in a text, each once: `U+202E`."""
    return list(
        dict.fromkeys(
            f"U+{ord(found.group()):04X}" for found in UNSEEN.finditer(text) if not found.group(1)
        )
    )
