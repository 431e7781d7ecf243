"""Requests as a browser sends them: forms with a session, a CSRF guard and an idempotency key."""

from __future__ import annotations

import http.client
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.crash.journal import Intent

GUARD = "abcdefghijklmnopqrstuvwxyz012345"


class Refused(Exception):
    """The server answered, and the answer was not yes."""


@dataclass(frozen=True)
class Sender:
    """One writer's browser."""

    port: int
    cookie: str

    def send(self, intent: Intent) -> dict[str, Any]:
        """Send a write and read the whole answer. Raises OSError when the server dies, Refused when it says no."""
        if intent.kind == "edit" and "seen" not in intent.fields:
            # An edit says which version it began with, and says the same when it is sent again.
            intent.fields["seen"] = self._version_in_form(PATHS["edit"].format(**intent.fields))
        path, body, kind = _form(intent)
        headers = {
            "Host": f"localhost:{self.port}",
            "Cookie": f"{self.cookie}; csrf={GUARD}",
            "X-CSRFToken": GUARD,
            "Origin": f"http://localhost:{self.port}",
            "Content-Type": kind,
            "Idempotency-Key": intent.key,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            if intent.fields.get("slow"):
                pieces = (body[i : i + 7000] for i in range(0, len(body), 7000))
                connection.request("POST", path, pieces, headers, encode_chunked=True)
            else:
                connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            page = answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()
        return _meaning(intent, answer.status, dict(answer.getheaders()), page)

    def _version_in_form(self, path: str) -> int:
        try:
            status, page = self.get(path)
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        found = re.search(rb'name="seen_revision" value="([0-9]+)"', page)
        if found is None:
            raise Refused(f"edit: the form could not be opened: {status}")
        return int(found[1])

    def get(self, path: str) -> tuple[int, bytes]:
        """Read a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{self.port}", "Cookie": self.cookie})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


PATHS = {
    "topic": "/b/{board}/new",
    "reply": "/t/{topic}/reply",
    "edit": "/p/{post}/edit",
    "delete": "/p/{post}/delete",
    "restore": "/p/{post}/restore",
    "upload": "/a/upload?board={board}",
}


def _form(intent: Intent) -> tuple[str, bytes, str]:
    path = PATHS[intent.kind].format(**intent.fields)
    if intent.kind == "upload":
        border = "----threadkeep-crash"
        head = (
            f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{intent.key}.bin"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        data = file_bytes(intent.key, intent.fields["size"])
        return path, head + data + f"\r\n--{border}--\r\n".encode(), f"multipart/form-data; boundary={border}"
    fields = {
        "csrfmiddlewaretoken": GUARD,
        "key": intent.key,
        "text": intent.fields.get("text", ""),
        "title": intent.fields.get("title", ""),
        "reason": "crash test",
        "syntax": "markdown",
        "seen_revision": intent.fields.get("seen", ""),
    }
    pairs = [*fields.items(), *(("attachment", str(file)) for file in intent.fields.get("files", ()))]
    return path, urlencode(pairs).encode(), "application/x-www-form-urlencoded"


def file_bytes(key: str, size: int) -> bytes:
    """The bytes of an upload: made from its key, so that they can be made again for comparing."""
    import random

    return random.Random(key).randbytes(size)


def _meaning(intent: Intent, status: int, headers: dict[str, str], page: bytes) -> dict[str, Any]:
    """What a yes says: the id of what was made."""
    if intent.kind == "upload" and status == 201:
        return {"id": json.loads(page)["id"]}
    location = {name.lower(): value for name, value in headers.items()}.get("location", "")
    if status in {302, 303} and "/accounts/" not in location:
        # A topic is named by its address, a post by the anchor.
        found = re.search(r"/t/(\d+)" if intent.kind == "topic" else r"#p(\d+)", location)
        return {"id": int(found[1]) if found else None, "location": location}
    raise Refused(f"{intent.kind}: {status} {location} {page[:2000].decode(errors='replace')}")
