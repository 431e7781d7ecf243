"""Builds the browser code when a wheel or an sdist is made, so that people who install Threadkeep need no Node.

The sdist carries the built files, so a wheel made from an sdist builds nothing. An editable install builds nothing
either: there `make` (scripts/build_frontend.py) keeps the files fresh.
"""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BrowserCodeHook(BuildHookInterface[Any]):
    """The hook that pyproject.toml names under ``tool.hatch.build.hooks.custom``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before files are collected. `version` is hatchling's name of the kind of build."""
        if version == "editable":
            return
        script = Path(self.root) / "scripts" / "build_frontend.py"
        spec = importlib.util.spec_from_file_location("build_frontend", script)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(f"{script} is missing, so the browser code cannot be built.")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.build(Path(self.root))
