"""What the panel's views do alike: try an action, then say what came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from threadkeep.kernel.refused import NotThere, Refused


def one_click(request: HttpRequest, act: Callable[[], object], *, back: str, done: str = "") -> HttpResponse:
    """Do what a button asks for and go `back`; a refusal is told there. NotThere stays what it is."""
    try:
        act()
    except NotThere:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        if done:
            messages.success(request, done)
    return HttpResponseRedirect(back)


def sent(form: Form, act: Callable[[], object]) -> bool:
    """Do what a form that was sent asks for. False if it could not be: the form then says why, beside the field."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotThere:
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return False
    return True
