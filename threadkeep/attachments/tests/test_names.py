"""File names: any script kept, every trick taken out."""

import pytest

from threadkeep.attachments.names import clean_name, disposition


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("harbour at dawn.jpg", "harbour at dawn.jpg"),
        ("Überfahrt nach Föhr.png", "Überfahrt nach Föhr.png"),
        ("港の夜明け.jpg", "港の夜明け.jpg"),
        ("ميناء الفجر.pdf", "ميناء الفجر.pdf"),
        ("می\u200cخواهم.txt", "می\u200cخواهم.txt"),
        ("⛵👩\u200d🚀.gif", "⛵👩\u200d🚀.gif"),
        ("e\u0301te\u0301.png", "été.png"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("../../../../x.png", "x.png"),
        (".htaccess", "htaccess"),
        ("...", "file"),
        ("", "file"),
        ("   .  ", "file"),
        ("photo.jpg ", "photo.jpg"),
        ("photo.jpg...", "photo.jpg"),
        ("cod\u202egpj.exe", "codgpj.exe"),
        ("a\u2066b\u2069c\ufeff\u200e.png", "abc.png"),
        ("a\x00b\x1b[31m.png", "ab[31m.png"),
        ("a\r\nSet-Cookie: x=1.png", "a Set-Cookie_ x=1.png"),
        ('a"b<c>d|e?f*g:h.png', "a_b_c_d_e_f_g_h.png"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("console.log", "console.log"),
        ("\ud800broken.png", "?broken.png".replace("?", "_")),
        ("two\u00a0 \u3000spaces.png", "two spaces.png"),
    ],
)
def test_a_name_is_made_fit_to_be_shown_and_saved_under(given: str, kept: str) -> None:
    assert clean_name(given) == kept
    assert clean_name(kept) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("x" * 500 + ".jpeg")
    assert len(name) == 120
    assert name.endswith("x.jpeg")
    assert len(clean_name("x." + "y" * 500)) == 120


def test_a_plain_name_is_offered_as_it_is() -> None:
    assert disposition("a b.png", inline=True) == 'inline; filename="a b.png"'
    assert disposition("a.zip", inline=False) == 'attachment; filename="a.zip"'


def test_other_scripts_are_offered_by_rfc_8187_with_a_plain_name_beside() -> None:
    assert disposition("Föhr 港.png", inline=False) == (
        "attachment; filename=\"Fohr .png\"; filename*=UTF-8''F%C3%B6hr%20%E6%B8%AF.png"
    )
    assert disposition("港", inline=True) == "inline; filename=\"file\"; filename*=UTF-8''%E6%B8%AF"


@pytest.mark.parametrize("name", ['a"; filename="b.exe', "a%0d%0ab", "a\\b", "\u2028x", "a'b"])
def test_no_name_can_leave_its_quotes(name: str) -> None:
    header = disposition(clean_name(name), inline=False)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
