"""Our code keeps the laws."""

import pytest

from tests.architecture import imports, pages, shape, sources, writing
from tests.architecture.exceptions import EXEMPTIONS, Broken, hold

CODE_LAWS = {
    "layers by kind": imports.upward_imports,
    "effects are never called": imports.effects_imports,
    "an action never calls an action": imports.action_calls,
    "steps belong to actions": imports.steps_imports,
    "no signals": imports.signals,
    "markup is pure": imports.django_in_markup,
    "writes": writing.stray_writes,
    "SQL is one fixed string": writing.joined_sql,
    "models have no verbs": writing.verbs_on_models,
}
TEMPLATE_LAWS = {
    "templates make no query": pages.queries_in_templates,
    "no script or style in pages": pages.inline_code,
    "everything is escaped": pages.unsafe_output,
}
SHAPE_LAWS = ("files are short", "functions are short", "names say something", "one verb, one file, one test")


@pytest.mark.parametrize("law", CODE_LAWS)
def test_the_code_keeps_the_law(law: str) -> None:
    hold(law, [broken for source in sources.our_code() for broken in CODE_LAWS[law](source)])


@pytest.mark.parametrize("law", TEMPLATE_LAWS)
def test_the_templates_keep_the_law(law: str) -> None:
    hold(law, [broken for source in sources.templates() for broken in TEMPLATE_LAWS[law](source)])


def test_every_file_is_short_enough_to_be_read() -> None:
    hold("files are short", [broken for source in sources.text_files() for broken in shape.long_files(source)])


def test_every_function_fits_on_a_screen() -> None:
    hold(
        "functions are short", [broken for source in sources.python_files() for broken in shape.long_functions(source)]
    )


def test_no_file_has_a_name_that_says_nothing() -> None:
    hold("names say something", [broken for path in sources.all_paths() for broken in shape.forbidden_names(path)])


def test_every_action_is_one_function_in_one_file_with_one_test() -> None:
    found: list[Broken] = []
    for source in sources.our_code():
        if "/actions/" in source.path and source.name != "__init__.py":
            verb = source.name.removesuffix(".py")
            has_test = sources.exists(f"threadkeep/{source.feature}/tests/test_{verb}.py")
            found.extend(shape.action_files(source, has_test))
    hold("one verb, one file, one test", found)


def test_every_exemption_names_a_law_and_a_reason() -> None:
    laws = {*CODE_LAWS, *TEMPLATE_LAWS, *SHAPE_LAWS}
    assert all(one.law in laws and len(one.why) > 10 for one in EXEMPTIONS)
