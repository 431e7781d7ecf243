"""What every board has from the start. `threadkeep init` and `threadkeep serve` call it (cli/preparing.py)."""

from __future__ import annotations

from threadkeep.reactions.actions.make_starting_kinds import make_starting_kinds

__all__ = ["make_starting_kinds"]
