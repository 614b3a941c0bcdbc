"""The forms of a page, read as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

WRITTEN = frozenset({"text", "email", "search", "tel", "url", "password", "textarea"})


@dataclass
class Form:
    """Where it is sent, what it holds as it stands, and which fields one writes into."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, list[Form]()
        self.form: Form | None = None
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attributes}
        name = has.get("name", "")
        if tag == "form" and has.get("method", "").lower() == "post":
            self.form = Form(urljoin(self.address, has.get("action") or self.address))
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "textarea":
            self.textarea, self.form.fields[name] = name, ""
            once(self.form.written, name)
        elif tag == "select":
            self.select = name
            once(self.form.chosen, name)
        elif tag == "option" and self.select:
            if "selected" in has or self.form.fields.get(self.select, "") == "":
                self.form.fields[self.select] = has.get("value", "")
        elif tag in {"input", "button"} and name:
            kind = "button" if tag == "button" else has.get("type", "text")
            self.take(kind, name, has.get("value", ""))

    def take(self, kind: str, name: str, value: str) -> None:
        assert self.form is not None
        if kind in {"radio", "checkbox"}:
            self.form.fields.setdefault(name, value or "on")
            once(self.form.chosen, name)
        else:
            self.form.fields[name] = value
            once(self.form.written if kind in WRITTEN else self.form.chosen, name)

    def handle_data(self, data: str) -> None:
        if self.textarea and self.form is not None:
            self.form.fields[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.textarea = ""
        elif tag == "select":
            self.select = ""


def once(names: list[str], name: str) -> None:
    """Fifty boxes of one name are one field: each would be the same request again."""
    if name not in names:
        names.append(name)


def forms_of(html: str, address: str) -> list[Form]:
    """Every form of the page that is sent by POST."""
    reader = _Reader(address)
    reader.feed(html)
    return reader.forms
