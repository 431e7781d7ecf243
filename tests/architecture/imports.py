"""What may import what, by the kind of file, across all features. import-linter (pyproject.toml) holds the layers
inside each feature and between features; this holds what it cannot say."""

import ast
from collections.abc import Iterator

from tests.architecture.exceptions import Broken
from tests.architecture.sources import Source

# Higher may import lower. A kind that is not listed (a feature's own words, such as names.py) may be imported by all.
RANKS = {"models": 0, "rules": 1, "queries": 2, "steps": 3, "actions": 4, "forms": 5, "views": 6, "api": 6, "urls": 7}

# What writes inside a transaction; the only ones that may use steps.py.
WRITERS = {"actions", "steps", "effects", "jobs", "chores", "moving"}

TEACHES = {
    "models": "Models have no verbs: move what needs this to the rules, queries or actions.",
    "rules": "Rules only answer yes or no: they read models, never pages or actions.",
    "queries": "Queries only read. What writes is an action, and the view calls it.",
    "steps": "Steps are the shared parts of actions; they cannot call an action or know a page.",
    "actions": "An action knows no page and no form: pass it plain values.",
}


def kind_of(module: str) -> str | None:
    """The kind of a module of ours: "threadkeep.topics.actions.post_reply" -> "actions"."""
    parts = module.split(".")
    if len(parts) < 3 or parts[0] != "threadkeep" or parts[1] in {"kernel", "markup", "cli"}:
        return None
    return "moving" if parts[1] == "moving" else parts[2]


def is_plain_value(target: str) -> bool:
    """Whether this is a class beside the steps: what they take may be made by anyone, for it writes nothing."""
    return kind_of(target) == "steps" and target.rpartition(".")[2][:1].isupper()


def imported(source: Source) -> Iterator[tuple[str, int]]:
    """Every module (or name in a module) of ours that is imported anywhere in a file, with the line."""
    assert source.tree is not None
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(source, node)
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = source.module.split(".")
    keep = len(package) - node.level + (1 if source.name == "__init__.py" else 0)
    return ".".join([*package[:keep], *([node.module] if node.module else [])])


def upward_imports(source: Source) -> Iterator[Broken]:
    """Imports from a lower kind of file to a higher one, in whatever feature."""
    mine = kind_of(source.module)
    if mine not in RANKS:
        return
    for target, line in imported(source):
        theirs = kind_of(target)
        if is_plain_value(target):
            continue
        if theirs in RANKS and RANKS[theirs] > RANKS[mine]:
            yield Broken(source.path, f"line {line} imports {target}: {mine} stand below {theirs}. {TEACHES[mine]}")


def effects_imports(source: Source) -> Iterator[Broken]:
    """Nothing imports effects: they hear facts. apps.py may, because it tells the kernel which there are."""
    if source.name in {"apps.py", "effects.py"}:
        return
    for target, line in imported(source):
        if kind_of(target) == "effects":
            says = f"line {line} imports {target}: effects are never called, they hear facts. Tell a fact instead."
            yield Broken(source.path, says)


def action_calls(source: Source) -> Iterator[Broken]:
    """An action never calls an action: each is one transaction, and one inside another is neither."""
    if kind_of(source.module) not in {"actions", "steps"}:
        return
    for target, line in imported(source):
        if kind_of(target) == "actions" and not target.startswith("threadkeep.kernel"):
            says = f"line {line} imports the action {target}. Move what both do to steps.py, or hear its fact."
            yield Broken(source.path, says)


def steps_imports(source: Source) -> Iterator[Broken]:
    """steps.py runs inside an action's transaction, so only what has one may import it."""
    if kind_of(source.module) in WRITERS:
        return
    for target, line in imported(source):
        if kind_of(target) == "steps" and not is_plain_value(target):
            says = (
                f"line {line} imports {target}, which writes inside an action's transaction. Call the action instead."
            )
            yield Broken(source.path, says)


def signals(source: Source) -> Iterator[Broken]:
    """No signals: what follows from a fact is an effect, which can be found, repeated and retried."""
    for target, line in imported(source):
        if target.startswith(("django.dispatch", "django.db.models.signals", "django.core.signals")):
            says = f"line {line} imports {target}. No signals: tell a fact in the action and hear it in effects.py."
            yield Broken(source.path, says)


def django_in_markup(source: Source) -> Iterator[Broken]:
    """The text engine is pure Python, so that it can be tested and used without a board."""
    if source.feature != "markup":
        return
    for target, line in imported(source):
        if target.split(".")[0] == "django" or (kind_of(target) is not None):
            yield Broken(
                source.path, f"line {line} imports {target}: markup knows no Django and no feature. Pass it in."
            )
