"""The report as PDF through typst, from plain values: parts with blocks of written words."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from tequio.delivery.chart_svg import svg

HEAD: Final = """#set document(title: {title})
#set page(paper: "a4", margin: 20mm, numbering: "1", number-align: right)
#set text(font: "Libertinus Serif", size: 10pt, lang: "{language}", hyphenate: true)
#set par(leading: 0.65em, justify: false)
#set table(stroke: (x, y) => (bottom: 0.4pt + gray), inset: 4pt)
#show heading.where(level: 1): it => {{ pagebreak(weak: true); block(below: 1em, it) }}
#show table.cell: set text(size: 8pt)
#align(left)[#text(size: 22pt, weight: "bold")[#{title}]]
#v(4pt)
#text(fill: luma(90))[#{subtitle}]
#v(8pt)
#outline(depth: 1, title: none)
"""
NARROW: Final = 6  # columns from which a table turns its words small


def pdf(*, title: str, subtitle: str, language: str, parts: Sequence[Mapping[str, Any]]) -> bytes:
    """The whole report. Every block is what `domain.studies.report.blocks` says, as a mapping."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        head = HEAD.format(title=quoted(title), subtitle=quoted(subtitle), language=language)
        body = [head]
        for part in parts:
            body.append(f"= #{quoted(str(part['title']))}\n")
            body += [_block(block, folder) for block in part["blocks"]]
        source = folder / "report.typ"
        source.write_text("\n".join(body), encoding="utf-8")
        made: bytes = typst.compile(str(source), root=str(folder))
        return made


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
    return f"== #{quoted(block['title'])}\n{items}\n"


def _table(block: Mapping[str, Any], folder: Path) -> str:
    rows = [block["head"], *block["rows"]]
    width = len(block["head"])
    cells = ",\n".join(
        ", ".join(f"[*#{quoted(c)}*]" if at == 0 else f"[#{quoted(c)}]" for c in row)
        for at, row in enumerate(rows)
    )
    columns = ", ".join(["2fr", *["1fr"] * (width - 1)]) if width > 1 else "1fr,"
    note = f"\n#text(size: 8pt)[#{quoted(block['note'])}]" if block.get("note") else ""
    size = "6.5pt" if width > NARROW else "8pt"
    return (
        f"== #{quoted(block['title'] or block['identifier'])} "
        f"#text(size: 8pt, fill: luma(120))[#{quoted(block['identifier'])}]\n"
        f"#[#show table.cell: set text(size: {size})\n"
        f"#table(columns: ({columns}),\n{cells})]{note}\n"
    )


def _chart(block: Mapping[str, Any], folder: Path) -> str:
    name = f"{len(list(folder.glob('*.svg')))}.svg"
    (folder / name).write_text(svg(block), encoding="utf-8")
    under = " ".join(filter(None, (block["summary"], block["assumption"])))
    words = f"#text(size: 8pt, fill: luma(90))[#{quoted(under)}]\n" if under else ""
    return (
        f"== #{quoted(block['title'])} #text(size: 8pt, fill: luma(120))"
        f'[#{quoted(block["identifier"])}]\n#image("{name}", width: 100%)\n{words}'
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
