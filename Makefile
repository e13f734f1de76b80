# The map: `make help`. Needs python3 (3.11 or newer, with venv) and make; all else it installs into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test lint types rooms tests docs lock evaluate bench clean

help: ## show this map
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

setup: $(READY) ## install everything into .venv (seconds when nothing changed)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/onrecord setup
	@touch $(READY)

DEMO := $(VENV)/demo.sqlite

demo: $(READY) ## read the example article, show the record, offer its page
	$(BIN)/onrecord read examples/troops.txt --date 2024-05-22
	@$(BIN)/onrecord add examples/troops.txt --date 2024-05-22 --ledger $(DEMO)
	@$(BIN)/onrecord add examples/month.jsonl --ledger $(DEMO)
	@if [ -t 0 ] && [ -t 1 ]; then \
	  printf 'Look at it in the browser now? [Y/n] '; read answer; \
	  case "$$answer" in [nN]*) ;; *) $(BIN)/onrecord serve --ledger $(DEMO) --open ;; esac; \
	else echo 'Look at it in the browser: make serve'; fi

serve: $(READY) ## show the ledger that make demo has made, in the browser
	@test -e $(DEMO) || $(BIN)/onrecord add examples/month.jsonl --ledger $(DEMO)
	$(BIN)/onrecord serve --ledger $(DEMO)

test: lint types rooms tests ## every check: style, types, rooms, tests, docs

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

rooms: $(READY)
	$(BIN)/lint-imports

tests: $(READY)
	$(BIN)/pytest

evaluate: $(READY) ## print the table of accuracy (needs the gold data, see docs/accuracy.md)
	$(BIN)/onrecord evaluate

docs: $(READY) ## write again the pages of docs/ that are made from data
	$(BIN)/python docs/make.py

bench: $(READY) ## time our steps beside spaCy's own, on the example articles or ARTICLES=file.jsonl
	$(BIN)/python benchmarks/steps.py $(ARTICLES)

lock: $(READY) ## write requirements.lock again from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --upgrade --quiet -o requirements.lock

clean: ## remove .venv and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
