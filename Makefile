# `make demo` and `make test` are all that a fresh clone needs; both set up .venv themselves, from the locked packages only.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SETS ?=
SECONDS ?= 60

.PHONY: demo test score bench fuzz lint readme docs help

help:
	@echo "make demo   the account of the bundled example, shown and written as a page (account.html)"
	@echo "make test   all tests, examples in the docs included"
	@echo "make lint   style, types and import rules"
	@echo "make score  [SETS='figures planted']  every labelled set beside the project against its floor"
	@echo "make fuzz   [SECONDS=60]  what reads foreign bytes, each part for so many seconds on inputs made to break it"
	@echo "make bench  cost of a comparison, of many reports, of a large page, of a large account and of 100,000 reports grouped, each against the barest way"

demo: $(VENV)/.runtime
	$(BIN)/twosource compare examples/reports --about examples/about.csv --html account.html

test: $(VENV)/.dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile

score: $(VENV)/.runtime
	$(BIN)/python bench/score.py $(SETS)

bench: $(VENV)/.dev
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/page.py
	$(BIN)/python bench/throughput.py --articles 120 --runs 3
	$(BIN)/python bench/accounts.py --runs 1
	$(BIN)/python bench/stories.py
	$(BIN)/python bench/passages.py
	$(BIN)/python bench/rewrites.py
	$(BIN)/python bench/reading.py

# The fuzzer comes with no lock: it is needed by nothing else.
fuzz: $(VENV)/.dev
	$(INSTALL) atheris
	$(BIN)/python fuzz/run.py --seconds $(SECONDS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The README shows what the demo prints, the reference what the code says; run these when that changes.
readme: $(VENV)/.dev
	$(BIN)/python bench/readme.py
	$(BIN)/python bench/screenshot.py

docs: $(VENV)/.runtime
	$(BIN)/python bench/reference.py

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The package itself comes last, without dependencies: what it needs is in the lock, with hashes.
$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $@
