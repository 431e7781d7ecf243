"""A mail server of our own, and the board told to use it."""

import socketserver
import threading
from dataclasses import replace

import pytest


@pytest.fixture(autouse=True)
def outbox_backend(settings):
    """The board's own mail backend, which the test runner takes away."""
    settings.MAILERS = {"default": {"BACKEND": "threadkeep.alerts.backend.OutboxBackend"}}


class MailServer(socketserver.ThreadingTCPServer):
    """As much of RFC 5321 as one client needs. `answers` are what it says to the next RCPTs instead of 250."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers = []
        self.taken = []


class _Talk(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say("220 mail.example")
        recipients = []
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"RCPT":
                answer = self.server.answers.pop(0) if self.server.answers else "250 ok"
                recipients.append(line.decode().strip())
                self.say(answer)
            elif verb == b"DATA":
                self.say("354 go on")
                lines = []
                while (more := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(more)
                self.server.taken.append((recipients, b"".join(lines).decode()))
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 mail.example" if verb in (b"EHLO", b"HELO", b"MAIL", b"RSET") else "502 no")


@pytest.fixture
def mail_server(settings):
    """Set up mail: a server on this machine that takes everything until told otherwise."""
    server = MailServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    set_up = replace(
        settings.THREADKEEP.mail,
        host="127.0.0.1",
        port=server.server_address[1],
        security="none",
        from_address="forum@board.example",
    )
    settings.THREADKEEP = replace(settings.THREADKEEP, mail=set_up)
    yield server
    server.shutdown()
    server.server_close()
