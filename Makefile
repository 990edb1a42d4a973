# make run   the program        make test   every check and test        make bench   measurements
# Both make their own .venv, install what is missing and get the models first.

PYTHON ?= python3
# A folder with model files that was brought here by hand, for machines without a network.
MODELS_FROM ?=
VENV := .venv
# The training lab's environment: the program's packages, and PyTorch on top of them.
LAB := .venv-lab
# The lab is tested on the processor, wherever it is.
TORCH ?= torch==2.13.0
ifeq ($(OS),Windows_NT)
$(error On Windows use packaging\windows\run.ps1 and packaging\windows\test.ps1)
endif
BIN := $(VENV)/bin
# One copy of the models for the program and the tests of this checkout.
export FACEGATE_MODELS_DIR ?= $(CURDIR)/build/models

.PHONY: run test lint lab models bench package clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed-run models
	@$(BIN)/python main.py $(ARGS)

test: $(VENV)/.installed-test lint lab models
	@sh packaging/linux/with-display.sh $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -rs $(ARGS)
	@$(LAB)/bin/python -m pytest tests/lab -n 2 --dist loadfile -rs $(ARGS)

# Measurements of minutes, one at a time; they pass or fail nothing.
bench: $(VENV)/.installed-test models
	$(BIN)/pytest tests/benchmarks --benchmark-only --timeout=0 $(ARGS)
	$(BIN)/python main.py bench

# The program as one folder that needs no Python, built and tried.
package: $(VENV)/.installed-run models
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[demo,package]'
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build/pyinstaller packaging/facegate.spec
	@sh packaging/linux/with-display.sh $(BIN)/python packaging/smoke_test.py dist/facegate/facegate "$(FACEGATE_MODELS_DIR)"

lint: $(LAB)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --python-executable $(LAB)/bin/python
	$(BIN)/lint-imports

# Not before the packages are there, whichever set was asked for.
models: | $(if $(filter test bench,$(MAKECMDGOALS)),$(VENV)/.installed-test,$(VENV)/.installed-run)
	@$(BIN)/python main.py --data-dir build/data models install $(if $(MODELS_FROM),--from "$(MODELS_FROM)")

$(VENV)/.installed-run: pyproject.toml
	@$(PYTHON) packaging/linux/prepare.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[demo]'
	@touch $@

$(VENV)/.installed-test: pyproject.toml
	@$(PYTHON) packaging/linux/prepare.py --tests
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[demo,dev]'
	@touch $@ $(VENV)/.installed-run

# PyTorch first and by itself, so that a build for processors can be named where there is no GPU.
lab: $(LAB)/.installed

$(LAB)/.installed: $(VENV)/.installed-test
	@test -x $(LAB)/bin/python || $(BIN)/python -m venv $(LAB)
	@$(BIN)/python packaging/stack_environment.py $(LAB)
	$(LAB)/bin/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	$(LAB)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@touch $@

clean:
	rm -rf $(VENV) $(LAB) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
