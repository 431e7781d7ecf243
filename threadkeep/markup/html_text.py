"""Text as it stands in HTML, written as the gate's own serialiser writes it."""


def escape(text: str) -> str:
    """Text for between tags."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\xa0", "&nbsp;") if "\xa0" in text else text


def escape_lines(text: str) -> str:
    """The same for words of a paragraph, whose lines end where the writer ended them."""
    text = escape(text)
    return text.replace("\n", "<br>") if "\n" in text else text


def quoted(text: str) -> str:
    """Text for an attribute, with the quotation marks around it."""
    return '"' + escape(text).replace('"', "&quot;") + '"'
