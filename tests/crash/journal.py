"""What the driver knows for sure: each intent before it is sent, each acknowledgement after it was read, on disk."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass
class Intent:
    """One write. `key` makes its repeat harmless; `sha256` is of the text or bytes; `answer` comes with the 2xx."""

    key: str
    kind: str
    writer: int
    sha256: str
    fields: dict[str, Any]
    answer: dict[str, Any] | None = None


class Journal:
    """Intents by key, and a file that holds the same, flushed line by line before anything else happens."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()
        self.intents: dict[str, Intent] = {}

    def intend(self, intent: Intent) -> None:
        """About to be sent."""
        with self._lock:
            self.intents[intent.key] = intent
            self._write({"intent": asdict(intent)})

    def acknowledged(self, intent: Intent, answer: dict[str, Any]) -> None:
        """The whole answer was read, and it said yes."""
        with self._lock:
            intent.answer = answer
            self._write({"acknowledged": intent.key, "answer": answer})

    def of(self, kind: str, *, acknowledged: bool | None = None) -> list[Intent]:
        """The intents of a kind; with `acknowledged` only those that were, or were not."""
        with self._lock:
            found = [intent for intent in self.intents.values() if intent.kind == kind]
        return [each for each in found if acknowledged is None or (each.answer is not None) == acknowledged]

    def unanswered(self) -> list[Intent]:
        """What nobody knows the fate of."""
        with self._lock:
            return [intent for intent in self.intents.values() if intent.answer is None]

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
