"""What every board has from the start. `threadkeep init` and `threadkeep serve` call it (cli/preparing.py)."""

from __future__ import annotations

from threadkeep.boards.actions.make_built_ins import make_built_ins

__all__ = ["make_built_ins"]
