"""Who may write to the database: actions and their steps, effects, jobs, `moving/`, migrations, the kernel."""

import ast
from collections.abc import Iterator

from tests.architecture.exceptions import Broken
from tests.architecture.sources import Source

WRITING_FILES = {"steps.py", "effects.py", "jobs.py", "chores.py"}
WRITING_FEATURES = {"kernel", "moving"}
# A function the kernel calls at the right moment may write wherever it stands.
WRITING_DECORATORS = {"action", "effect", "chore", "task", "derives"}

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ALWAYS |= {f"a{name}" for name in ALWAYS} | {"asave", "adelete", "acreate", "aupdate"}
# Names whose .update(...) and the like are plain dictionaries, not rows.
PLAIN = {"globals", "environ", "headers", "session", "cookies", "META", "scope", "context", "filters"}
QUERYING = {"objects", "filter", "exclude", "all", "select_for_update"}

TEACHES = "Only actions, their steps.py, effects, jobs and moving/ write (DESIGN, section 9.2). Make it an action."


def may_write(source: Source) -> bool:
    """Whether everything in this file may write."""
    if source.is_test or not source.feature or source.feature in WRITING_FEATURES:
        return True
    return "/actions/" in source.path or source.name in WRITING_FILES


def stray_writes(source: Source) -> Iterator[Broken]:
    """Calls that write rows, in a file that may not."""
    if may_write(source):
        return
    assert source.tree is not None
    allowed = _decorated(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and id(node) not in allowed and _writes(node):
            yield Broken(source.path, f"line {node.lineno} writes ({ast.unparse(node)[:60]}). {TEACHES}")


def _decorated(tree: ast.Module) -> set[int]:
    """The nodes inside functions that the kernel calls, and where the background holds the pen."""
    inside: set[int] = set()
    for node in ast.walk(tree):
        called = isinstance(node, ast.FunctionDef) and any(
            _name(one) in WRITING_DECORATORS for one in node.decorator_list
        )
        # `with writer.background():` is how batches are written that no single person asked for.
        batch = isinstance(node, ast.With) and any(_name(one.context_expr) == "background" for one in node.items)
        if called or batch:
            inside |= {id(one) for one in ast.walk(node)}
    return inside


def _name(decorator: ast.expr) -> str:
    if isinstance(decorator, ast.Call):
        decorator = decorator.func
    return decorator.attr if isinstance(decorator, ast.Attribute) else getattr(decorator, "id", "")


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, receiver = call.func.attr, call.func.value
    if name in ALWAYS:
        return True
    chain = _chain(receiver)
    if chain & PLAIN:
        return False
    if name in {"create", "update"}:
        # dict.update and a class's own create() take positional arguments; a queryset's take names.
        return bool(chain & QUERYING) or (bool(call.keywords) and not call.args and "self" not in chain)
    # Model.save() and .delete() take no positional arguments; pictures, caches and storages do.
    return name in {"save", "delete"} and not call.args


def _chain(node: ast.expr) -> set[str]:
    """The names in "Topic.objects.filter(...)": {Topic, objects, filter}."""
    names: set[str] = set()
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        names.add(node.id)
    return names


def joined_sql(source: Source) -> Iterator[Broken]:
    """SQL put together from strings. Parameters are bound, never joined (R7)."""
    assert source.tree is not None
    constants = _constant_strings(source.tree)
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in {"execute", "executemany", "executescript", "raw", "extra", "RawSQL"}:
            first = node.args[0]
            is_fixed = isinstance(first, ast.Constant) or (isinstance(first, ast.Name) and first.id in constants)
            if not is_fixed:
                says = (
                    f"line {node.lineno}: SQL must be one fixed string, its values bound: execute('... %s', [value])."
                )
                yield Broken(source.path, says)


def _constant_strings(tree: ast.Module) -> set[str]:
    names = set()
    for node in tree.body:
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(value, ast.Constant):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def verbs_on_models(source: Source) -> Iterator[Broken]:
    """save(), delete() or clean() overridden on a model: a write that nobody sees at the place that writes."""
    if source.name != "models.py":
        return
    assert source.tree is not None
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete", "clean", "full_clean"}:
                    says = f"line {method.lineno} overrides {method.name}(). Do it in the action, where it can be read."
                    yield Broken(source.path, says)
