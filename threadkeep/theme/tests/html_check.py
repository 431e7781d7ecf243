"""A strict reader of HTML for tests: what a browser would quietly mend counts as a fault."""

from collections import Counter
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Inside these only text-level elements may stand.
ONLY_PHRASES = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "span",
        "bdi",
        "q",
        "cite",
        "label",
        "summary",
        "legend",
        "button",
        "dt",
        "strong",
        "em",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
NEVER_INSIDE_ITSELF = frozenset(["a", "button", "form", "label", "p"])
# A summary may hold a heading, and a button may not; the rest follows the standard.
FORBIDDEN = frozenset(["style"])


class StrictReader(HTMLParser):
    """Collects faults, ids, elements and attributes while it reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.references: list[str] = []
        self.count = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += 1
        if tag in BLOCKS and (holders := ONLY_PHRASES & set(self.open)):
            self.fault(f"<{tag}> inside <{sorted(holders)[0]}>")
        if tag in NEVER_INSIDE_ITSELF and tag in self.open:
            self.fault(f"<{tag}> inside <{tag}>")
        if tag in {"a", "button", "input", "select", "textarea"} and set(self.open) & {"a", "button"}:
            self.fault(f"<{tag}> inside a link or button")
        if tag in FORBIDDEN:
            self.fault(f"<{tag}>")
        self.read_attributes(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def read_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.fault(f"<{tag} {name}>")
            if (value or "").strip().lower().startswith("javascript:"):
                self.fault(f'<{tag} {name}="{value}">')
            if name in {"aria-labelledby", "aria-describedby", "for", "form", "aria-controls"}:
                self.references += (value or "").split()
        if len(names) != len(set(names)):
            self.fault(f"<{tag}> has an attribute twice: {names}")
        values = dict(attrs)
        if "id" in values:
            self.ids[values["id"] or ""] += 1
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.links.append((values["href"] or "#")[1:])
        if tag == "img" and values.get("alt") is None:
            self.fault("<img> without alt")
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self.fault("an inline script")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.open or self.open[-1] != tag:
            self.fault(f"</{tag}> while {self.open[-3:]} is open")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())

    def fault(self, what: str) -> None:
        line, column = self.getpos()
        self.faults.append(f"line {line}, column {column}: {what}")


def read(html: str) -> StrictReader:
    """Read a page or a piece of one."""
    reader = StrictReader()
    reader.feed(html)
    reader.close()
    reader.faults += [f"<{tag}> is never closed" for tag in reader.open]
    return reader


def faults_of_page(html: str) -> list[str]:
    """All faults of a whole page, references to ids included."""
    reader = read(html)
    known = set(reader.ids)
    twice = [f"id {name!r} stands {count} times" for name, count in reader.ids.items() if count > 1]
    lost = [f"nothing has the id {name!r}" for name in sorted({*reader.references, *reader.links} - known - {""})]
    return reader.faults + twice + lost
