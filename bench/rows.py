"""Rows, in bulk: no actions, no facts, as an importer writes. `rebuild()` afterwards makes what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

AT_ONCE = 20_000


class Table:
    """Collects rows of one model and writes them by the thousand."""

    def __init__(self, model: type[Model], columns: Sequence[str]) -> None:
        self._table = model._meta.db_table
        self._columns = [model._meta.get_field(name).column for name in columns]
        self._rows: list[tuple[Any, ...]] = []

    def add(self, *row: Any) -> None:
        """One more row, its values in the order of the columns."""
        self._rows.append(row)

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        return len(self._rows) >= AT_ONCE

    def write(self) -> None:
        """Write what was collected."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        # Names come from our own models, never from outside; values are bound.
        names = ", ".join(f'"{name}"' for name in self._columns)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor, cursor.copy(f'COPY "{self._table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" for _ in self._columns)
        connection.ensure_connection()
        connection.connection.executemany(f'INSERT INTO "{self._table}" ({names}) VALUES ({marks})', rows)


def write_all(tables: Iterable[Table]) -> None:
    """Write several tables in one transaction; keys between them are checked at its end."""
    with transaction.atomic():
        for table in tables:
            table.write()


def next_id(model: type[Model]) -> int:
    """The lowest id above every row."""
    newest = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return (newest or 0) + 1


def reset_sequences(models: Iterable[type[Model]]) -> None:
    """Let PostgreSQL go on numbering after the rows we numbered ourselves (SQLite does by itself)."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
