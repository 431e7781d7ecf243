"""Rules between settings, and the values that follow from others."""

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_address
from urllib.parse import urlsplit

from threadkeep.site.config_table import Config
from threadkeep.site.operator_language import _

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def broken_rules(config: Config) -> Iterator[tuple[str, str]]:
    """(name of the setting to change, what is wrong) for settings that do not go together."""
    public_host = urlsplit(config.server.public_url).hostname or "localhost"
    if config.debug and not (is_loopback(config.server.host) and is_loopback(public_host)):
        yield (
            "debug",
            _(
                "debug shows the inside of the board to everyone who can reach it, so it is refused while server.host "
                "or server.public_url is not this machine alone. Turn it off, or listen on 127.0.0.1."
            ),
        )
    if config.mail.host and not config.mail.from_address:
        yield "mail.host", _("mail.host is set, so mail.from_address must say who the mail is from.")
    if config.mail.password and not config.mail.user:
        yield "mail.password", _("there is a mail.password without a mail.user. Set both, or neither.")
    if config.mail.user and config.mail.security == "none" and not is_loopback(config.mail.host):
        yield (
            "mail.security",
            _("with mail.security none, the mail password would cross the network readable. Use starttls or tls."),
        )
    if config.files.max_bytes > config.server.max_body_bytes:
        yield (
            "files.max_bytes",
            _("files.max_bytes is more than server.max_body_bytes, so such a file could never arrive. Raise that one."),
        )
    if config.posts.max_bytes > config.server.max_body_bytes // 3:
        # A form sends a byte as up to three characters (%C3), so the body must have room for three times the text.
        yield (
            "posts.max_bytes",
            _("posts.max_bytes needs a server.max_body_bytes of at least three times as much, as forms are encoded."),
        )


def with_derived_values(config: Config) -> Config:
    """The configuration with `server.public_url` and `server.allowed_hosts` filled in."""
    server = config.server
    url = server.public_url or f"http://localhost:{server.port}"
    host = urlsplit(url).hostname or "localhost"
    names = [f"[{host}]" if ":" in host else host, *server.allowed_hosts, "localhost", "127.0.0.1", "[::1]"]
    server = replace(server, public_url=url, allowed_hosts=tuple(dict.fromkeys(name.lower() for name in names)))
    return replace(config, server=server)


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach `host` (a name or an address, IPv6 with or without brackets)."""
    if host.lower() in THIS_MACHINE:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
