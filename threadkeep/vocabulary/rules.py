"""What a board's own smileys and BBCodes may be. Never writes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from threadkeep.kernel.refused import Refused
from threadkeep.markup.bbcode.own_tags import TagFault, faults_of
from threadkeep.markup.emoji_names import emoji_named
from threadkeep.markup.vocabulary import OwnTag
from threadkeep.vocabulary.models import OwnBBCode

MOST_SMILEYS: Final = 200
MOST_BBCODES: Final = 50
LONGEST_TYPED: Final = 20
LONGEST_SHOWN: Final = 16
LONGEST_DESCRIPTION: Final = 200
LONGEST_EXAMPLE: Final = 500
LONGEST_CHOICES: Final = 6000
# These begin something else wherever they stand.
_TAKEN: Final = ("@", "#", "[", "http")


def check_smileys(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The smileys as they will be kept. Refused (field "smileys"): too many, one twice, one that cannot be typed apart
    from words, one that shows nothing or a whole text.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        typed, shown = (unicodedata.normalize("NFC", text) for text in pair)
        if typed in found:
            raise _wrong(_("“%(typed)s” stands there twice.") % {"typed": typed})
        _check_typed(typed)
        _check_shown(typed, shown)
        found[typed] = shown
    if len(found) > MOST_SMILEYS:
        raise _wrong(_("A board can have %(most)d smileys of its own.") % {"most": MOST_SMILEYS})
    return list(found.items())


def _wrong(sentence: str) -> Refused:
    return Refused(sentence, field="smileys", status=422)


def _check_typed(typed: str) -> None:
    words = {"typed": typed, "most": LONGEST_TYPED}
    if not 2 <= len(typed) <= LONGEST_TYPED:
        raise _wrong(_("“%(typed)s”: what is typed has 2 to %(most)d characters.") % words)
    if any(unicodedata.category(char)[0] in "ZC" for char in typed):
        raise _wrong(_("“%(typed)s”: what is typed has no spaces and nothing invisible in it.") % words)
    if all(unicodedata.category(char)[0] in "LMN" for char in typed):
        raise _wrong(_("“%(typed)s” could be a word. Put a sign to it that words do not have, such as : or -.") % words)
    if (emoji := emoji_named(typed.strip(":"))) and typed == f":{typed.strip(':')}:":
        words["shown"] = emoji
        raise _wrong(_("“%(typed)s” is the name of %(shown)s on every board. Choose another.") % words)
    if typed.startswith(_TAKEN):
        raise _wrong(_("“%(typed)s” begins like a name, a tag or an address. Let it begin with another sign.") % words)


def _check_shown(typed: str, shown: str) -> None:
    words = {"typed": typed, "most": LONGEST_SHOWN}
    if not shown:
        raise _wrong(_("“%(typed)s”: say what is shown for it, after a space on the same line.") % words)
    if len(shown) > LONGEST_SHOWN:
        raise _wrong(_("“%(typed)s”: what is shown for it has at most %(most)d characters.") % words)
    # Joiners hold together what is one picture character made of several.
    if any(unicodedata.category(char)[0] in "ZC" and char not in "\u200d\u200c" for char in shown):
        raise _wrong(_("“%(typed)s”: what is shown for it has something invisible in it.") % words)


def check_bbcode(tag: OwnTag, *, description: str, example: str, bbcode_id: int | None = None) -> None:
    """One of the board's own BBCodes. Refused, with the field's name: what the text engine cannot use, a name another
    has, more of them than MOST_BBCODES, fields that are too long.
    """
    if faults := faults_of(tag):
        raise Refused(sentence_of(faults[0]), field=faults[0].field, status=422)
    others = OwnBBCode.objects.exclude(pk=bbcode_id or 0)
    if others.filter(name=tag.name).exists():
        raise Refused(_("There is a BBCode of this name already."), field="name", status=422)
    if bbcode_id is None and others.count() >= MOST_BBCODES:
        raise Refused(_("A board can have %(most)d BBCodes of its own.") % {"most": MOST_BBCODES}, status=422)
    for field, text, most in (
        ("description", description, LONGEST_DESCRIPTION),
        ("example", example, LONGEST_EXAMPLE),
        ("choices", "\n".join(tag.choices), LONGEST_CHOICES),
        ("content_choices", "\n".join(tag.content_choices), LONGEST_CHOICES),
        ("default", tag.default, LONGEST_DESCRIPTION),
    ):
        if len(text) > most:
            words = {"most": most}
            raise Refused(_("That is too long: %(most)d characters at most.") % words, field=field, status=422)


def sentence_of(fault: TagFault) -> str:
    """What the text engine says is wrong, in the reader's language."""
    return _(fault.sentence) % fault.values
