"""How a setting is declared: a field of a dataclass, with its help and its kind beside the default."""

from dataclasses import field
from typing import Any

from threadkeep.site.config_values import Kind

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


def setting(default: Any, kind: Kind, about: str, *, secret: bool = False) -> Any:
    """Declare a setting: its default, what it takes, one or two sentences for people. A secret is never printed."""
    return field(default=default, repr=not secret, metadata={"kind": kind, "about": about, "secret": secret})
