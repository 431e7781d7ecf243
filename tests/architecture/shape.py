"""The shape of the house: names of files, their length, what an action's file holds."""

import ast
from collections.abc import Iterator

from tests.architecture.exceptions import Broken
from tests.architecture.sources import Source

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "managers", "handler", "handlers", "common", "misc"}
COUNTED = (".py", ".html", ".txt", ".css", ".js", ".mjs", ".sh")


def long_files(source: Source) -> Iterator[Broken]:
    """Files nobody reads in one go. Text files of test cases are data and may be long."""
    lines = source.text.count("\n")
    if source.path.endswith(COUNTED) and "/cases/" not in source.path and lines > LONGEST_FILE:
        says = f"{lines} lines, {LONGEST_FILE} at most. Split it by what its parts are about, and name each part so."
        yield Broken(source.path, says)


def long_functions(source: Source) -> Iterator[Broken]:
    """Functions that do not fit on a screen."""
    assert source.tree is not None
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                says = (
                    f"{node.name}() in line {node.lineno} has {lines} lines, {LONGEST_FUNCTION} at most. Give its "
                    "steps names: what you would say when reading it aloud is where it comes apart."
                )
                yield Broken(source.path, says)


def forbidden_names(path: str) -> Iterator[Broken]:
    """Names that say nothing, so that everything ends up there."""
    stem = path.rpartition("/")[2].partition(".")[0]
    if stem in FORBIDDEN and path.endswith((".py", ".js", ".mjs", ".html", ".css")):
        yield Broken(path, "this name says nothing. Name the file after the thing it is about (DESIGN, section 2).")


def action_files(source: Source, has_test: bool) -> Iterator[Broken]:
    """One verb, one file, one public function of the same name, one test file."""
    assert source.tree is not None
    verb = source.name.removesuffix(".py")
    functions = [node for node in source.tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    public = [node for node in functions if not node.name.startswith("_")]
    if [node.name for node in public] != [verb]:
        names = ", ".join(node.name for node in public) or "none"
        yield Broken(source.path, f"must have one public function, {verb}(). It has: {names}.")
        return
    if not any(getattr(one, "id", "") == "action" for one in public[0].decorator_list):
        yield Broken(source.path, f"{verb}() must be an @action (threadkeep.kernel.action): that is its transaction.")
    if not ast.get_docstring(public[0]):
        yield Broken(source.path, f"{verb}() must say what it does, what it returns and what it refuses.")
    if not has_test:
        says = f"has no tests/test_{verb}.py beside its feature: success, each refusal, the fact it tells."
        yield Broken(source.path, says)
