"""What one may be called, and what one may not."""

import pytest

from threadkeep.kernel.refused import Refused
from threadkeep.members.names import check_name, check_username, faces, name_key, tidy

EVERY_SCRIPT = [
    "Marta", "Łukasz", "Müller", "O'Neill", "Jean-Luc", "J. R. R. Tolkien", "Nguyễn Thị Ánh", "Анна", "Ελληνικά",
    "محمد", "علی\u200cرضا", "שרה", "अनिल", "क्\u200dष", "ไทยกี้", "東京タロー", "한국kim", "中村 Taro",
    "Ali", "Núria·Lluís",
]  # fmt: skip
REFUSED = {
    "nothing": "",
    "only spaces": "  \t ",
    "only signs": "-.-",
    "too long": "m" * 41,
    "a zero width space": "Mar\u200bta",
    "a soft hyphen": "Mar\u00adta",
    "a joiner between Latin letters": "Mar\u200dta",
    "a text direction override": "Marta\u202e",
    "an isolate": "\u2066Marta",
    "a byte order mark": "\ufeffMarta",
    "a control character": "Mar\x07ta",
    "a null": "Marta\x00",
    "a private character": "Marta\ue000",
    "an unassigned character": "Marta\u0378",
    "a line separator": "Marta\u2028x",
    "a Hangul filler is no letter to see": "\u3164" * 3 + "\u202e",
    "Cyrillic amid Latin": "M\u0430rta",
    "Greek amid Latin": "Mart\u03b1",
    "accents without end": "M" + "\u0335\u0336\u0337\u0338" + "arta",
    "an at sign": "marta@example.org",
    "angle brackets": "<b>Marta</b>",
    "a heart": "Marta\u2665",
    "the administrator": "Administrator",
    "the administrator in capitals": "ADMIN",
    "an administrator with a one": "adm1n",
    "a moderator with a zero": "m0derator",
    "an administrator in full-width letters": "\uff41\uff44\uff4d\uff49\uff4e",
    "a guest": "Guest",
    "the deleted": "deleted",
}


@pytest.mark.parametrize("name", EVERY_SCRIPT)
def test_names_in_every_script_are_welcome(name):
    assert check_name(name) == tidy(name)


@pytest.mark.parametrize("name", REFUSED.values(), ids=REFUSED.keys())
def test_a_name_is_refused_for(name):
    with pytest.raises(Refused) as refusal:
        check_name(name)
    assert refusal.value.field == "name"
    assert str(refusal.value.reason).endswith((".", "”."))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marta", "marta"),
        ("Marta", "MARTA"),
        ("Marta", "Rnarta"),
        ("paypal", "раураl"),
        ("scope", "ѕсоре"),
        ("Marta Lund", "MartaLund"),
        ("Straße", "STRASSE"),
        ("ﬁnn", "finn"),
        ("o0o", "ooo"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("علی\u200cرضا", "علیرضا"),
    ],
)
def test_names_that_look_alike_have_one_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Marta", "Maria"), ("Ali", "All"), ("José", "Jose"), ("Jan", "Jana")])
def test_names_that_differ_to_the_eye_have_two_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", EVERY_SCRIPT)
def test_making_a_key_of_a_key_changes_nothing(name):
    assert name_key(name_key(name)) == name_key(name)


def test_a_capital_i_shows_the_face_of_an_l():
    assert faces("Iaura") & faces("laura")
    assert not faces("Marta") & faces("Laura")


def test_a_name_is_kept_in_composed_form_with_single_spaces():
    assert check_name("  Cafe\u0301   Lund ") == "Caf\u00e9 Lund"


@pytest.mark.parametrize("username", ["two words", "x"])
def test_a_login_name_has_no_spaces_and_two_characters(username):
    assert check_name(username)
    with pytest.raises(Refused) as refusal:
        check_username(username)
    assert refusal.value.field == "username"
