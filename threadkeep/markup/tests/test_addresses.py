"""Which addresses may be linked, and where they stand in a text."""

import pytest

from threadkeep.markup.addresses import find_addresses, safe_address


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.org/A b?c=d%20e%", "http://Example.org/A%20b?c=d%20e%25"),
        ("https://müller.example/ä?q=ö#ü", "https://müller.example/%C3%A4?q=%C3%B6#%C3%BC"),
        ("ftp://example.org/a", "ftp://example.org/a"),
        ("mailto:marta@example.org", "mailto:marta@example.org"),
        ("MailTo:marta@example.org?subject=A b", "mailto:marta@example.org?subject=A%20b"),
        ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("/topics/1?page=2#post-3", "/topics/1?page=2#post-3"),
        ("#top", "#top"),
        ("page", "page"),
        ('https://example.org/"onclick="x', "https://example.org/%22onclick=%22x"),
        ("https://example.org/<script>", "https://example.org/%3Cscript%3E"),
    ],
)
def test_an_address_that_may_be_linked(written, href):
    assert safe_address(written) == href


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " \x00javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "blob:https://example.org/1",
        "view-source:https://example.org",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "https:evil.example",
        "https:///evil.example",
        "https://a\\@evil.example",
        "https://a b.example",
        "https://<x>/",
        "mailto:nobody",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_an_address_that_may_not_be_linked(written):
    assert safe_address(written) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org.", ["https://example.org"]),
        ("(https://example.org/a_(b)) https://example.org/)", ["https://example.org/a_(b)", "https://example.org/"]),
        ("https://example.org/?a=1&amp; http://example.org?!", ["https://example.org/?a=1", "http://example.org"]),
        ('"https://example.org" <https://example.org>', ["https://example.org", "https://example.org"]),
        ("www.example.org, www.example", ["www.example.org"]),
        ("见 https://example.org/路。好", ["https://example.org/路"]),
        ("jo@example.org. a.b+c@x.example.org", ["jo@example.org", "a.b+c@x.example.org"]),
        ("https://jo@example.org/", ["https://jo@example.org/"]),
        ("@marta jo@ @example.org jo@localhost http:// https://", []),
        ("xhttps://example.org foo/www.example.org", []),
    ],
)
def test_addresses_are_found_where_they_end(text, found):
    assert [text[start:end] for start, end, _ in find_addresses(text)] == found


def test_what_was_found_may_be_linked():
    for _, _, href in find_addresses("https://example.org/\\x www.a.b jo@example.org http://a\\b"):
        assert safe_address(href) == href
