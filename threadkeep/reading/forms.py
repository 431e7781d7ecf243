"""Filling forms from drafts."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from threadkeep.members.viewer import Viewer
from threadkeep.reading.draft_fields import as_typed, place_from
from threadkeep.reading.draft_look import DraftLook, look_of
from threadkeep.reading.drafts import open_at


class FromDraft(QueryDict):
    """What was typed, as it stands in a draft; `draft` says which one and what others there are."""

    draft: DraftLook


def open_draft(request: HttpRequest, viewer: Viewer, draft_key: str) -> FromDraft | None:
    """What waits for this form: the draft `?draft=` names, else the newest one; None if there is none. One query."""
    found = list(open_at(viewer, place_from(draft_key)))
    if not found:
        return None
    wanted = request.GET.get("draft", "")
    chosen = next((draft for draft in found if str(draft.pk) == wanted), found[0])
    typed = FromDraft(mutable=True)
    for name, values in as_typed(chosen.fields).lists():
        typed.setlist(name, values)
    typed["draft"] = f"{chosen.pk}.{chosen.version}"
    typed.draft = look_of(chosen, [draft for draft in found if draft is not chosen])
    return typed
