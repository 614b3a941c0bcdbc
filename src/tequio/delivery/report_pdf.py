"""The report as PDF through typst, from plain values: parts with blocks of written words."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from tequio.delivery.chart_svg import svg

HEAD: Final = """#set document(title: {title}, author: {author}, description: {subtitle})
#set page(paper: "a4", margin: (x: 22mm, top: 26mm, bottom: 22mm))
#set text(font: "Libertinus Serif", size: 10pt, lang: "{language}", hyphenate: true)
#set par(leading: 0.65em, justify: false)
#set table(inset: 4pt,
  stroke: (x, y) => (bottom: if y == 0 {{ 0.8pt }} else {{ 0.3pt }} + luma(150)))
#show heading.where(level: 1): it => block(above: 2.6em, below: 1em, sticky: true, it)
#show heading.where(level: 2): it => block(above: 1.6em, below: 0.8em, sticky: true, it)
#show heading.where(level: 2): set text(size: 11pt)
#show figure: set block(breakable: true)
#set figure.caption(position: bottom)
#show figure.caption: it => text(size: 8pt, fill: luma(90), align(left, it.body))
#show table.cell: set text(size: 8pt, hyphenate: true)
#show table.cell: set par(leading: 0.45em)
#set outline.entry(fill: repeat[#text(fill: luma(170))[.]])
"""
RUNNING: Final = """#set page(numbering: "1", number-align: right, header: [
#set text(size: 8pt, fill: luma(90))
#{title} #h(1fr) #context {{
  let here_ = query(selector(heading.where(level: 1))).filter(
    it => it.location().page() <= here().page())
  if here_.len() > 0 {{ here_.last().body }}
}}
#v(-6pt) #line(length: 100%, stroke: 0.3pt + luma(170))])
#counter(page).update(1)
"""
SMALL: Final = 7  # columns from which a table turns its words small
SIDEWAYS: Final = 11  # columns from which a table lies on its side
TOGETHER: Final = 18  # rows of a table that are not torn apart
SHORTEST, LONGEST = 7, 34  # letters of the narrowest and of the widest column
LARGEST: Final = 16  # letters of a word that are kept together


def pdf(
    *,
    title: str,
    subtitle: str,
    language: str,
    parts: Sequence[Mapping[str, Any]],
    facts: Sequence[tuple[str, str]] = (),
    contents: str = "",
    notice: str = "",
    author: str = "",
) -> bytes:
    """The whole report. Every block is what `domain.studies.report.blocks` says, as a mapping.

    Args:
        facts: lines of the title page, name and value.
        contents: the heading of the table of contents.
        author: who answers for the report, as the file's own author.
        notice: what has to be known before anything is read, on the title page.
    """
    with TemporaryDirectory() as place:
        folder = Path(place)
        body = [
            HEAD.format(
                title=quoted(title or subtitle),
                author=quoted(author),
                subtitle=quoted(subtitle),
                language=language,
            ),
            _title_page(title, subtitle, facts, notice),
            RUNNING.format(title=quoted(title)),
            f"#heading(level: 1, outlined: false)[#{quoted(contents)}]\n" if contents else "",
            "#outline(depth: 1, title: none)\n#pagebreak()\n",
        ]
        for part in parts:
            body.append(f"= #{quoted(str(part['title']))}\n")
            body += [_block(block, folder) for block in part["blocks"]]
        source = folder / "report.typ"
        source.write_text("\n".join(body), encoding="utf-8")
        return _compiled(source, folder)


def _compiled(source: Path, folder: Path) -> bytes:
    """As PDF/UA-1 where it can be: a sign that no font has is no reason to have no report."""
    made: bytes
    try:
        made = typst.compile(str(source), root=str(folder), pdf_standards="ua-1")
    except typst.TypstError:
        made = typst.compile(str(source), root=str(folder))
    return made


def _title_page(title: str, subtitle: str, facts: Sequence[tuple[str, str]], notice: str) -> str:
    """What a reader wants to know before the first number: which study, when, whose, which hash."""
    lines = ", ".join(
        f"[#text(fill: luma(90))[#{quoted(name)}]], [#{quoted(broken(value))}]"
        for name, value in facts
    )
    table = (
        f"#table(columns: (44mm, 1fr), stroke: none, inset: (x: 0pt, y: 4pt), {lines})"
        if facts
        else ""
    )
    said = (
        f'#v(8mm) #block(stroke: (left: 2pt + rgb("#a63d2f")), inset: (left: 8pt))'
        f"[#{quoted(notice)}]"
        if notice
        else ""
    )
    return (
        '#v(45mm)\n#line(length: 30mm, stroke: 3pt + rgb("#1f4e79"))\n#v(4mm)\n'
        '#par(leading: 0.5em)[#text(size: 30pt, weight: "bold", hyphenate: false)'
        f"[#{quoted(title)}]]\n"
        f"#v(3mm)\n#text(size: 14pt, fill: luma(90))[#{quoted(subtitle)}]\n{said}\n"
        f"#v(1fr)\n{table}\n#pagebreak()\n"
    )


def broken(text: str) -> str:
    """A text whose words too long for a column may break anywhere.

    >>> len(broken("a1" * 9)), broken("short words stay whole")
    (35, 'short words stay whole')
    """
    return " ".join(
        "\u200b".join(word) if (len(word) > LARGEST and not word.isalpha()) or len(word) > LONGEST
        else word
        for word in text.split()
    )  # fmt: skip


def quoted(text: str) -> str:
    """A text as a literal of typst: nothing in it is read as a command.

    >>> quoted('a "b" #c')
    '"a \\\\"b\\\\" #c"'
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(escaped.split())}"'


def _block(block: Mapping[str, Any], folder: Path) -> str:
    return BLOCKS[str(block["kind"])](block, folder)


def _text(block: Mapping[str, Any], folder: Path) -> str:
    return f"#{quoted(block['text'])}\n"


def _items(block: Mapping[str, Any], folder: Path) -> str:
    items = "\n".join(f"- #{quoted(item)}" for item in block["items"])
    head = f"== #{quoted(block['title'])}\n" if block["title"] else ""
    return f"{head}{items}\n"


def _table(block: Mapping[str, Any], folder: Path) -> str:
    """A table whose head comes again on each page; a very wide one lies on its side."""
    head, rows = block["head"], block["rows"]
    ringed = block.get("ringed")
    written = [
        f"table.header({', '.join(f'[*#{quoted(c)}*]' for c in head)})",
        *(
            ", ".join(f"[*#{quoted(broken(c))}*]" if at == ringed else f"[#{quoted(broken(c))}]"
                      for c in row)
            for at, row in enumerate(rows)
        ),
    ]  # fmt: skip
    columns = ", ".join(f"{width}fr" for width in widths(head, rows))
    size = "6.5pt" if SMALL <= len(head) < SIDEWAYS else "8pt"
    table = (
        f"#[#show table.cell: set text(size: {size})\n"
        f"#table(columns: ({columns},), align: {_sides(head, rows)},\n" + ",\n".join(written) + ")]"
    )
    note = f"\n#text(size: 8pt)[#{quoted(block['note'])}]\n" if block.get("note") else "\n"
    whole = f"{_heading(block)}{table}{note}"
    if len(rows) <= TOGETHER and len(head) < SIDEWAYS:
        return f"#block(breakable: false)[\n{whole}]\n"
    if len(head) < SIDEWAYS:
        return whole
    return f"#page(flipped: true)[\n{whole}]\n"


def widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the width for columns: as long as their texts, within limits.

    >>> widths(["Step", "n"], [["Wrote to a mentor and got a reply", "12"], ["Looked", "40"]])
    [33, 7]
    """
    found = []
    for at, name in enumerate(head):
        longest_word = max((len(word) for word in name.split()), default=1)
        texts = sorted(len(row[at]) for row in rows)
        usual = texts[-1 - len(texts) // 10] if texts else 0
        found.append(min(max(usual, longest_word, SHORTEST), LONGEST))
    return found


def _sides(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Numbers to the right, words to the left."""
    sides = [
        "right" if rows and all(_is_number(row[at]) for row in rows) else "left"
        for at in range(len(head))
    ]
    return f"({', '.join(sides)},)"


def _is_number(cell: str) -> bool:
    return cell == "–" or (bool(cell) and cell[0] in "+-<0123456789" and " " not in cell
                           and len(cell) < LARGEST)  # fmt: skip


def _heading(block: Mapping[str, Any]) -> str:
    return (
        f"== #{quoted(block['title'] or block['identifier'])} "
        f'#text(size: 8pt, weight: "regular", fill: luma(110))[#{quoted(block["identifier"])}]\n'
    )


def _chart(block: Mapping[str, Any], folder: Path) -> str:
    name = f"{len(list(folder.glob('*.svg')))}.svg"
    (folder / name).write_text(svg(block), encoding="utf-8")
    under = " ".join(
        filter(None, (block["summary"], block["assumption"], block["table"].get("note")))
    )
    words = under or str(block["title"])
    return (
        f"#block(breakable: false)[\n{_heading(block)}"
        f'#figure(image("{name}", width: 100%, alt: {quoted(block["title"])}), '
        f"outlined: false, supplement: none, numbering: none, caption: [#{quoted(words)}])\n]\n"
    )


def _advice(block: Mapping[str, Any], folder: Path) -> str:
    facts = "\n".join(f"- #{quoted(name)}: #{quoted(value)}" for name, value in block["facts"])
    evidence = ", ".join(f"{name} {value}".strip() for name, value in block["evidence"])
    return f"== {block['number']}. #{quoted(block['text'])}\n{facts}\n- #{quoted(evidence)}\n"


def _theme(block: Mapping[str, Any], folder: Path) -> str:
    quotes = "\n".join(
        f"#quote(block: true, attribution: [#{quoted(who)}])[#{quoted(text)}]"
        for text, who in block["quotes"]
    )
    return f"== #{quoted(block['title'])}\n#{quoted(block['counts'])}\n{quotes}\n"


BLOCKS: Final[dict[str, Callable[[Mapping[str, Any], Path], str]]] = {
    "text": _text, "items": _items, "table": _table, "chart": _chart, "advice": _advice,
    "theme": _theme,
}  # fmt: skip
