"""A letter as plain values, and its two forms: text and simple HTML."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Letter:
    """What a mail says: paragraphs, one thing to do, and at most one way to say no to it."""

    subject: str
    paragraphs: tuple[str, ...]
    action_label: str = ""
    action_url: str = ""
    quote: str = ""
    footer: str = ""
    other_label: str = ""
    other_url: str = ""


def as_text(letter: Letter) -> str:
    """Plain text, with the quote indented and the address on a line of its own."""
    parts = [*letter.paragraphs]
    if letter.quote:
        parts.append("\n".join(f"  {line}" for line in letter.quote.splitlines()))
    if letter.action_url:
        parts.append(f"{letter.action_label}:\n{letter.action_url}")
    if letter.other_url:
        parts.append(f"{letter.other_label}:\n{letter.other_url}")
    if letter.footer:
        parts.append(f"-- \n{letter.footer}")
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter, *, language: str) -> str:
    """HTML that reads well without styles or images."""
    parts = [f"<p>{escape(text)}</p>" for text in letter.paragraphs]
    if letter.quote:
        quoted = escape(letter.quote).replace("\n", "<br>")
        parts.append(f"<blockquote>{quoted}</blockquote>")
    if letter.action_url:
        parts.append(_link(letter.action_url, letter.action_label))
    if letter.other_url:
        parts.append(_link(letter.other_url, letter.other_label))
    if letter.footer:
        parts.append(f"<hr><p><small>{escape(letter.footer)}</small></p>")
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(letter.subject)}</title></head>\n<body>\n{body}\n</body></html>\n"
    )


def _link(url: str, label: str) -> str:
    return f'<p><a href="{escape(url)}">{escape(label)}</a></p>'
