"""The codebook against the rules of DDI 2.5 for every element that it uses.

Source of the rules: the DDI Alliance's `codebook.xsd` of 2012-01-17 (codeBookType, citationType,
titlStmtType, fileDscrType, fileTxtType, dimensnsType, varType, valrngType, catgryType, lablType,
varFormatType, attribute group GLOBALS). The text of the types of `stdyDscr`, `prodStmt`, `dataDscr`
and `invalrng` was not read: their rules here are what the types that were read name of them and
what the codebook itself writes, so of these four the test shows no more than that nothing else is
written. The schema itself is not part of this project: validating
would need a library that nothing else here needs, and the codebook uses a small part of it.
"""

from collections import Counter
from xml.etree import ElementTree

import pytest

from community_simulation.study.presets import Preset
from tequio.delivery.statistical_files import Variable, codebook
from tequio.domain.studies.report import data_files
from tequio.jobs.rehearsal import planning, pure

DDI = "{ddi:codebook:2_5}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
GLOBALS = {"ID": None, LANGUAGE: ("es", "en"), "source": ("archive", "producer")}
MANY = 10**9
# Element: its children in their order with fewest and most, and its attributes with their values.
RULES: dict[str, tuple[list[tuple[str, int, int]], dict[str, tuple[str, ...] | None]]] = {
    "codeBook": ([("docDscr", 0, MANY), ("stdyDscr", 1, MANY), ("fileDscr", 0, MANY),
                  ("dataDscr", 0, MANY), ("otherMat", 0, MANY)], {"version": ("2.5",)}),
    "stdyDscr": ([("citation", 1, MANY)], {}),
    "citation": ([("titlStmt", 1, 1), ("rspStmt", 0, 1), ("prodStmt", 0, 1), ("distStmt", 0, 1)],
                 {}),
    "titlStmt": ([("titl", 1, 1), ("subTitl", 0, MANY), ("altTitl", 0, MANY),
                  ("parTitl", 0, MANY), ("IDNo", 0, MANY)], {}),
    "prodStmt": ([("producer", 0, MANY)], {}),
    "fileDscr": ([("fileTxt", 0, MANY), ("locMap", 0, 1), ("notes", 0, MANY)], {"URI": None}),
    "fileTxt": ([("fileName", 0, 1), ("fileCitation", 0, 1), ("fileCont", 0, 1),
                 ("fileStrc", 0, 1), ("dimensns", 0, 1), ("fileType", 0, 1), ("format", 0, 1)], {}),
    "dimensns": ([("caseQnty", 0, MANY), ("varQnty", 0, MANY), ("logRecL", 0, MANY)], {}),
    "fileType": ([], {"charset": None}),
    "dataDscr": ([("varGrp", 0, MANY), ("nCubeGrp", 0, MANY), ("var", 0, MANY)], {}),
    "var": ([("location", 0, MANY), ("labl", 0, MANY), ("security", 0, 1), ("qstn", 0, MANY),
             ("valrng", 0, MANY), ("invalrng", 0, MANY), ("universe", 0, MANY), ("txt", 0, MANY),
             ("catgry", 0, MANY), ("concept", 0, MANY), ("varFormat", 0, 1), ("notes", 0, MANY)],
            {"name": None, "files": None, "wgt": ("wgt", "not-wgt"),
             "intrvl": ("contin", "discrete")}),
    "invalrng": ([("item", 1, MANY)], {}),
    "item": ([], {"VALUE": None}),
    "catgry": ([("catValu", 0, 1), ("labl", 0, MANY), ("txt", 0, MANY), ("catStat", 0, MANY)],
               {"missing": ("Y", "N")}),
    "varFormat": ([], {"type": ("character", "numeric")}),
    **dict.fromkeys(("titl", "parTitl", "producer", "fileName", "caseQnty", "varQnty", "labl",
                     "catValu", "format"), ([], {})),
}  # fmt: skip
REQUIRED = {"var": ("name",)}
SMALL = Preset(name="small", people=600, sampled=300, mentored_share=0.2, response=0.5)


def faults(element: ElementTree.Element) -> list[str]:
    """What the schema would refuse, below an element."""
    name = element.tag.removeprefix(DDI)
    if name not in RULES:
        return [f"{name} is not known"]
    order, attributes = RULES[name]
    found = [f"{name} has no {one}" for one in REQUIRED.get(name, ()) if not element.get(one)]
    for key, value in element.attrib.items():
        allowed = {**GLOBALS, **attributes}
        if key not in allowed or value not in (allowed[key] or (value,)):
            found.append(f"{name} has {key}={value}")
    names = [child.tag.removeprefix(DDI) for child in element]
    places = [one for one, _fewest, _most in order]
    if [*names] != sorted(names, key=lambda one: places.index(one) if one in places else MANY):
        found.append(f"{name}: its children stand in another order")
    counts = Counter(names)
    found += [f"{name} has {counts[one]} {one}" for one, fewest, most in order
              if not fewest <= counts[one] <= most]  # fmt: skip
    found += [f"{name} may not hold {one}" for one in counts if one not in places]
    return [*found, *(fault for child in element for fault in faults(child))]


@pytest.fixture(scope="module")
def root() -> ElementTree.Element:
    data = pure.study_data_of(SMALL, planning.content(SMALL, replicates=10), seed=3)
    return ElementTree.fromstring(data_files.of_answers(data, 2)["data/codebook.xml"])  # noqa: S314 - our own


def test_a_published_codebook_keeps_the_rules_of_the_schema(root) -> None:
    assert faults(root) == []


def test_identifiers_are_unique_and_every_variable_names_its_file(root) -> None:
    held = [one.get("ID") for one in root.iter() if one.get("ID")]
    assert len(held) == len(set(held))
    variables = list(root.iter(f"{DDI}var"))
    assert {one.get("files") for one in variables} == {root.find(f"{DDI}fileDscr").get("ID")}
    assert str(len(variables)) == root.find(f".//{DDI}varQnty").text


def test_a_category_stands_once_and_its_missing_ones_are_declared_missing(root) -> None:
    for one in root.iter(f"{DDI}var"):
        codes = [each.find(f"{DDI}catValu").text for each in one.iter(f"{DDI}catgry")]
        assert len(codes) == len(set(codes)), one.get("name")
        missing = {each.find(f"{DDI}catValu").text for each in one.iter(f"{DDI}catgry")
                   if each.get("missing") == "Y"}  # fmt: skip
        assert missing == {each.get("VALUE") for each in one.iter(f"{DDI}item")}


def test_weights_are_marked_as_weights(root) -> None:
    weights = {one.get("name") for one in root.iter(f"{DDI}var") if one.get("wgt") == "wgt"}
    assert weights == {"base_weight", "weight"}


def test_the_rules_see_a_wrong_order_a_wrong_word_and_a_missing_title() -> None:
    told = {"en": [Variable("stage", "Stage", {"idea": "Idea"}, is_number=False)]}
    made = ElementTree.fromstring(codebook("d.csv", {"en": "T"}, "P", 1, told))  # noqa: S314
    assert faults(made) == []
    variable = made.find(f".//{DDI}var")
    variable.set("intrvl", "sometimes")
    variable.insert(0, variable.find(f"{DDI}varFormat"))
    made.find(f".//{DDI}titlStmt").clear()
    assert faults(made) == [
        "titlStmt has 0 titl",
        "var has intrvl=sometimes",
        "var: its children stand in another order",
        "var has 2 varFormat",
    ]
