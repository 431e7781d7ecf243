"""The styleguide as a page: rendered by the real environment on made-up data, and served under the real CSP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace as Thing
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jinja2
from django import forms
from django.conf import settings
from markupsafe import Markup

from threadkeep.theme import sample, sample_pages
from threadkeep.theme.environment import environment

THEME = Path(__file__).parent.parent
CSRF = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="token">')


class SignUp(forms.Form):
    """A form with one field of each kind, and faults in most of them."""

    name = forms.CharField(label="Name", help_text="In any script, as you want to be called here.")
    email = forms.EmailField(label="E-mail address")
    about = forms.CharField(label="About you", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    language = forms.ChoiceField(label="Language", choices=[("en", "English"), ("ar", "العربية")])
    read = forms.ChoiceField(
        label="How do you read?", widget=forms.RadioSelect, choices=[("all", "Everything"), ("new", "What is new")]
    )
    rules = forms.BooleanField(label="I have read the rules")


def faulty_form() -> SignUp:
    """The form as it comes back: a missing name, a bad address, no choice, a fault of the whole."""
    form = SignUp({"name": "", "email": "marta", "language": "en"})
    form.add_error(None, "This name and this address belong to different accounts.")
    return form


@cache
def templates() -> jinja2.Environment:
    """The real environment over the theme's own templates."""
    return environment(loader=jinja2.FileSystemLoader(THEME / "templates"))


def frame(**ui: Any) -> dict[str, Any]:
    """What every page's frame needs, for a member with default preferences unless `ui` says otherwise."""
    look = {
        "lang": "en",
        "dir": "ltr",
        "theme": "system",
        "density": "normal",
        "page_id": "",
        "board_name": "Nightjar Radio",
    }
    shown = {"show_avatars": True, "show_signatures": True, "shortcuts": True}
    viewer = Thing(
        is_member=True,
        is_staff=True,
        is_administrator=True,
        id=1,
        name=sample.MARTA.name,
        url=sample.MARTA.url,
        avatar=sample.MARTA.avatar,
    )
    return {
        "ui": Thing(**look | shown | ui),
        "viewer": viewer,
        "request": Thing(path="/styleguide"),
        "csrf_input": CSRF,
        "get_messages": list,
    }


def render(template: str = "theme/styleguide.html", context: dict[str, Any] | None = None, **ui: Any) -> str:
    """Render a page of the theme. In: its template, more data, and what to change in the reader's preferences."""
    trail = [("Nightjar Radio", "/"), ("Workshop", "/#workshop"), ("The bench", "/b/1")]
    data = {
        **frame(**ui),
        **sample_pages.ALL,
        "topic_posts": sample_pages.topic_posts,
        "form": faulty_form(),
        "trail": trail,
    }
    return templates().get_template(template).render({**data, **(context or {})})


def fragment(source: str, **context: Any) -> str:
    """Render a few lines of template, for tests of one macro."""
    return templates().from_string(source).render({**sample_pages.ALL, **context})


def policy() -> str:
    """The Content-Security-Policy of the settings, as a header."""
    return "; ".join(f"{name} {' '.join(values)}" for name, values in settings.SECURE_CSP.items())


PASSKEY_PAGE = """{% extends "theme/base.html" %}
{% from "theme/passkey.html" import passkey_data %}
{% block title %}Passkey{% endblock %}
{% block content %}
<h1>Passkey</h1>
<form method="post" action="/passkey"><input type="hidden" name="credential" id="credential">
<label><input type="checkbox" id="passwordless" checked> Without a password</label>
<button id="go" type="button">Go</button></form>
{{ passkey_data(kind, "go", "credential", options, "passwordless") }}
{% endblock %}"""


class Handler(SimpleHTTPRequestHandler):
    """Answers /styleguide?theme=dark&dir=rtl, /topic (its first part), /passkey (as `passkey` says), built files."""

    passkey: dict[str, Any] = {}

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = dict(parse_qsl(address.query))
        if address.path == "/passkey":
            body = templates().from_string(PASSKEY_PAGE).render({**frame(), **self.passkey}).encode()
        elif address.path in {"/styleguide", "/topic"}:
            data: dict[str, Any] = {"sent_key": asked.pop("sent_key", "")}
            if address.path == "/topic":
                data["parts"] = ["topic"]
            body = render(context=data, **asked).encode()
        else:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """The composer asks about sources while one writes: there is never anything to say here."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "12")
        self.end_headers()
        self.wfile.write(b'{"hints":[]}')

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", policy())
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a failing test shows the page itself."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the styleguide on a free port. Out: its address without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(THEME)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
