#!/bin/sh
# Makes a checkout ready: uv, a Python, the locked packages, the texts, the browser code. Says one line for each thing
# it does and nothing for what is done already. `setup.sh uv` stops after uv.
set -eu
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9

say() { printf '%s\n' "$1" >&2; }

get_uv() {
    if [ -x .tools/uv/bin/uv ]; then
        PATH="$PWD/.tools/uv/bin:$PATH"
        return
    fi
    if command -v uv >/dev/null; then
        return
    fi
    if ! command -v python3 >/dev/null; then
        say "Neither uv nor python3 was found. Install one of them (on Debian: apt install python3-venv), then try again."
        exit 1
    fi
    say "Getting uv, the installer (once, into .tools/uv) ..."
    if ! python3 -m venv .tools/uv 2>/dev/null; then
        rm -rf .tools/uv
        say "python3 cannot make a virtual environment here. On Debian: apt install python3-venv, then try again."
        exit 1
    fi
    .tools/uv/bin/pip install -q --disable-pip-version-check "uv==$UV_VERSION" || { rm -rf .tools/uv; exit 1; }
    PATH="$PWD/.tools/uv/bin:$PATH"
}

get_python() {
    [ -x .venv/bin/python ] && return
    say "Making a Python environment (.venv) ..."
    # 3.13 is what we develop on; where it is not to be had, any Python from 3.12 on will do.
    uv venv -q --python 3.13 .venv 2>/dev/null || uv venv -q --python '>=3.12' --no-python-downloads .venv || {
        say "No Python 3.12 or newer was found, and none could be fetched. Install one, then try again."
        exit 1
    }
}

get_packages() {
    # The stamp holds what the packages were installed from, so that a pull that changes it installs again.
    wanted="$(cat requirements.lock pyproject.toml | cksum)"
    [ "$(cat .venv/.installed-from 2>/dev/null)" = "$wanted" ] && return
    say "Installing the locked packages ..."
    uv pip sync -q --require-hashes --compile-bytecode requirements.lock
    uv pip install -q --no-deps --no-build-isolation --editable .
    printf '%s\n' "$wanted" > .venv/.installed-from
}

get_texts() {
    for po in threadkeep/locale/*/LC_MESSAGES/*.po; do
        [ -e "$po" ] || return 0
        mo="${po%.po}.mo"
        [ "$mo" -nt "$po" ] && continue
        say "Compiling $po ..."
        # Babel reports statistics on standard error; only a failure is worth reading.
        report="$(.venv/bin/pybabel -q compile -i "$po" -o "$mo" 2>&1)" || { say "$report"; exit 1; }
    done
}

get_browser_code() {
    [ -f frontend/package.json ] || return 0
    built=threadkeep/theme/static/build/manifest.json
    # The build script compares contents, which takes half a second; mostly a look at the times is enough.
    if [ -f "$built" ]; then
        newer="$(find frontend \( -name node_modules -o -name .build \) -prune -o -type f -newer "$built" -print -quit)"
        [ -z "$newer" ] && return
    fi
    report="$(.venv/bin/python scripts/build_frontend.py 2>&1)" || { say "$report"; exit 1; }
    case "$report" in *"up to date"*) ;; *) say "$report" ;; esac
    touch "$built"
}

get_uv
[ "${1:-}" = uv ] && exit 0
get_python
get_packages
get_texts
get_browser_code
