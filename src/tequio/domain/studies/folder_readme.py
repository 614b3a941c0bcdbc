"""What a reader of a published folder is told first: check the verifier, then read the data."""

from typing import Final

WORDS: Final = """\
ESPAÑOL

1. Antes de ejecutar verify.py, compruebe que es el original. Su SHA-256 debe ser
   {verifier}
   Se calcula con: sha256sum verify.py (Linux), shasum -a 256 verify.py (Mac),
   Get-FileHash verify.py (Windows). Quien falsifica la carpeta también puede cambiar este texto:
   compare el SHA-256 de manifest.json con el que muestra la página del estudio, o use el
   verify.py del código fuente del programa en lugar de este.
2. python3 verify.py .   calcula de nuevo lo que se puede con Python solo, y dice qué no comprueba.
   tequio verify-study . calcula además los pesos y todos los números.
3. La tasa de respuesta se calcula con data/cases.csv, columna code_before_follow_up, y no con la
   columna code de cases.csv: esa dice cómo terminó cada caso después del seguimiento, en el que
   se preguntó otra vez a una parte de quienes callaban.
4. data/analysis.csv: un número que la forma corta pregunta en rangos está en dos columnas, el
   número en la que lleva su nombre y el rango (3-5, 6+) en la que termina en _band.

ENGLISH

1. Before you run verify.py, check that it is the original. Its SHA-256 must be
   {verifier}
   Compute it with: sha256sum verify.py (Linux), shasum -a 256 verify.py (Mac),
   Get-FileHash verify.py (Windows). Whoever forges the folder can change this text too: compare
   the SHA-256 of manifest.json with the one on the study's page, or use the verify.py of the
   program's source instead of this one.
2. python3 verify.py .   computes again what Python alone can, and says what it does not check.
   tequio verify-study . computes the weights and every number as well.
3. Response rates follow from data/cases.csv, column code_before_follow_up, and not from the
   column code of cases.csv: that one says how each case ended after the follow-up, in which a
   part of the silent was asked again.
4. data/analysis.csv: a number that the short form asks in ranges stands in two columns, the
   number in the one of its name and the range (3-5, 6+) in the one that ends in _band.
"""


def text(verifier: str) -> str:
    """The words in both languages; `verifier` is the SHA-256 of verify.py."""
    return WORDS.format(verifier=verifier)
