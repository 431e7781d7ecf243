"""What a draft holds: the fields of a form as they were typed, where it belongs, and how it is named by its form.

A form names its draft by a *token*, "7.3.5f2c.41": the draft's id, the version the form began from, a random word of
the page that is open (its *sheet*) and how often that sheet has saved. Without JavaScript the last two are missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from threadkeep.kernel.refused import Refused

type Fields = dict[str, list[str]]

# They belong to the form, not to what was typed into it.
NOT_TYPED: Final = frozenset(
    {"csrfmiddlewaretoken", "key", "act", "draft", "draft_place", "draft_owner", "draft_base", "draft_merges", "files"}
)
# Fields of a form that are filled before anybody types, and what boxes and choices say; alone they are no draft.
FILLED_ALONE: Final = frozenset({"syntax", "seen_number", "seen_revision"})
NO_WORDS: Final = frozenset({"", "0", "1", "on"})
MOST_FIELDS: Final = 1000

_PLACE = re.compile(r"(topic|reply|edit)-([1-9][0-9]{0,17})")
_TOKEN = re.compile(r"([0-9]{1,18})\.([0-9]{1,9})(?:\.([0-9a-f]{1,16})\.([0-9]{1,9}))?")


@dataclass(frozen=True)
class Place:
    """Where a draft belongs: a new topic on a board, a reply to a topic, an edit of a post."""

    kind: str
    target_id: int

    def __str__(self) -> str:
        return f"{self.kind}-{self.target_id}"


@dataclass(frozen=True)
class Token:
    """Which draft a form is about and from which version it began; id 0: none yet."""

    draft_id: int = 0
    version: int = 0
    sheet: str = ""
    turn: int = 0


NO_DRAFT: Final = Token()


def place_from(text: str) -> Place:
    """The place a form names. Refused: anything that is none."""
    found = _PLACE.fullmatch(text)
    if found is None:
        raise Refused(_("This form does not say where its draft belongs. Please reload the page."), status=422)
    return Place(found[1], int(found[2]))


def token_from(text: str) -> Token:
    """The token a form carries; an empty one if it has none or somebody played with it."""
    found = _TOKEN.fullmatch(text)
    if found is None:
        return Token()
    return Token(int(found[1]), int(found[2]), found[3] or "", int(found[4] or 0))


def fields_of(typed: QueryDict) -> Fields:
    """What was typed into a form, by field. Line ends become LF: browsers send CRLF whatever was typed."""
    return {name: [_clean(value) for value in values] for name, values in typed.lists() if name not in NOT_TYPED}


def fields_from(text: str) -> Fields | None:
    """Fields that came as JSON; None if they are not well-formed."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or len(data) > MOST_FIELDS:
        return None
    fields: Fields = {}
    for name, values in data.items():
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            return None
        if name not in NOT_TYPED:
            fields[name] = [_clean(one) for one in values]
    return fields


def as_json(fields: Mapping[str, list[str]]) -> str:
    """Fields as they are stored."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def as_typed(stored: str) -> QueryDict:
    """Stored fields, as if their form had just been sent."""
    typed = QueryDict(mutable=True)
    for name, values in json.loads(stored).items():
        typed.setlist(name, values)
    return typed


def has_words(fields: Fields) -> bool:
    """Whether anything in it was typed, chosen or uploaded by somebody."""
    return any(
        value.strip() not in NO_WORDS for name, values in fields.items() if name not in FILLED_ALONE for value in values
    ) or bool(first_of(fields, "text").strip())


def first_of(fields: Fields, name: str) -> str:
    """The field's value; "" if it is not there."""
    return next(iter(fields.get(name, [])), "")


def file_ids(fields: Fields) -> list[int]:
    """The uploads the form names, as far as they are numbers."""
    return [int(one) for one in fields.get("attachment", []) if one.isascii() and one.isdigit() and len(one) < 19]


def _clean(value: str) -> str:
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
