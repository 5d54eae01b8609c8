# Everything a fresh machine needs: Python 3.11 or later, a C compiler and make.
#   make run    sets up and opens the app
#   make test   sets up and runs every check and test
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready
EDITOR := $(VENV)/.editor

# durable-rules names a C function that Python 3.13 renamed. This flag, harmless on older Pythons
# (they have both names), lets it build and import on 3.13 and later.
export CPPFLAGS := -DPyEval_CallObject=PyObject_CallObject $(CPPFLAGS)

.PHONY: run test check types lint tests dist clean

run: $(STAMP)
	@$(BIN)/triage

test: $(STAMP) lint types check tests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

check: $(STAMP)
	$(BIN)/triage check
	$(BIN)/triage prove

tests: $(STAMP) $(EDITOR)
	$(BIN)/pytest -q -n auto

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q $(VENV)/lib
	@touch $@

# The language server that editors use, for the tests that speak to it. Without Node.js they are skipped.
$(EDITOR): $(STAMP) scripts/language_server.py
	$(BIN)/python scripts/language_server.py
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
