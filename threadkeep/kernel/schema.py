"""Whether the tables of the database are those this program knows."""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


def pending_migrations() -> list[str]:
    """Names ("topics.0002_titles") of the migrations this database still lacks, in the order they will run."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def unknown_migrations() -> list[str]:
    """Names of migrations of ours that were applied by a newer Threadkeep: this program has never heard of them."""
    loader = MigrationLoader(connection)
    ours = {label for label in loader.migrated_apps if apps.get_app_config(label).name.startswith("threadkeep.")}
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known
    )
