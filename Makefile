# One set-up, then one word a task.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: build serve test check bench tools

.venv/installed: pyproject.toml hatch_build.py
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[test]'
	touch $@

build: .venv/installed  ## the sample archive, into output/
	$(BIN)/sitegen build

serve: .venv/installed  ## the same, rebuilt and reloaded at every change
	$(BIN)/sitegen serve

test: .venv/installed  ## all tests
	$(BIN)/python -m pytest

check: .venv/installed  ## style, types, layers and the rules of the house, without the browser
	$(BIN)/python -m pytest -q tests/test_house.py tests/test_purity.py

bench: .venv/installed  ## what builds cost beside other generators (a quarter of an hour), and how fast pages are read, shown, matched and found
	$(BIN)/python bench/build.py 1000 10000 --peers
	$(BIN)/python bench/serve.py 1000
	$(BIN)/python bench/ingest.py seeds
	$(BIN)/python bench/reconcile.py 1000 10000
	$(BIN)/python bench/search.py 1000 --lunr 1000 --questions 60

tools:  ## what the HTML and Firefox tests look for
	npm install --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --prefix . vnu-jar@26.9.27 puppeteer-core@24.43.1
