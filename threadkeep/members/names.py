"""What members may be called: in any script, but never so that two look the same or one looks like the staff.

A *login name* is typed to sign in; a *name* is what others see. Both are kept as written (NFC) beside a key that must
be unique: NFKC, case-folded, and as the skeleton of Unicode TR39, so that "Paypal", "PAYPAL" and "раураl" are one key.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _

from threadkeep.kernel.refused import Refused
from threadkeep.members import lookalikes

LONGEST = 40
SHORTEST_LOGIN = 2
KEY_LENGTH = 200
MOST_MARKS = 3
JOINERS = "\u200c\u200d"
# Besides letters, marks and numbers. Each has a job in names somewhere: Jean-Luc, O'Neill, ʻOkina, J. R., Núria·Lluís.
SIGNS = frozenset(" -_.'’ʼʻ·・")
# Words that would speak for the board. Nothing that looks like one, in small or capital letters, is a member's name.
STAFF_WORDS = """
    admin administrator administrators administration root system sysadmin webmaster postmaster hostmaster
    owner moderator moderators staff support security official threadkeep
"""
# Words the interface itself uses for people. Compared by key only: Ali may look like ALL, and is a name all the same.
RESERVED = """
    mod mods team help helpdesk abuse forum board member members guest guests newcomer newcomers group groups
    everyone everybody all here channel nobody none null undefined anonymous unknown deleted removed me you
    myself self bot robot mailer daemon mailer-daemon noreply
"""


def tidy(name: str) -> str:
    """The name as it is kept: NFC, each run of spaces one plain space, none at the ends."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip()


def name_key(name: str) -> str:
    """What must be unique among the names people see. Two names with one key look the same to a hurried reader."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    folded = "".join(char for char in folded if char not in JOINERS and not char.isspace())
    return lookalikes.skeleton(lookalikes.skeleton(folded).casefold()).casefold()


def username_key(username: str) -> str:
    """What must be unique among login names. Made like `name_key`, so that typing it need not be exact."""
    return name_key(username)


def faces(name: str) -> frozenset[str]:
    """How a name looks as written and in capitals: "Iaura" shares a face with "laura", "ADM1N" with "admin".

    Stricter than `name_key`, too strict for everybody (Ali and All share one too): it guards the names of staff.
    """
    plain = unicodedata.normalize("NFKC", name)
    written = (plain, plain.upper())
    return frozenset({name_key(name), *(lookalikes.skeleton(text).casefold() for text in written)})


def check_name(name: str, *, field: str = "name") -> str:
    """The tidied name. Refuses, with a sentence for `field`, what is too long, unreadable, invisible or a trick.

    Whether somebody has it already is a question for the tables: see rules.check_name_free.
    """
    _check_signs(name, field)
    tidied = tidy(name)
    if not tidied:
        raise Refused(_("Please enter a name."), field=field, status=422)
    if len(tidied) > LONGEST:
        raise Refused(
            _("A name has at most %(most)d characters; this one has %(count)d.")
            % {"most": LONGEST, "count": len(tidied)},
            field=field,
            status=422,
        )
    if not any(unicodedata.category(char)[0] in "LN" for char in tidied):
        raise Refused(_("A name needs at least one letter or digit."), field=field, status=422)
    _check_marks(tidied, field)
    if any(lookalikes.is_mixed(word) for word in re.split(r"[\s._\-·・]+", tidied)):
        raise Refused(
            _("This name mixes letters of different scripts in one word, so it could pass for another name."),
            field=field,
            status=422,
        )
    if len(name_key(tidied)) > KEY_LENGTH:
        raise Refused(_("This name is too long once its ligatures are written out."), field=field, status=422)
    if name_key(tidied) in _reserved() or faces(tidied) & _staff_faces():
        raise Refused(_("This name is kept for the board itself. Please choose another."), field=field, status=422)
    return tidied


def check_username(username: str, *, field: str = "username") -> str:
    """The tidied login name: what check_name takes, without spaces and @, at least two characters."""
    tidied = check_name(username, field=field)
    if " " in tidied:
        raise Refused(_("A login name has no spaces. The name others see may have some."), field=field, status=422)
    if len(tidied) < SHORTEST_LOGIN:
        raise Refused(_("A login name has at least two characters."), field=field, status=422)
    return tidied


def _check_signs(name: str, field: str) -> None:
    for before, char in pairwise(f" {name}"):
        if char in JOINERS and _joins(before):
            continue
        category = unicodedata.category(char)
        if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            raise Refused(
                _("This name holds a character that cannot be seen (U+%(code)s). Please type it again by hand.")
                % {"code": f"{ord(char):04X}"},
                field=field,
                status=422,
            )
        if not (category[0] in "LMN" or char in SIGNS or char.isspace()):
            raise Refused(
                _("Names have letters, digits, spaces and - _ . ' in them, but not “%(char)s”.") % {"char": char},
                field=field,
                status=422,
            )


def _joins(before: str) -> bool:
    """Whether a joiner may follow: after a virama or an Arabic letter it shapes the word (RFC 5892, A.1 and A.2)."""
    return unicodedata.combining(before) == 9 or unicodedata.bidirectional(before) == "AL"


def _check_marks(name: str, field: str) -> None:
    run = 0
    for char in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if run > MOST_MARKS:
            raise Refused(
                _("Too many accents on one letter: they would run into the lines around the name."),
                field=field,
                status=422,
            )


@lru_cache(maxsize=1)
def _reserved() -> frozenset[str]:
    return frozenset(name_key(word) for word in RESERVED.split())


@lru_cache(maxsize=1)
def _staff_faces() -> frozenset[str]:
    return frozenset().union(*(faces(word) for word in STAFF_WORDS.split()))
