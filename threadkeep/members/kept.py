"""What somebody was writing when their session had ended, carried through signing in.

A page that could not take a form because nobody was signed in shows a sign-in form with `kept_path` (where the form was
sent to) and `kept_fields` (its fields as a JSON object, each value a text or a list of texts). After the sign-in, also
by passkey or second factor, session["kept"] is {"path": ..., "fields": {name: [texts]}} and the member is sent there;
the page takes it out with `take_kept`. Nothing is sent on their behalf.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

SESSION_KEY = "kept"
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "login"}

type Fields = dict[str, list[str]]


def keep_typed(request: HttpRequest) -> None:
    """Put what the sign-in form carries into the session, if it carries something that is well-formed."""
    path = request.POST.get("kept_path", "")
    fields = _fields(request.POST.get("kept_fields", ""))
    if is_own_path(path) and fields:
        request.session[SESSION_KEY] = {"path": path, "fields": fields}


def take_kept(request: HttpRequest, path: str) -> Fields | None:
    """Take out what was kept for this path; None if there is nothing, or nobody is signed in."""
    if not request.user.is_authenticated:
        return None
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"].partition("?")[0] != path.partition("?")[0]:
        return None
    del request.session[SESSION_KEY]
    fields: Fields = kept["fields"]
    return fields


def kept_path(request: HttpRequest) -> str:
    """Where the form goes on that is kept in this session; empty if none is."""
    kept = request.session.get(SESSION_KEY)
    return str(kept["path"]) if kept else ""


def is_own_path(url: str) -> bool:
    """Whether this is a path on this board. Anything with a host is not, even our own."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def _fields(text: str) -> Fields:
    if not text or len(text) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return {}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {
        name: [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
        for name, value in data.items()
        if name not in NEVER_KEPT
    }
