"""The codes of IRIS+ 5.3 that fit a mentoring platform; each has a page of its own.

Source: github.com/commonapproach/CodeLists, IrisMetrics.owl of 2024-10-08, checked code by code.
"""

from typing import Final

VERSION: Final = "5.3"
CODES: Final = {
    "PI4060": "Client individuals: total",
    "PI8330": "Client individuals: female",
    "PI8732": "Client individuals: new",
    "PI9327": "Client individuals: active",
    "PI9652": "Client organisations: total",
    "PI9713": "Client organisations: microenterprises",
    "PI4940": "Client organisations: SMEs",
    "PI7869": "Client organisations: founded by a group",
    "PI5576": "Client organisations: led by a group",
    "PI6050": "Client organisations: receiving free services",
    "PI2575": "Client organisations: provided new access",
    "PI5352": "Individuals receiving one-to-one advisory services",
    "PI2998": "Individuals trained",
    "OI5044": "Type of training",
    "PD9681": "Non-financial support offered",
    "PI7163": "Target stakeholder satisfaction ratio",
    "PI9319": "Client retention rate",
    "OI5049": "Client feedback system",
    "PI3180": "Revenue at supported enterprises",
    "FP6510": "Total revenue",
    "FP4761": "Revenue growth",
    "PI1775": "Sales revenue",
    "PI4874": "Jobs at supported enterprises: total",
    "PI5691": "Jobs maintained at supported enterprises",
    "PI3687": "Jobs created at supported enterprises",
    "PI2251": "Jobs created at supported enterprises: low-income areas",
    "OI3160": "Full-time employees: total",
    "OI8864": "Part-time employees: total",
    "OI8869": "Permanent employees: total",
    "OI2444": "Permanent employees: female",
    "FP8293": "New investment capital",
    "PI4583": "New businesses created",
}


def address(code: str) -> str:
    """The page of a code."""
    return f"https://iris.thegiin.org/metric/{VERSION}/{code}/"
