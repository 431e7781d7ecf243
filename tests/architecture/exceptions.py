"""Places a law leaves out, each with the reason. One nobody needs any more fails the test, so the list stays short."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Broken:
    """One place that breaks a law, and the sentence that says how to put it right."""

    path: str
    says: str


@dataclass(frozen=True)
class Exemption:
    """`law` leaves out the file `path`, because of `why`."""

    law: str
    path: str
    why: str


EXEMPTIONS = (
    Exemption("writes", "threadkeep/alerts/backend.py", "a mail backend is called by allauth, from outside any action"),
    Exemption("writes", "threadkeep/members/adapter.py", "allauth asks its adapter to set passwords, in its own views"),
    Exemption("writes", "threadkeep/members/account_forms.py", "a form of allauth's, whose save() is where it writes"),
    Exemption("writes", "threadkeep/topics/rerendering.py", "derived data only; rebuild() and a chore hold the pen"),
    Exemption("steps belong to actions", "threadkeep/members/adapter.py", "allauth changed a password or an address"),
    Exemption(
        "everything is escaped",
        "threadkeep/theme/templates/theme/forms.html",
        "help texts of Django's own forms are lazy HTML; they come from code, never from a person",
    ),
)


def hold(law: str, broken: Iterable[Broken]) -> None:
    """Fail with every breach of `law` that has no exemption, and with every exemption nobody needs any more."""
    found = list(broken)
    exempt = {one.path for one in EXEMPTIONS if one.law == law}
    said = [f"{one.path}: {one.says}" for one in found if one.path not in exempt]
    needless = exempt - {one.path for one in found}
    said += [f"{path}: keeps the law {law!r} now; take its line out of exceptions.py." for path in sorted(needless)]
    if said:
        pytest.fail("\n".join(sorted(said)), pytrace=False)
