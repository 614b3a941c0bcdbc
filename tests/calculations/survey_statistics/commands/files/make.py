"""Make answers.sav and answers.dta, as SPSS and Stata hold a small survey.

Needs a data frame library that pyreadstat can write from (polars), which nothing else here needs.
Run: python make.py, in this folder.
"""

import polars as pl
import pyreadstat

SEX = {1: "Mujer", 2: "Hombre", 9: "No sabe"}
ANSWERS = pl.DataFrame(
    {
        "peso": [2.0, 2.0, 3.0, 1.0, 2.0],
        "región": ["norte", "norte", "sur", "", "sur"],
        "ventas": [100.0, 250.5, None, 40.0, 75.0],
        "sexo": [1.0, 2.0, 1.0, 9.0, None],
    }
)

if __name__ == "__main__":
    pyreadstat.write_sav(
        ANSWERS, "answers.sav", variable_value_labels={"sexo": SEX}, missing_ranges={"sexo": [9]}
    )
    pyreadstat.write_dta(ANSWERS, "answers.dta", variable_value_labels={"sexo": SEX}, version=15)
