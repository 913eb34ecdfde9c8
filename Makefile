# Two commands matter: `make report` (the workbook) and `make test` (everything that is checked).
# `make HASHES=1 report` installs only files whose checksum stands in locked.txt.
# Each makes its own virtual environment in .venv and installs what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORT := reports/measured-vs-maximal.xlsx

.PHONY: report test fuzz lint clean

report: $(VENV)/.installed
	$(BIN)/sanctions compare measured maximal -o $(REPORT) --force

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist loadfile
	$(BIN)/python tests/wheel_check.py

# The same fuzz tests with other and many more examples each time; a failure prints how to repeat it.
fuzz: $(VENV)/.installed-test
	SANCTIONS_TEST_PROFILE=fuzz $(BIN)/python -m pytest -m fuzz tests

lint: $(VENV)/.installed-test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; try: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python setup.cfg pyproject.toml constraints.txt locked.txt
	$(if $(HASHES),$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement locked.txt)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
