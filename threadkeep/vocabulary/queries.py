"""The vocabulary as it is now, for everything that renders, and as the panel lists it."""

from __future__ import annotations

from collections.abc import Sequence

from threadkeep.markup.vocabulary import PLAIN, SMILEYS, OwnTag, Vocabulary
from threadkeep.vocabulary.look import BBCodeLook, bbcode_look
from threadkeep.vocabulary.models import OwnBBCode, Smiley, Words

_kept: Vocabulary = PLAIN


def current_vocabulary() -> Vocabulary:
    """What texts are read with now. One small query while nothing changes, three when something did.

    A process keeps one vocabulary and asks only for the version, so every process follows a change at once. Version 0
    is the board on which nobody ever changed anything; it is never kept in place of another.
    """
    global _kept  # noqa: PLW0603 - one vocabulary per process is the point
    row = Words.objects.values_list("version", "has_usual_smileys").first()
    if row is None:
        return PLAIN
    version, has_usual = row
    if _kept.version != version:
        _kept = _read(version, has_usual=has_usual)
    return _kept


def forget() -> None:
    """Let go of the kept vocabulary (tests that replace the whole database need this)."""
    global _kept  # noqa: PLW0603
    _kept = PLAIN


def _read(version: int, *, has_usual: bool) -> Vocabulary:
    own = dict(Smiley.objects.order_by("id").values_list("typed", "shown"))
    tags = tuple(tag_of(row) for row in OwnBBCode.objects.order_by("name"))
    return Vocabulary(smileys={**(SMILEYS if has_usual else {}), **own}, own_tags=tags, version=version)


def tag_of(row: OwnBBCode) -> OwnTag:
    """A row as the text engine takes it."""
    return OwnTag(
        name=row.name,
        template=row.template,
        # The actions have checked both.
        value=row.value,  # type: ignore[arg-type]
        content=row.content,  # type: ignore[arg-type]
        choices=lines(row.choices),
        content_choices=lines(row.content_choices),
        default=row.default,
    )


def lines(text: str) -> tuple[str, ...]:
    """The lines of a field with one entry to a line, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def own_bbcodes() -> Sequence[OwnBBCode]:
    """The board's own BBCodes by name."""
    return list(OwnBBCode.objects.order_by("name"))


def bbcode_looks() -> Sequence[BBCodeLook]:
    """The board's own BBCodes as pages list them."""
    now = current_vocabulary()
    return [
        bbcode_look(now, tag_of(row), id=row.pk, description=row.description, example=row.example)
        for row in own_bbcodes()
    ]


def own_smileys() -> tuple[bool, Sequence[tuple[str, str]]]:
    """Whether the usual smileys count, and the board's own as (typed, shown)."""
    has_usual = Words.objects.values_list("has_usual_smileys", flat=True).first()
    return has_usual is not False, list(Smiley.objects.order_by("id").values_list("typed", "shown"))
